// Resolves "auto" before the first paint, and lets the button act at once; the choice itself is kept by the server.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const show = (dark) => root.setAttribute("data-bs-theme", dark ? "dark" : "light");
if (root.hasAttribute("data-theme-auto")) {
  show(system.matches);
  system.addEventListener("change", (event) => root.hasAttribute("data-theme-auto") && show(event.matches));
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-button]");
  if (!button) return;
  event.preventDefault();
  const dark = root.getAttribute("data-bs-theme") !== "dark";
  root.removeAttribute("data-theme-auto");
  show(dark);
  const data = new FormData(button.form);
  data.set("theme", dark ? "dark" : "light");
  fetch(button.form.action, { method: "POST", body: data, redirect: "manual" });
});
