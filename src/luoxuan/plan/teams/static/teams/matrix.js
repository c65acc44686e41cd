/* Saves a row of the matrix as soon as a duty is chosen, and moves between cells with the arrow keys. Without this
   script each row has its own Save button. */
"use strict";
(function () {
  const table = document.querySelector("[data-raci]");
  if (!table || !table.querySelector("select")) return;
  table.classList.add("is-live");

  const save = async function (select) {
    const row = select.closest("tr");
    const form = select.form;
    row.classList.add("is-saving");
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { "HX-Request": "true" },
      body: new FormData(form),
      credentials: "same-origin",
    });
    if (!answer.ok) { form.submit(); return; }
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    const fresh = holder.content.querySelector("tr");
    const gaps = holder.content.querySelector("template[data-gaps]");
    document.getElementById("gaps").replaceChildren(gaps.content.cloneNode(true));
    row.replaceWith(fresh);
    fresh.querySelector("[name='" + select.name + "']").focus();
  };

  table.addEventListener("change", function (event) {
    if (event.target.matches("select")) save(event.target);
  });

  table.addEventListener("keydown", function (event) {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!step || !event.target.matches("select") || event.altKey) return;
    event.preventDefault();
    const cell = event.target.closest("td");
    const rows = [...table.tBodies[0].rows];
    const row = rows[rows.indexOf(cell.parentElement) + step[0]];
    const next = row && row.cells[cell.cellIndex + step[1]];
    const select = next && next.querySelector("select");
    if (select) select.focus();
  });
})();
