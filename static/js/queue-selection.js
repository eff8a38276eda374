// Which comments are ticked: all at once, how many, and what an act on them is about. Only what is on the page.
export function selection(list) {
  const all = list.querySelector("#select-all");
  const told = list.querySelector("#selected");
  const boxes = () => [...list.querySelectorAll('.letter[data-open] input[name="_selected_action"]')];
  const ticked = () => boxes().filter((box) => box.checked);

  function tell() {
    if (!told) return;
    told.textContent = told.dataset.text.replace("%s", ticked().length);
    all.checked = ticked().length > 0 && ticked().length === boxes().length;
    all.indeterminate = ticked().length > 0 && !all.checked;
  }

  if (all) {
    all.closest("label").hidden = false;
    all.addEventListener("change", () => {
      for (const box of boxes()) box.checked = all.checked;
      tell();
    });
  }
  list.addEventListener("change", tell);
  tell();

  return {
    tell,
    get count() {
      return ticked().length;
    },
    get rows() {
      return ticked().map((box) => box.closest(".letter"));
    },
  };
}
