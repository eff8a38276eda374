// A guest's booklet is its address; this browser remembers the last one, so that a piece can be added from elsewhere.
const NAME = "booklet";

customElements.define("booklet-memory", class extends HTMLElement {
  connectedCallback() {
    const now = new URLSearchParams(location.search);
    const before = new URLSearchParams(this.read());
    const items = before.get("with")?.split(".") ?? [];
    if (location.hash === "#added" && items.length && !items.includes(now.get("with"))) this.offer(before, items, now);
    else if (now.get("with")) this.write(location.search);
  }

  offer(before, items, now) {
    before.set("with", [...items, now.get("with")].join("."));
    const link = document.createElement("a");
    link.className = "button";
    link.href = `?${before}`;
    link.textContent = this.dataset.join;
    this.replaceChildren(link);
  }

  read() {
    try { return localStorage.getItem(NAME) ?? ""; } catch { return ""; }
  }

  write(search) {
    try { localStorage.setItem(NAME, search); } catch { /* a browser that keeps nothing keeps nothing */ }
  }
});
