// Asks in the background until the file is there, so that the page itself need not be loaded again and again.
customElements.define("paper-wait", class extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => this.ask(), 1000 * (Number(this.dataset.seconds) || 1));
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async ask() {
    const answer = await fetch(location.href, { method: "HEAD" }).catch(() => null);
    if (!answer || answer.status === 202) return;
    clearInterval(this.timer);
    location.replace(location.href);
  }
});
