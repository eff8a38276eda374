// On the page of all that is somebody's: lets this browser show with the next comment that the address is theirs. At
// once where the box "Save my name, email, and website in this browser" was ticked for that address, else by a button.
import { forget, keep, kept } from "./commenter.js";

const place = document.getElementById("this-browser");

function show(isKept) {
  for (const part of place.querySelectorAll("[data-while]")) part.hidden = (part.dataset.while === "kept") !== isKept;
  place.hidden = false;
}

function offer({ email, proof }) {
  const known = kept();
  const isSame = known?.email?.toLowerCase() === email;
  if (isSame && known.proof !== proof) keep({ ...known, proof });
  show(isSame);
  place.querySelector("#remember").addEventListener("click", () => {
    keep({ ...(isSame ? known : {}), email, proof });
    show(true);
  });
  place.querySelector("#forget").addEventListener("click", () => {
    forget();
    show(false);
  });
}

if (place) {
  try {
    offer(place.dataset);
  } catch {
    // A browser that keeps nothing is asked nothing.
  }
}
