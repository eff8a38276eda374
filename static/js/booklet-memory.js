// A guest's booklet is its address; this browser remembers the last one, so that a piece can be added from elsewhere.
const NAME = "booklet";

customElements.define("booklet-memory", class extends HTMLElement {
  connectedCallback() {
    const [mark, added] = location.hash.slice(1).split("-");
    const now = new URLSearchParams(location.search);
    const before = new URLSearchParams(this.read());
    if (mark === "added" && before.get("with")) return this.join(before, now.get("with"));
    if (now.get("with")) this.write(location.search);
    if (mark === "joined") this.tell(added);
  }

  // Whoever adds a piece goes on with the booklet that is begun, as they would with a basket.
  join(before, item) {
    const items = before.get("with").split(".");
    if (!items.includes(item)) before.set("with", [...items, item].join("."));
    location.replace(`?${before}#joined-${item}`);
  }

  tell(item) {
    const notice = document.createElement("p");
    const link = document.createElement("a");
    notice.className = "notice";
    notice.role = "status";
    link.href = `?with=${encodeURIComponent(item)}`;
    link.textContent = this.dataset.alone;
    notice.append(this.dataset.joined, " ", link);
    this.replaceChildren(notice);
  }

  read() {
    try { return localStorage.getItem(NAME) ?? ""; } catch { return ""; }
  }

  write(search) {
    try { localStorage.setItem(NAME, search); } catch { /* a browser that keeps nothing keeps nothing */ }
  }
});
