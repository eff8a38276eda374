// Brings the form to the comment that is answered, and back. Without script the same link opens the page with the form.
const respond = document.getElementById("respond");
const form = document.getElementById("commentform");
const cancel = document.getElementById("cancel-comment-reply-link");
const home = document.createComment("the form's own place");
let opener = null;

function setTarget(id, heading) {
  form.elements.comment_parent.value = id;
  respond.querySelector(".reply-heading").textContent = heading;
  cancel.hidden = id === "0";
}

function open(link) {
  opener = link;
  link.closest("article").append(respond);
  const name = link.closest("article").querySelector(".who").textContent.trim();
  setTarget(link.dataset.reply, respond.dataset.headingTo.replace("%s", () => name));
}

function answer(link) {
  open(link);
  form.elements.comment.focus();
}

function goHome() {
  home.after(respond);
  setTarget("0", respond.dataset.heading);
  (opener ?? form.elements.comment).focus();
  opener = null;
}

if (respond && form && cancel) {
  respond.before(home);
  document.getElementById("conversation").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-reply]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    answer(link);
  });
  // For a draft that was found again: the form opens, and nobody is carried off to it.
  document.addEventListener("reopen", (event) => open(event.target));
  cancel.addEventListener("click", (event) => {
    event.preventDefault();
    goHome();
  });
}
