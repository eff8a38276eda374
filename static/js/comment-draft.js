// What was typed and not sent stays in this tab: it is there again after a reload, the way back or a lost connection.
const form = document.getElementById("commentform");
const note = document.getElementById("draft-note");
const key = `broadsheet-draft ${form?.getAttribute("action")}`;

function keep(isSent = false) {
  const [text, parent] = [form.elements.comment.value, form.elements.comment_parent.value];
  if (text.trim()) sessionStorage.setItem(key, JSON.stringify({ text, parent, isSent }));
  else sessionStorage.removeItem(key);
}

function restore(kept) {
  // Opens the form below what was answered, if that is on this page.
  document.querySelector(`a[data-reply="${CSS.escape(kept.parent)}"]`)?.dispatchEvent(new Event("reopen", { bubbles: true }));
  form.elements.comment.value = kept.text;
  note.hidden = false;
}

function begin() {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  const hasArrived = kept?.isSent && document.querySelector(".receipt");
  if (hasArrived) sessionStorage.removeItem(key);
  else if (form.elements.comment.value) keep();
  else if (kept) restore(kept);
}

if (form && note) {
  try {
    begin();
    form.addEventListener("input", () => keep());
    form.addEventListener("submit", (event) => keep(event.submitter?.name !== "preview"));
    note.querySelector("button").addEventListener("click", () => {
      form.elements.comment.value = "";
      keep();
      note.hidden = true;
      form.elements.comment.focus();
    });
  } catch {
    // A browser that keeps nothing: the words are in the form alone.
  }
}
