// The parts of the sheet under a pointer, a finger or the keyboard: one of them is in the tab order, arrows go from part
// to part, Delete leaves one out.
const SIZES = ["n", "s", "m", "l", "f"];

export class Parts {
  constructor(bench) {
    this.bench = bench;
    this.sheet = bench.querySelector("[data-fresh=sheet]");
    this.current = "";
    this.sheet.addEventListener("click", (event) => this.clicked(event));
    this.sheet.addEventListener("keydown", (event) => this.pressed(event));
    this.sheet.addEventListener("focusin", (event) => this.enter(event.target.closest("[data-part]")));
    this.refresh();
  }

  get all() {
    return [...this.sheet.querySelectorAll("[data-part]")].filter((part) => !part.hidden);
  }

  // Also while the part that had it has just been left out, and the new sheet is on its way.
  hasFocus() {
    return this.isLeaving || this.sheet.contains(document.activeElement);
  }

  refresh(takesFocus = false) {
    this.isLeaving = false;
    for (const part of this.all) part.tabIndex = -1;
    for (const link of this.sheet.querySelectorAll("a")) link.tabIndex = -1;
    const place = this.all.find((part) => part.dataset.part === this.current) ?? this.all[this.index ?? 0] ?? this.all.at(-1);
    if (!place) return;
    place.tabIndex = 0;
    if (takesFocus) place.focus({ preventScroll: true });
  }

  enter(part) {
    if (!part) return;
    this.sheet.querySelector("[data-part][tabindex='0']")?.setAttribute("tabindex", "-1");
    part.tabIndex = 0;
    this.current = part.dataset.part;
  }

  clicked(event) {
    if (event.target.closest("a, summary")) event.preventDefault();
    const part = event.target.closest("[data-part]");
    if (part && getSelection().isCollapsed) this.leaveOut(part);
  }

  pressed(event) {
    const part = event.target.closest("[data-part]");
    if (!part || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      Delete: () => this.leaveOut(part),
      Backspace: () => this.leaveOut(part),
      ArrowDown: () => this.step(part, 1),
      ArrowUp: () => this.step(part, -1),
      Home: () => this.all[0].focus(),
      End: () => this.all.at(-1).focus(),
      "+": () => this.resize(part, 1),
      "-": () => this.resize(part, -1),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  step(part, by) {
    this.all[this.all.indexOf(part) + by]?.focus();
  }

  leaveOut(part) {
    this.index = this.all.indexOf(part);
    const words = part.innerText.trim().replace(/\s+/g, " ").slice(0, 60) || part.querySelector("img")?.alt || "";
    const code = part.dataset.part;
    const next = this.all[this.index + 1] ?? this.all[this.index - 1];
    this.isLeaving = this.sheet.contains(document.activeElement);
    this.current = next?.dataset.part ?? "";
    part.hidden = true; // at once; the new sheet follows
    this.bench.leaveOut(code, words);
  }

  // The same list of sizes as beside the sheet, one step at a time.
  resize(part, by) {
    const select = document.getElementById(`each-${part.dataset.part}`);
    if (!select) return;
    const now = SIZES.indexOf(select.value.at(-1) ?? this.bench.querySelector("#choice-pictures").value[0]);
    const letter = SIZES[Math.min(Math.max(now + by, 1), SIZES.length - 1)];
    if (letter === SIZES[now]) return;
    select.value = part.dataset.part + letter;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
