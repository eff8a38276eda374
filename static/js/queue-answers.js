// Sends a form of the queue, or fetches what a link opens, and puts each piece of the answer in the place of the one
// with its id. One after the other, so that quick keys are answered in the order in which they were pressed.
const HEADERS = { "X-In-Place": "1" };
let turn = Promise.resolve();

export function inTurn(act) {
  turn = turn.then(act, act);
  return turn;
}

// What fails is left to the browser: signed out, or a page that only Django can show.
export async function ask(address, body) {
  const answer = await fetch(address, { method: body ? "POST" : "GET", body, headers: HEADERS });
  if (answer.redirected || !(answer.ok || answer.status === 422)) throw new Error(answer.statusText);
  return put(await answer.text());
}

// A form that has a field called action hides its own property of that name.
export function addressOf(form, button) {
  return new URL(button?.getAttribute("formaction") ?? form.getAttribute("action") ?? "", location.href);
}

function put(html) {
  const pieces = [...new DOMParser().parseFromString(html, "text/html").body.children];
  return pieces.filter((piece) => piece.id && take(document.getElementById(piece.id), piece));
}

function take(old, piece) {
  if (!old) return false;
  // A live region is read out when its words change, not when another comes.
  if (piece.getAttribute("role") === "status") old.textContent = piece.textContent;
  else old.replaceWith(piece);
  return true;
}

export function say(text) {
  document.getElementById("queue-said").textContent = text;
}
