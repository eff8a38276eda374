// Pasted, dropped or chosen: a picture is sent, described in a dialog, and stands in the text.
import { insertBlock } from "./editor-text.js";

const MOST_BYTES = 25 * 1024 * 1024;

export function pictures(editor, field) {
  const template = editor.querySelector(".picture-template");
  document.body.append(template.content); // outside the form, so that Enter does not save the post
  const dialog = new PictureDialog(document.querySelector(".picture-dialog"), field);
  const chooser = editor.querySelector(".editor-file");
  chooser.addEventListener("change", () => {
    dialog.take([...chooser.files]);
    chooser.value = "";
  });
  const caught = (event) => catchFiles(event, dialog);
  // Before markdownx, which would send the file without asking for words.
  for (const kind of ["paste", "drop", "dragover", "dragenter", "dragleave"]) {
    editor.addEventListener(kind, caught, { capture: true });
  }
  return () => chooser.click();
}

function catchFiles(event, dialog) {
  const data = event.clipboardData ?? event.dataTransfer;
  event.stopPropagation();
  if (!data?.types.includes("Files") || data.types.includes("text/plain")) return;
  event.preventDefault();
  if (event.type === "paste" || event.type === "drop") dialog.take([...data.files]);
}

class PictureDialog {
  constructor(dialog, field) {
    this.dialog = dialog;
    this.field = field;
    this.queue = [];
    const find = (selector) => dialog.querySelector(selector);
    this.image = find("img");
    this.wait = find(".picture-wait");
    this.error = find(".picture-error");
    this.alt = find("#picture-alt");
    this.decorative = find("#picture-decorative");
    this.caption = find("#picture-caption");
    this.decorative.addEventListener("change", () => (this.alt.disabled = this.decorative.checked));
    find("[value=cancel]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.next());
    dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      this.insert();
    });
  }

  take(files) {
    if (!files.length) return;
    this.place = [this.field.selectionStart, this.field.selectionEnd];
    this.queue.push(...files);
    if (!this.dialog.open) this.next();
  }

  next() {
    const file = this.queue.shift();
    if (!file) return this.field.focus();
    this.reset();
    this.dialog.showModal();
    this.alt.focus();
    this.sent = this.send(file);
  }

  reset() {
    this.dialog.querySelector("form").reset();
    this.alt.disabled = false;
    this.picture = null;
    this.image.hidden = true;
    this.wait.hidden = false;
    this.say("");
  }

  async send(file) {
    if (file.size > MOST_BYTES) return this.fail(this.words("large"));
    const answer = await this.post({ image: file });
    if (answer.error) return this.fail(answer.error);
    this.picture = answer.picture;
    this.wait.hidden = true;
    this.image.src = answer.picture.url;
    this.image.hidden = false;
    this.alt.value ||= answer.picture.alt;
    this.caption.value ||= answer.picture.caption;
  }

  async insert() {
    const alt = this.decorative.checked ? "" : this.alt.value.trim();
    if (!alt && !this.decorative.checked) {
      this.say(this.words("alt"));
      return this.alt.focus();
    }
    await this.sent;
    if (!this.picture) return;
    const answer = await this.post({ picture: this.picture.id, alt, caption: this.caption.value });
    if (answer.error) return this.say(answer.error);
    this.dialog.close(); // first: behind an open dialog the field cannot be written in
    insertBlock(this.field, ...this.place, answer.image_code);
    this.place = [this.field.selectionStart, this.field.selectionEnd];
  }

  async post(values) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", this.field.form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries(values)) data.append(name, value);
    try {
      const response = await fetch(this.field.dataset.markdownxUploadUrlsPath, { method: "POST", body: data });
      const isJson = response.headers.get("Content-Type")?.includes("json");
      return isJson ? await response.json() : { error: this.words(response.status === 403 ? "signed-out" : "lost") };
    } catch {
      return { error: this.words("lost") };
    }
  }

  fail(sentence) {
    this.wait.hidden = true;
    this.say(sentence);
  }

  say(sentence) {
    this.error.textContent = sentence;
    this.error.hidden = !sentence;
  }

  words(name) {
    return this.dialog.querySelector(`.say-${name}`).content.textContent;
  }
}
