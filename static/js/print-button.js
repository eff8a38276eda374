// Where there is script, a button does what the sentence beside it says, and the sentence goes.
customElements.define("print-button", class extends HTMLElement {
  connectedCallback() {
    const button = document.createElement("button");
    button.className = "button strong";
    button.type = "button";
    button.textContent = this.dataset.label;
    button.addEventListener("click", () => print());
    this.replaceChildren(button);
    this.previousElementSibling?.matches(".bench-hint") && this.previousElementSibling.remove();
  }
});
