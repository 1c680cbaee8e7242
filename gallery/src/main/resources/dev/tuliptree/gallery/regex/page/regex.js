// Tells the server of every change of one of the two fields.
(() => {
  "use strict";

  const text = document.getElementById("text");
  const regex = document.getElementById("regex");
  const edit = () => live.send("edit", { text: text.value, regex: regex.value });

  document.getElementById("fields").addEventListener("input", edit);
  for (const hint of document.querySelectorAll("[data-regex]")) {
    hint.addEventListener("click", () => {
      regex.value = hint.dataset.regex;
      edit();
    });
  }
  edit();
})();
