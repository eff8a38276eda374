// The bench without reloading: every change fetches the page of the new address and takes its fresh parts over, so that
// there is one place where a sheet is set, and the address always says what lies on the bench.
import { Steps } from "./bench-steps.js";
import { Parts } from "./bench-parts.js";

const SHOWN_FOR = 8000; // milliseconds

customElements.define("print-bench", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.steps = new Steps(location.search);
    this.parts = new Parts(this);
    this.classList.add("is-live");
    this.form.querySelector(".show").hidden = true;
    this.form.addEventListener("change", (event) => this.choose(event.target));
    this.addEventListener("click", (event) => this.putBack(event));
    document.addEventListener("keydown", (event) => this.undoByKey(event));
    this.addTools();
    document.fonts.ready.then(() => this.countPages());
  }

  addTools() {
    const tools = this.querySelector("template").content.cloneNode(true);
    this.undoButton = tools.querySelector("[name=undo]");
    this.redoButton = tools.querySelector("[name=redo]");
    this.undoButton.addEventListener("click", () => this.undo());
    this.redoButton.addEventListener("click", () => this.redo());
    this.querySelector(".take").after(tools);
    const again = this.undoButton.cloneNode(true);
    again.addEventListener("click", () => this.undo());
    this.querySelector(".say").append(again);
    this.markTools();
  }

  markTools() {
    this.undoButton.setAttribute("aria-disabled", String(!this.steps.past.length));
    this.redoButton.setAttribute("aria-disabled", String(!this.steps.future.length));
  }

  go(search, words = "") {
    this.steps.take(search);
    return this.fetchSheet(words);
  }

  undo() {
    if (this.steps.back()) this.fetchSheet(this.dataset.undone);
  }

  redo() {
    if (this.steps.forth()) this.fetchSheet(this.dataset.redone);
  }

  leaveOut(code, words) {
    const query = new URLSearchParams(this.steps.now);
    query.set("without", (query.get("without") ?? "") + code);
    return this.go(`?${query}`, this.dataset.dropped.replace("%s", words));
  }

  // What was left out a moment ago may not be in the form yet: of that the address knows better.
  choose(field) {
    if (field.type === "checkbox") {
      this.leaveOut(field.value, field.parentElement.textContent.trim());
      return;
    }
    const query = new URLSearchParams(new FormData(this.form));
    query.set("without", new URLSearchParams(this.steps.now).get("without") ?? "");
    this.go(`?${query}`);
  }

  async fetchSheet(words) {
    this.markTools();
    this.parts.sheet.ariaBusy = "true";
    this.waiting?.abort();
    const { signal } = this.waiting = new AbortController();
    try {
      const answer = await fetch(location.pathname + this.steps.now, { signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
      this.steps.settle(new URL(answer.url).search);
      this.say(words || this.querySelector(".count").textContent);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.say(this.dataset.failed);
    }
    this.parts.sheet.ariaBusy = "false";
  }

  takeOver(page) {
    const { id } = document.activeElement;
    const isInSheet = this.parts.hasFocus();
    const open = [...this.querySelectorAll(".parts details[open] > summary")].map((each) => each.textContent);
    for (const old of this.querySelectorAll("[data-fresh]")) {
      const fresh = page.querySelector(`[data-fresh="${old.dataset.fresh}"]`);
      old.replaceChildren(...fresh.childNodes);
      Object.assign(old.dataset, fresh.dataset);
      if (!fresh.dataset.many) delete old.dataset.many;
    }
    for (const summary of this.querySelectorAll(".parts summary")) {
      summary.parentElement.open = open.includes(summary.textContent);
    }
    for (const select of page.querySelectorAll(".options select")) {
      const own = document.getElementById(select.id);
      if (own) own.value = select.value;
    }
    this.parts.refresh(isInSheet);
    this.countPages();
    if (!isInSheet && id) (document.getElementById(id) ?? this.undoButton).focus();
  }

  putBack(event) {
    const link = event.target.closest?.(".put-back, .put-all-back");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.parts.current = link.dataset.code ?? "";
    this.go(link.search, this.dataset.back.replace("%s", (link.closest("li")?.firstElementChild ?? link).textContent.trim()));
    this.undoButton.focus();
  }

  undoByKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "z") event.shiftKey ? this.redo() : this.undo();
    else if (key === "y") this.redo();
    else return;
    event.preventDefault();
  }

  say(words) {
    this.querySelector("[data-say]").textContent = words;
    this.querySelector(".say").classList.toggle("is-shown", this.steps.past.length > 0);
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => this.querySelector(".say").classList.remove("is-shown"), SHOWN_FOR);
  }

  // Where the browser has broken the sheet into pages, their number is better than the one that was reckoned.
  countPages() {
    const count = this.querySelector(".count");
    const sheet = this.querySelector(".sheet");
    if (!count.dataset.many || getComputedStyle(sheet).columnWrap !== "wrap") return;
    const style = getComputedStyle(sheet);
    const margins = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
    const gap = parseFloat(style.rowGap) - margins;
    const paper = parseFloat(style.columnHeight) + margins;
    const pages = Math.max(1, Math.round((sheet.offsetHeight + gap) / (paper + gap)));
    const words = pages === 1 ? count.dataset.one : count.dataset.many;
    count.lastChild.textContent = ` ${words.replace("%p", pages).replace("%s", Math.ceil(pages / 2))}`;
  }
});
