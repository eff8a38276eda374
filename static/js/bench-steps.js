// Every choice that was made, as addresses; kept with the page's place in the browser's history, so that a reload keeps
// them too. There is no end to undoing but the first choice.
const MOST_KEPT = 200; // browsers keep only so much with a page

export class Steps {
  constructor(now) {
    const kept = history.state?.steps;
    this.now = now;
    this.past = kept?.past ?? [];
    this.future = kept?.future ?? [];
  }

  take(search) {
    if (search === this.now) return;
    this.past.push(this.now);
    this.future = [];
    this.now = search;
    this.keep();
  }

  back() {
    return this.move(this.past, this.future);
  }

  forth() {
    return this.move(this.future, this.past);
  }

  move(from, to) {
    if (!from.length) return false;
    to.push(this.now);
    this.now = from.pop();
    this.keep();
    return true;
  }

  // The server has a shorter address for the same choice.
  settle(search) {
    this.now = search;
    this.keep();
  }

  keep() {
    const steps = { past: this.past.slice(-MOST_KEPT), future: this.future.slice(-MOST_KEPT) };
    history.replaceState({ steps }, "", location.pathname + this.now);
  }
}
