customElements.define("print-bench", class extends HTMLElement {});
