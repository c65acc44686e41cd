/* The shell's small movements: fold the rail, open and close dialogs and menus, Ctrl-K, toasts, look at once. */
"use strict";
(function () {
  const root = document.documentElement;
  const remember = (name, value) => {
    document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
  };
  const open = (id) => {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) { dialog.showModal(); }
  };

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest(selector);
    const opener = at("[data-open]");
    if (opener) { open(opener.dataset.open); }
    if (at("[data-close]")) { at("dialog").close(); }
    if (event.target.matches("dialog")) { event.target.close(); }
    if (at("[data-dismiss]")) { at(".toast").remove(); }
    if (at("[data-print]")) { window.print(); }
    if (at("[data-rail-fold]")) {
      root.dataset.rail = root.dataset.rail === "narrow" ? "wide" : "narrow";
      remember("lx_rail", root.dataset.rail);
      window.dispatchEvent(new Event("resize"));
    }
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) { menu.open = false; }
    }
  });

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open("search");
    }
    if (event.key === "Escape") {
      for (const menu of document.querySelectorAll("details.menu[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-look]");
    if (form) {
      root.dataset.theme = form.elements.theme.value;
      root.dataset.rise = form.elements.rise.value;
      remember("lx_theme", root.dataset.theme);
      remember("lx_rise", root.dataset.rise);
      document.dispatchEvent(new Event("look"));
    }
    if (event.target.closest("[data-go]")) { event.target.form.requestSubmit(); }
  });

  // The browser names its own file button in its own language: ours stands in front, in the page's.
  for (const input of document.querySelectorAll("main input[type=file]")) {
    if (input.closest("[data-drop]")) { continue; }
    const choice = document.createElement("label");
    const word = document.createElement("span");
    const name = document.createElement("span");
    choice.className = "file-choice";
    word.className = "button";
    word.textContent = document.body.dataset.chooseFile;
    input.replaceWith(choice);
    choice.append(word, input, name);
    input.addEventListener("change", () => { name.textContent = Array.from(input.files, (file) => file.name).join(", "); });
  }

  if (document.getElementById("help")) {
    for (const button of document.querySelectorAll('[data-open="help"]')) { button.hidden = false; }
  }
})();
