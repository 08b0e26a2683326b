// Offers names while someone types into a field marked data-suggest. The field works without it: a name typed in full
// is understood by the server.
const WAIT_MS = 180;
const addresses = { agencies: "/agencies/suggestions/", people: "/people/suggestions/" };
for (const field of document.querySelectorAll("[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${field.id}_suggestions`;
  field.after(list);
  field.setAttribute("list", list.id);
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const answer = await fetch(`${addresses[field.dataset.suggest]}?q=${encodeURIComponent(field.value)}`);
      if (answer.ok) list.innerHTML = await answer.text();
    }, WAIT_MS);
  });
}
