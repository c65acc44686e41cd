/* The queue by keyboard, and cards dragged between columns. Every act is a form of the page: without script its button does the same. */
"use strict";
(function () {
  const rows = () => Array.from(document.querySelectorAll("[data-task-row]"));
  const board = document.querySelector("[data-board]");
  let here = -1;

  const go = (place) => {
    const all = rows();
    if (!all.length) { return; }
    if (all[here]) { all[here].classList.remove("here"); }
    here = Math.max(0, Math.min(all.length - 1, place));
    all[here].classList.add("here");
    all[here].scrollIntoView({ block: "nearest" });
    (board ? all[here] : all[here].querySelector("a")).focus({ preventScroll: true });
  };
  const box = () => rows()[here] && rows()[here].querySelector("input[name=task]");

  const place = (card, state) => {
    const form = card.querySelector("form");
    if (!form || card.dataset.state === state) { return; }
    const said = document.createElement("input");
    said.type = "hidden"; said.name = "state"; said.value = state;
    form.append(said);
    form.submit();
  };
  const aside = (step) => {
    const card = rows()[here];
    if (!board || !card) { return; }
    const columns = Array.from(board.querySelectorAll(".board-column"), (column) => column.dataset.state).filter((state) => state !== "cancelled");
    const target = columns[columns.indexOf(card.dataset.state) + step];
    if (target) { place(card, target); }
  };
  const done = () => {
    const button = document.querySelector("[data-task-done]");
    if (!button) { return; }
    if (button.form && !button.form.querySelector("input[name=task]:checked") && box()) { box().checked = true; }
    if (button.form && !button.form.querySelector("input[name=task]:checked")) { return; }
    button.click();
  };
  const follow = (selector) => { const link = document.querySelector(selector); if (link) { link.click(); } };
  const focus = (selector) => { const field = document.querySelector(selector); if (field) { field.focus(); } };

  const keys = {
    j: () => go(here + 1),
    k: () => go(here < 0 ? 0 : here - 1),
    x: () => { if (box()) { box().checked = !box().checked; } },
    e: done,
    a: () => focus("select[name=to]"),
    h: () => aside(-1),
    l: () => aside(1),
    n: () => follow("[data-task-new]"),
    "/": () => focus("[data-task-search]"),
    "?": () => { const help = document.getElementById("task-keys"); if (help && !help.open) { help.showModal(); } },
    Enter: (event) => { const link = event.target.matches("[data-task-row]") && event.target.querySelector("a"); if (link) { link.click(); return true; } return false; },
  };
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) { return; }
    if (keys[event.key](event) !== false) { event.preventDefault(); }
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-task-row]");
    if (row) { const all = rows(); if (all[here]) { all[here].classList.remove("here"); } here = all.indexOf(row); row.classList.add("here"); }
  });

  const every = document.querySelector("[data-task-all]");
  if (every) {
    every.hidden = false;
    every.addEventListener("change", () => { for (const one of document.querySelectorAll("input[name=task]")) { one.checked = every.checked; } });
  }

  if (board) {
    let dragged = null;
    board.addEventListener("dragstart", (event) => {
      dragged = event.target.closest(".board-card");
      if (dragged) { dragged.classList.add("dragged"); event.dataTransfer.effectAllowed = "move"; event.dataTransfer.setData("text/plain", ""); }
    });
    board.addEventListener("dragend", () => { if (dragged) { dragged.classList.remove("dragged"); } dragged = null; });
    for (const column of board.querySelectorAll(".board-column")) {
      column.addEventListener("dragover", (event) => { if (dragged) { event.preventDefault(); column.classList.add("over"); } });
      column.addEventListener("dragleave", () => column.classList.remove("over"));
      column.addEventListener("drop", (event) => { event.preventDefault(); column.classList.remove("over"); if (dragged) { place(dragged, column.dataset.state); } });
    }
  }
})();
