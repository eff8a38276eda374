// Changes to a textarea that Ctrl+Z takes back.

export function replace(field, start, end, text) {
  field.focus();
  field.setSelectionRange(start, end);
  // Old, and still the one way that keeps the browser's own undo.
  const done = document.execCommand(text ? "insertText" : "delete", false, text);
  if (done) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

// Put `before` and `after` round what is selected, or take them away again.
export function wrap(field, before, after, placeholder) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const inside = value.slice(start, end);
  if (value.slice(start - before.length, start) === before && value.slice(end, end + after.length) === after) {
    replace(field, start - before.length, end + after.length, inside);
    return field.setSelectionRange(start - before.length, end - before.length);
  }
  const text = inside || placeholder;
  replace(field, start, end, before + text + after);
  field.setSelectionRange(start + before.length, start + before.length + text.length);
}

// Put `mark` before every line of the selection, or take it away if all of them have it.
export function prefix(field, mark) {
  const { value } = field;
  const start = value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const next = value.indexOf("\n", field.selectionEnd);
  const end = next < 0 ? value.length : next;
  const lines = value.slice(start, end).split("\n");
  const marked = lines.every((line) => line.startsWith(mark));
  const text = lines.map((line) => (marked ? line.slice(mark.length) : mark + line)).join("\n");
  replace(field, start, end, text);
  field.setSelectionRange(start + text.length, start + text.length);
}

// A piece of its own, with an empty line before and after it.
export function insertBlock(field, start, end, text) {
  const before = field.value.slice(0, start);
  const after = field.value.slice(end);
  const above = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const below = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  replace(field, start, end, above + text + below);
}
