// Says which files were chosen: the input itself lies unseen under its button.
document.querySelectorAll(".tile input[type=file]").forEach((input) => {
  input.addEventListener("change", () => {
    const chosen = input.closest(".tile").querySelector("[data-chosen]");
    chosen.textContent = [...input.files].map((file) => file.name).join(", ");
  });
});
