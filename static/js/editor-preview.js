// markdownx fetches the preview; it is shown in a shadow root, so that it has the reader's CSS and the admin's not.

export function preview(editor, field) {
  const frame = editor.querySelector(".markdownx-preview");
  const count = editor.querySelector(".editor-count");
  const root = frame.attachShadow({ mode: "open" });
  const sheets = editor.dataset.sheets.split(" ").map(sheet);
  const page = document.createElement("div");
  root.append(...sheets, page);

  const panes = frame.parentElement;
  panes.addEventListener("markdownx.update", () => {
    const content = frame.querySelector(":scope > .preview");
    if (content) page.replaceChildren(content);
    else lost(page, editor);
    count.textContent = content?.dataset.count ?? count.textContent;
    frame.replaceChildren();
  });
  panes.addEventListener("markdownx.updateError", () => lost(page, editor));

  field.addEventListener("scroll", () => follow(field, frame), { passive: true });
  root.addEventListener("click", openBeside);
}

function sheet(href) {
  return Object.assign(document.createElement("link"), { rel: "stylesheet", href });
}

function lost(page, editor) {
  const note = document.createElement("p");
  note.className = "preview-note";
  note.textContent = editor.dataset.lost;
  page.replaceChildren(note);
}

function follow(field, frame) {
  const way = field.scrollHeight - field.clientHeight;
  if (way > 0) frame.scrollTop = (field.scrollTop / way) * (frame.scrollHeight - frame.clientHeight);
}

// A link in the preview must not take the page with the text away.
function openBeside(event) {
  const link = event.target.closest("a[href]");
  if (!link || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  window.open(link.href, "_blank", "noopener");
}
