// The register by keyboard: j and k go from row to row, x picks, Enter opens, Esc lets go. Without this file rows are
// picked and filtered by the same forms.
const rows = () => [...document.querySelectorAll(".reg tbody tr")];
const picks = () => [...document.querySelectorAll(".reg [name=row]")];
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select");
const all = document.querySelector("[data-pick-all]");
const told = document.querySelector("[data-picked]");
const words = told?.textContent;

function tell() {
  const count = picks().filter((pick) => pick.checked).length;
  if (told) told.textContent = `${words}: ${count}`;
  if (all) all.checked = count > 0 && count === picks().length;
}
if (all) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const pick of picks()) pick.checked = all.checked;
    tell();
  });
}
let last = null;
document.querySelector(".reg")?.addEventListener("click", (event) => {
  const pick = event.target.closest("[name=row]");
  if (!pick) return;
  const every = picks();
  if (event.shiftKey && last) {
    const [from, to] = [every.indexOf(last), every.indexOf(pick)].sort((a, b) => a - b);
    for (const one of every.slice(from, to + 1)) one.checked = pick.checked;
  }
  last = pick;
  tell();
});
document.getElementById("bulk")?.addEventListener("reset", () => setTimeout(tell));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "Escape" && picks().some((pick) => pick.checked)) document.getElementById("bulk").reset();
  const every = rows();
  const here = every.indexOf(document.activeElement.closest("tr"));
  if (event.key === "j" || event.key === "k") {
    const next = every[Math.max(0, Math.min(every.length - 1, here + (event.key === "j" ? 1 : -1)))];
    next?.querySelector("a.t").focus();
  } else if (event.key === "x" && here >= 0) {
    every[here].querySelector("[name=row]").click();
  } else return;
  event.preventDefault();
});

// An address that says nothing about the filters that are empty is one that can be read and kept.
for (const form of document.querySelectorAll("[data-register-filter]")) {
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("input, select")) if (field.value === "") field.disabled = true;
  });
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, .nr-choose [type=checkbox]:not([name=col])")) form.requestSubmit();
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
