// Name, email and website of a guest who asked for it, kept in this browser and nowhere else; and the proof that the
// address is theirs, where the page of all that is theirs has left one. It goes along only with that address.
import { forget, kept, keep } from "./commenter.js";

const NAMES = ["author", "email", "url"];
const form = document.getElementById("commentform");
const consent = document.getElementById("comment-consent");

function recall() {
  const known = kept();
  if (!known) return;
  consent.checked = true;
  for (const name of NAMES) form.elements[name].value ||= known[name] ?? "";
}

function remember() {
  if (!consent.checked) return forget();
  const typed = Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value]));
  const known = kept();
  const proof = known?.email?.toLowerCase() === typed.email.trim().toLowerCase() ? known.proof : undefined;
  form.elements.proof.value = proof ?? "";
  return keep({ ...typed, proof });
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
