// Offers names while someone types into a field marked data-suggest, also in forms that come later. The field works
// without it: a name typed in full is understood by the server.
const WAIT_MS = 180;
const addresses = {
  agencies: "/agencies/suggestions/",
  people: "/people/suggestions/",
  doers: "/directives/doers/suggestions/",
};
const timers = new WeakMap();
const listOf = (field) => {
  if (field.list) return field.list;
  const list = document.createElement("datalist");
  list.id = `${field.id}_suggestions`;
  field.after(list);
  field.setAttribute("list", list.id);
  return list;
};
document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-suggest]");
  if (!field) return;
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(async () => {
    const answer = await fetch(`${addresses[field.dataset.suggest]}?q=${encodeURIComponent(field.value)}`);
    if (answer.ok) listOf(field).innerHTML = await answer.text();
  }, WAIT_MS));
});
