// While the worker is at it, the page puts itself in step with it, so that nobody has to load it again and again.
customElements.define("import-progress", class extends HTMLElement {
  connectedCallback() {
    if (this.hasAttribute("data-at-work")) this.timer = setTimeout(() => this.lookAgain(), 2000);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async lookAgain() {
    const answer = await fetch(location.href).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page && page.querySelector("import-progress");
    if (fresh) this.replaceWith(document.adoptNode(fresh));
    else this.timer = setTimeout(() => this.lookAgain(), 5000);
  }
});
