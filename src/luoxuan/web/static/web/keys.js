/* One key moves to what carries data-key; j and k walk through the linked rows of the page's table. */
"use strict";
(function () {
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");
  const rows = () => Array.from(document.querySelectorAll("main table tbody th a, main table tbody td:first-child a"));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) { return; }
    if (document.querySelector("dialog[open]")) { return; }
    const key = event.key.toLowerCase();
    const marked = /^[a-z]$/.test(key) && document.querySelector(`[data-key="${key}"]:not([disabled])`);
    if (marked) {
      event.preventDefault();
      marked.focus();
      marked.scrollIntoView({ block: "nearest" });
      return;
    }
    if (key !== "j" && key !== "k") { return; }
    const links = rows();
    if (!links.length) { return; }
    const here = links.indexOf(document.activeElement);
    const next = here < 0 ? 0 : here + (key === "j" ? 1 : -1);
    event.preventDefault();
    links[Math.min(Math.max(next, 0), links.length - 1)].focus();
  });
})();
