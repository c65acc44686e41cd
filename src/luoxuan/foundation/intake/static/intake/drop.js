/* Drag many files at once. Without this script the form still works: it is a plain multi-file form. */
"use strict";
(function () {
  for (const zone of document.querySelectorAll("[data-drop]")) {
    const form = zone.closest("form");
    const input = form.querySelector("input[type=file]");
    const list = form.querySelector("[data-drop-list]");
    const bar = form.querySelector("progress");
    const most = Number(zone.dataset.most);

    const show = function () {
      list.replaceChildren();
      for (const file of input.files) {
        const line = document.createElement("li");
        line.textContent = file.name;
        list.append(line);
      }
      if (input.files.length > most) {
        const line = document.createElement("li");
        line.textContent = zone.dataset.tooMany;
        line.className = "error";
        list.append(line);
      }
    };

    const send = function () {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      request.upload.addEventListener("progress", function (event) {
        if (event.lengthComputable) {
          bar.max = event.total;
          bar.value = event.loaded;
        }
      });
      request.addEventListener("load", function () {
        window.location.assign(request.responseURL || form.action);
      });
      request.addEventListener("error", function () {
        bar.hidden = true;
        list.textContent = zone.dataset.failed;
      });
      bar.hidden = false;
      request.send(new FormData(form));
    };

    for (const name of ["dragenter", "dragover"]) {
      zone.addEventListener(name, function (event) {
        event.preventDefault();
        zone.classList.add("over");
      });
    }
    for (const name of ["dragleave", "drop"]) {
      zone.addEventListener(name, function () {
        zone.classList.remove("over");
      });
    }
    zone.addEventListener("drop", function (event) {
      event.preventDefault();
      input.files = event.dataTransfer.files;
      show();
      if (input.files.length > 0 && input.files.length <= most) {
        send();
      }
    });
    input.addEventListener("change", show);
    form.addEventListener("submit", function (event) {
      if (input.files.length > 0 && input.files.length <= most) {
        event.preventDefault();
        send();
      }
    });
  }
})();
