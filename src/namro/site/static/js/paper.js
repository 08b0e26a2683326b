// The lit figure follows the trail, whichever way it was chosen.
"use strict";
(() => {
  const light = (key) => {
    for (const one of document.querySelectorAll(".a4 .fx")) one.classList.toggle("is-lit", key !== null && one.dataset.figure === key);
  };
  document.addEventListener("click", (event) => {
    const figure = event.target.closest?.(".a4 .fx");
    if (figure && !event.ctrlKey && !event.metaKey) light(figure.dataset.figure);
  });
  // A form that came in place of a paragraph takes the focus.
  document.addEventListener("htmx:afterSwap", () => document.querySelector(".a4 .edit textarea:not([data-seen])")?.focus());
})();
