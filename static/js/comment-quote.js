// “Quote” answers a comment with its words, or with those of them that are selected; selected words of the post too.
const form = document.getElementById("commentform");
const pattern = document.getElementById("quote-button")?.content.firstElementChild;
const prose = document.querySelector(".article > .prose");

function makeButton(name) {
  const button = pattern.cloneNode(true);
  button.setAttribute("aria-label", pattern.getAttribute("aria-label").replace("%s", () => name));
  return button;
}

function selectedIn(element) {
  const selection = getSelection();
  return selection.containsNode(element, true) && element.contains(selection.anchorNode) ? selection.toString().trim() : "";
}

function quote(words) {
  const field = form.elements.comment;
  const before = field.value.trimEnd();
  const quoted = words.trim().replace(/^/gm, "> ").replace(/[ \t]+$/gm, "");
  field.value = `${before}${before && "\n\n"}${quoted}\n\n`;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function offer(link) {
  const article = link.closest("article");
  const words = article.querySelector(".words");
  const button = makeButton(article.querySelector(".who").textContent.trim());
  button.addEventListener("click", () => {
    const chosen = selectedIn(words) || words.innerText;
    link.click();
    quote(chosen);
  });
  link.after(" ", button);
}

function offerPost() {
  const button = makeButton(document.querySelector("h1").textContent.trim());
  button.classList.add("button", "quote-post");
  button.hidden = true;
  button.addEventListener("click", () => quote(selectedIn(prose)));
  prose.after(button);
  document.addEventListener("selectionchange", () => (button.hidden = !selectedIn(prose)));
}

if (form && pattern) {
  document.querySelectorAll("a[data-reply]").forEach(offer);
  if (prose) offerPost();
}
