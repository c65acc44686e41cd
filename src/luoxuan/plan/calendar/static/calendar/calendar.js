// Drag an entry to another day; its length stays. Without script the entry's page moves it.
(() => {
  const board = document.querySelector("table.calendar[data-move]");
  if (!board || !board.dataset.move) return;
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  const DAY = 86400000;
  let dragged = null;

  const shifted = (starts, days) => new Date(Date.parse(starts) + days * DAY).toISOString().slice(0, 10);

  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-entry]");
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  board.addEventListener("dragover", (event) => {
    const square = event.target.closest("td[data-day]");
    if (!dragged || !square) return;
    event.preventDefault();
    board.querySelectorAll("td.over").forEach((each) => each.classList.remove("over"));
    square.classList.add("over");
  });
  board.addEventListener("dragend", () => {
    board.querySelectorAll("td.over").forEach((each) => each.classList.remove("over"));
    dragged = null;
  });
  board.addEventListener("drop", async (event) => {
    const square = event.target.closest("td[data-day]");
    if (!dragged || !square) return;
    event.preventDefault();
    const days = Math.round((Date.parse(square.dataset.day) - Date.parse(dragged.dataset.picked)) / DAY);
    if (!days) return;
    const body = new FormData();
    body.set("starts_on", shifted(dragged.dataset.starts, days));
    body.set("csrfmiddlewaretoken", token());
    const answer = await fetch(board.dataset.move.replace("/0/", `/${dragged.dataset.entry}/`), {
      method: "POST", body, headers: { "X-Requested-With": "fetch" }, credentials: "same-origin",
    });
    if (answer.ok) window.location.reload();
    else square.classList.add("refused");
  });
})();
