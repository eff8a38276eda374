// Nothing is lost by a closed tab: the browser asks first. Ctrl+S saves.

export function leaving(field) {
  const form = field.form;
  let changed = Boolean(document.querySelector(".errornote"));
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("change", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[name=_continue]"));
  });
}
