// Name, email and website of a guest who asked for it, kept in this browser and nowhere else.
const KEY = "broadsheet-commenter";
const NAMES = ["author", "email", "url"];
const form = document.getElementById("commentform");
const consent = document.getElementById("comment-consent");

function recall() {
  const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
  if (!kept) return;
  consent.checked = true;
  for (const name of NAMES) form.elements[name].value ||= kept[name] ?? "";
}

function remember() {
  if (!consent.checked) return localStorage.removeItem(KEY);
  const values = NAMES.map((name) => [name, form.elements[name].value]);
  return localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(values)));
}

if (form && consent) {
  try {
    recall();
    consent.closest("[hidden]").hidden = false;
    form.addEventListener("submit", remember);
    consent.addEventListener("change", () => consent.checked || remember());
  } catch {
    // A browser that keeps nothing: the checkbox stays away.
  }
}
