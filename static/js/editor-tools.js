// The row of buttons over the text, and its shortcuts.
import { prefix, replace, wrap } from "./editor-text.js";

const SHORTCUTS = { b: "bold", i: "italic", k: "link" };
// markdownx would take these: Tab must leave the field, the others belong to the browser.
const NOT_MARKDOWNX = ["Tab", "d", "[", "]"];

export function tools(editor, field, choosePicture) {
  const acts = {
    bold: () => wrap(field, "**", "**", "bold"),
    italic: () => wrap(field, "*", "*", "italic"),
    link: () => link(field),
    heading: () => prefix(field, "## "),
    quote: () => prefix(field, "> "),
    list: () => prefix(field, "- "),
    code: () => code(field),
    picture: choosePicture,
  };
  const row = editor.querySelector(".editor-tools");
  row.hidden = false;
  row.addEventListener("click", (event) => acts[event.target.closest("button")?.dataset.act]?.());
  editor.addEventListener("keydown", (event) => shortcut(event, field, acts), { capture: true });
}

function shortcut(event, field, acts) {
  if (event.target !== field) return;
  if (NOT_MARKDOWNX.includes(event.key)) event.stopPropagation();
  const act = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && SHORTCUTS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  acts[act]();
}

function link(field) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const selected = value.slice(start, end);
  const isAddress = /^https?:\/\/\S+$/.test(selected);
  const address = isAddress ? selected : "https://";
  const words = isAddress ? "" : selected;
  replace(field, start, end, `[${words}](${address})`);
  if (!words) return field.setSelectionRange(start + 1, start + 1);
  field.setSelectionRange(start + words.length + 3, start + words.length + 3 + address.length);
}

function code(field) {
  const selected = field.value.slice(field.selectionStart, field.selectionEnd);
  if (selected.includes("\n")) wrap(field, "```\n", "\n```", "");
  else wrap(field, "`", "`", "code");
}
