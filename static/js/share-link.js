// Hands the address on: by the device's own sheet where there is one, else (or besides, `with-copy`) by copying it.
customElements.define("share-link", class extends HTMLElement {
  connectedCallback() {
    const buttons = [];
    if (navigator.share) buttons.push(this.button(this.dataset.share, () => this.share()));
    if (!navigator.share || this.hasAttribute("with-copy")) buttons.push(this.button(this.dataset.copy, () => this.copy()));
    this.status = document.createElement("span");
    this.status.className = "quiet";
    this.status.setAttribute("role", "status");
    this.replaceChildren(...buttons, this.status);
  }

  button(label, act) {
    const button = document.createElement("button");
    button.className = "button";
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  }

  async share() {
    const { url, title } = this.dataset;
    try {
      await navigator.share({ url, title });
    } catch (error) {
      if (error.name !== "AbortError") this.copy(); // closing the sheet is no failure
    }
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.dataset.url);
      this.status.textContent = this.dataset.copied;
    } catch {
      this.offer();
    }
  }

  // Where a page may not write to the clipboard (no https, or refused), a person can.
  offer() {
    const field = document.createElement("input");
    Object.assign(field, { value: this.dataset.url, readOnly: true, className: "by-hand" });
    field.setAttribute("aria-label", this.dataset.byHand);
    this.querySelector(".by-hand")?.remove();
    this.append(field);
    this.status.textContent = this.dataset.byHand;
    field.focus();
    field.select();
  }
});
