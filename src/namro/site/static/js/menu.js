// Closes an open menu on Escape and on a click elsewhere; without this file the menus still open and close.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.nr-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.nr-menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
// "/" goes to the search of the page, unless someone is typing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, select")) return;
  const search = document.querySelector("[type=search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
});
// A button that copies the text of a field.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  navigator.clipboard?.writeText(field.value);
});
// On a narrow screen the row of sections scrolls: show the one that the page belongs to.
const here = document.querySelector(".nr-nav [aria-current]");
if (here) {
  const row = here.parentElement;
  row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}
