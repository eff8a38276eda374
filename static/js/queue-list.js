// <queue-list>: decides, answers and undoes without leaving the list, and keeps the focus in it. Without script each form
// and each link does the same by a page of its own.
import { addressOf, ask, inTurn, say } from "./queue-answers.js";
import { selection } from "./queue-selection.js";

customElements.define("queue-list", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => this.submit(event));
    this.addEventListener("click", (event) => this.click(event));
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.leave(event.target));
    this.selection = selection(this);
  }

  get open() {
    return [...this.querySelectorAll(".letter[data-open]")];
  }

  submit(event) {
    const form = event.target;
    const button = event.submitter;
    if (form.method !== "post" || button?.matches("[data-leaves]") || button === this.plain) return;
    event.preventDefault();
    if (form.id === "changelist-form" && !this.selection.count) return say(form.querySelector("output").textContent);
    if (!form.closest(".place") && this.begun(form.closest(".letter") ?? this.rowOf(form))) return;
    const isUndo = button?.matches("[data-undo]");
    const rows = form.id === "changelist-form" ? this.selection.rows : [form.closest(".letter") ?? this.rowOf(form)];
    const body = new FormData(form, button);
    if (!isUndo && !form.closest(".place")) this.moveOn(rows.filter(Boolean));
    inTurn(() => this.send(addressOf(form, button), body, button, isUndo || form.closest(".place") !== null));
  }

  async send(address, body, button, focuses) {
    try {
      const pieces = await ask(address, body);
      this.selection.tell();
      if (focuses) this.focusOn(pieces.find((piece) => piece.matches(".letter, .place")));
      else if (document.activeElement === document.body) this.focusOn(this.openFrom(this.next));
    } catch (error) {
      if (error instanceof TypeError) return this.stay();
      this.plain = button;
      button.isConnected ? button.click() : location.reload();
    }
  }

  // The one that was meant, or the nearest below it that is still to be decided.
  openFrom(row) {
    const letters = [...this.querySelectorAll(".letter")];
    const below = letters.slice(letters.findIndex((each) => each.id === row?.id));
    return below.find((each) => each.matches("[data-open]")) ?? this.open.pop();
  }

  // Nothing has been heard of the site: what is on the screen is all there is.
  stay() {
    for (const row of this.querySelectorAll("[aria-busy]")) this.give(row);
    say(this.dataset.failed);
  }

  give(row) {
    row.removeAttribute("aria-busy");
    row.setAttribute("data-open", "");
  }

  // At once, not when the answer comes: the next key is meant for the next comment.
  moveOn(rows) {
    const open = this.open;
    const last = Math.max(...rows.map((row) => open.indexOf(row)));
    this.next = open.slice(last + 1).find((row) => !rows.includes(row)) ?? open.filter((row) => !rows.includes(row)).pop();
    for (const row of rows) {
      row.setAttribute("aria-busy", "true");
      row.removeAttribute("data-open");
    }
    this.focusOn(this.next);
  }

  focusOn(place) {
    const target = place?.querySelector("[aria-invalid], textarea, input:not([type=hidden])");
    const at = place?.matches(".place") ? (target ?? place) : (place ?? document.getElementById("queue-anew"));
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest" });
  }

  click(event) {
    const link = event.target.closest("a[data-in-place]");
    if (event.target.closest("[data-close]")) {
      event.preventDefault();
      return this.close(event.target);
    }
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.unfold(link);
  }

  unfold(link) {
    if (this.begun(link.closest(".letter"))) return;
    inTurn(async () => {
      try {
        const [place] = await ask(link.href);
        for (const button of place.querySelectorAll("[data-close]")) button.hidden = false;
        this.focusOn(place);
      } catch {
        location.assign(link.href);
      }
    });
  }

  // Nobody loses words by a key that was meant for something else.
  begun(row) {
    const field = [...(row?.querySelectorAll(".place textarea") ?? [])].find((each) => each.value !== each.defaultValue);
    if (!field) return false;
    field.focus();
    say(this.dataset.begun);
    return true;
  }

  leave(within) {
    const row = within.closest(".letter");
    if (row && !this.begun(row)) this.close(row.querySelector(".place"));
  }

  close(within) {
    const place = within?.closest(".place");
    if (!place?.firstElementChild) return;
    place.replaceChildren();
    this.focusOn(place.closest(".letter"));
  }

  // A button beside the words of a comment belongs to the form of its row.
  rowOf(form) {
    return form.id.startsWith("form-") ? document.getElementById(form.id.replace("form-", "letter-")) : null;
  }
});
