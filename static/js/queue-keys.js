// <queue-keys>: single keys press the buttons that are there anyway. On until somebody turns them off in the list that
// `?` and the button show; silent while something is typed and together with Ctrl, Alt or Meta.
import { inTurn } from "./queue-answers.js";

const NAME = "queue-keys";
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog";

customElements.define("queue-keys", class extends HTMLElement {
  connectedCallback() {
    this.list = this.closest("queue-list");
    this.help = document.getElementById("queue-help");
    const button = this.querySelector("button");
    const box = document.getElementById("queue-keys-on");
    button.hidden = false;
    button.addEventListener("click", () => this.help.showModal());
    box.checked = this.isOn = this.read() !== "off";
    box.addEventListener("change", () => this.write((this.isOn = box.checked) ? "on" : "off"));
    document.addEventListener("keydown", (event) => this.press(event));
  }

  press(event) {
    if (!this.isOn || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest(TYPING)) return;
    const key = this.nameOf(event);
    if (event.repeat && !"jk".includes(key)) return;
    if (this.act(key, event.shiftKey)) event.preventDefault();
  }

  // By its letter; where the keyboard writes another script, by its place.
  nameOf(event) {
    const letter = /^[\x20-\x7e]$/.test(event.key) ? event.key : event.code.replace("Key", "");
    return letter.length === 1 ? letter.toLowerCase() : "";
  }

  act(key, shift) {
    if (key === "?") return this.help.showModal() ?? true;
    if (shift) return this.actOnSelected(key);
    if (key === "j" || key === "k") return this.move(key === "j" ? 1 : -1);
    if (key === "z") return inTurn(() => document.querySelector("#queue-last [data-undo]")?.click());
    const row = this.row;
    const target = key === "x" ? row?.querySelector("[name=_selected_action]") : row?.querySelector(`[data-key="${key}"]`);
    target?.click();
    return Boolean(target);
  }

  actOnSelected(key) {
    const target = key === "x" ? document.getElementById("select-all") : this.list.querySelector(`[data-bulk-key="${key}"]`);
    target?.click();
    return Boolean(target);
  }

  get row() {
    return document.activeElement.closest(".letter[data-open]");
  }

  move(step) {
    const rows = this.list.open;
    const here = document.activeElement.closest(".letter");
    const at = rows.indexOf(here);
    // From a line that is done it goes on to the nearest that is not.
    const beyond = here && at < 0 ? rows.filter((row) => this.comesAfter(here, row) === (step > 0)) : null;
    const next = beyond ? beyond.at(step > 0 ? 0 : -1) : rows[at < 0 ? 0 : at + step];
    if (next) this.list.focusOn(next);
    return true;
  }

  comesAfter(one, other) {
    return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  read() {
    try { return localStorage.getItem(NAME); } catch { return null; }
  }

  write(word) {
    try { localStorage.setItem(NAME, word); } catch { /* a browser that keeps nothing keeps nothing */ }
  }
});
