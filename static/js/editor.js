// <markdown-editor>: a textarea that works alone; here it gets tools, pictures and a preview beside it.
import { leaving } from "./editor-leaving.js";
import { pictures } from "./editor-pictures.js";
import { preview } from "./editor-preview.js";
import { tools } from "./editor-tools.js";

customElements.define(
  "markdown-editor",
  class extends HTMLElement {
    connectedCallback() {
      const field = this.querySelector("textarea");
      const choosePicture = pictures(this, field);
      tools(this, field, choosePicture);
      preview(this, field);
      leaving(field);
    }
  },
);
