// Where there is script, a button does what the sentence beside it says.
customElements.define("print-button", class extends HTMLElement {
  connectedCallback() {
    const button = document.createElement("button");
    button.className = "button strong";
    button.type = "button";
    button.textContent = this.dataset.label;
    button.addEventListener("click", () => print());
    this.replaceChildren(button);
  }
});
