// The first walk around a page: one stop at a time, the part it speaks of ringed and in view. Esc leaves it.
const walk = document.querySelector("[data-walk]");
if (walk) {
  const stops = [...walk.querySelectorAll("li")];
  const [before, after] = [walk.querySelector("[data-before]"), walk.querySelector("[data-after]")];
  const form = walk.querySelector("form");
  let here = 0;
  let ringed = [];

  const leave = () => {
    for (const one of ringed) one.classList.remove("is-walked");
    walk.remove();
    fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
  };
  const show = (number) => {
    here = number;
    for (const [index, stop] of stops.entries()) stop.hidden = index !== here;
    for (const one of ringed) one.classList.remove("is-walked");
    ringed = [...document.querySelectorAll(stops[here].dataset.at)];
    for (const one of ringed) one.classList.add("is-walked");
    ringed[0]?.scrollIntoView({ block: "nearest" });
    walk.querySelector("[data-count]").textContent = `${here + 1} / ${stops.length}`;
    before.disabled = here === 0;
    after.hidden = here === stops.length - 1;
  };
  before.hidden = after.hidden = false;
  before.addEventListener("click", () => show(here - 1));
  after.addEventListener("click", () => show(here + 1));
  form.addEventListener("submit", (event) => { event.preventDefault(); leave(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && walk.isConnected) leave(); });
  show(0);
}
