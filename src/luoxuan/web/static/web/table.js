/* Sort the rows that are on the page, and remember which columns a person wants to see. */
"use strict";
(function () {
  const valueOf = (row, place) => {
    const cell = row.cells[place];
    if (!cell) { return ""; }
    if (!("value" in cell.dataset)) { return cell.textContent.trim(); }
    return cell.dataset.value === "" ? null : Number(cell.dataset.value);
  };
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), root.lang));
  const root = document.documentElement;

  const sort = (table, head) => {
    const place = head.cellIndex;
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    const isNumber = rows.some((row) => row.cells[place] && "value" in row.cells[place].dataset);
    const before = head.getAttribute("aria-sort");
    const order = before ? (before === "ascending" ? "descending" : "ascending") : (isNumber ? "descending" : "ascending");
    const sign = order === "ascending" ? 1 : -1;
    rows.sort((a, b) => {
      const [x, y] = [valueOf(a, place), valueOf(b, place)];
      if (x === null || y === null) { return (x === null) - (y === null); }  // what is not known stands last
      return sign * compare(x, y);
    });
    for (const other of head.parentElement.cells) { other.removeAttribute("aria-sort"); }
    head.setAttribute("aria-sort", order);
    body.append(...rows);
  };

  const ready = (scope) => {
    for (const table of scope.querySelectorAll("table[data-sortable]:not([data-ready])")) {
      table.dataset.ready = "";
      for (const head of table.tHead.rows[0].cells) {
        if (table.tBodies[0].rows.length < 2 || !head.textContent.trim()) { continue; }
        const button = document.createElement("button");
        button.type = "button";
        button.className = "sort";
        button.append(...head.childNodes);
        button.addEventListener("click", () => sort(table, head));
        head.append(button);
      }
    }
    for (const chooser of scope.querySelectorAll("[data-columns-of]:not([data-ready])")) { choose(chooser); }
  };

  const choose = (chooser) => {
    chooser.dataset.ready = "";
    const key = `lx-columns-${chooser.dataset.columnsOf}`;
    const boxes = Array.from(chooser.querySelectorAll("input"));
    const show = () => {
      for (const table of document.querySelectorAll(`table[data-table="${chooser.dataset.columnsOf}"]`)) {
        for (const box of boxes) {
          for (const cell of table.querySelectorAll(`[data-column="${box.value}"]`)) { cell.classList.toggle("off", !box.checked); }
        }
      }
    };
    const kept = JSON.parse(localStorage.getItem(key) || "{}");
    for (const box of boxes) {
      if (box.value in kept) { box.checked = kept[box.value]; }
      box.addEventListener("change", () => {
        localStorage.setItem(key, JSON.stringify(Object.fromEntries(boxes.map((one) => [one.value, one.checked]))));
        show();
      });
    }
    show();
  };

  ready(document);
  document.addEventListener("htmx:load", (event) => ready(event.target));
})();
