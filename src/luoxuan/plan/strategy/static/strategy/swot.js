/* Drag an item into another quadrant. Without this script, or on a touch screen, each item has a list and a button. */
"use strict";
(function () {
  const board = document.querySelector(".swot");
  if (!board || !window.matchMedia("(hover: hover) and (pointer: fine)").matches) return;
  if (!board.querySelector("[draggable]")) return;
  board.classList.add("has-drag");
  let held = null;
  for (const item of board.querySelectorAll(".swot-item[draggable]")) {
    item.addEventListener("dragstart", function (event) {
      held = item;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.id);
    });
    item.addEventListener("dragend", function () { held = null; });
  }
  for (const quadrant of board.querySelectorAll("[data-quadrant]")) {
    quadrant.addEventListener("dragover", function (event) {
      if (!held) return;
      event.preventDefault();
      quadrant.classList.add("over");
    });
    quadrant.addEventListener("dragleave", function (event) {
      if (!quadrant.contains(event.relatedTarget)) quadrant.classList.remove("over");
    });
    quadrant.addEventListener("drop", function (event) {
      event.preventDefault();
      quadrant.classList.remove("over");
      if (!held || held.closest("[data-quadrant]") === quadrant) return;
      const form = held.querySelector("form.shift");
      form.querySelector("select").value = quadrant.dataset.quadrant;
      form.requestSubmit();
    });
  }
})();
