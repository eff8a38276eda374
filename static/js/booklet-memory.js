// A guest's booklet is its address; this browser remembers the last one, so that a piece can be added from elsewhere.
const NAME = "booklet";

customElements.define("booklet-memory", class extends HTMLElement {
  connectedCallback() {
    const now = new URLSearchParams(location.search);
    const before = new URLSearchParams(this.read());
    const added = now.get("with") ?? "";
    if (this.dataset.join && before.get("with") && added && !added.includes(".") && before.get("with") !== added) {
      this.offer(before, added);
    } else if (now.get("with")) {
      this.write(location.search);
    }
  }

  offer(before, added) {
    const items = before.get("with").split(".");
    before.set("with", [...items.filter((item) => item !== added), added].join("."));
    const link = document.createElement("a");
    link.className = "button";
    link.href = `?${before}`;
    link.textContent = this.dataset.join.replace("%s", items.length);
    this.replaceChildren(link);
  }

  read() {
    try { return localStorage.getItem(NAME) ?? ""; } catch { return ""; }
  }

  write(search) {
    try { localStorage.setItem(NAME, search); } catch { /* a browser that keeps nothing keeps nothing */ }
  }
});
