// Tells the site when somebody began to write; without it a comment only waits longer. One click posts once.
const form = document.getElementById("commentform");

async function fetchStamp() {
  const answer = await fetch(form.dataset.stamp, { headers: { Accept: "application/json" } });
  if (answer.ok) form.elements.stamp.value = (await answer.json()).stamp;
}

function waitForFocus() {
  form.addEventListener("focusin", () => fetchStamp().catch(() => {}), { once: true });
}

if (form) {
  let isSent = false;
  if (!form.elements.stamp.value) waitForFocus();
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  // Back at a form that was sent: the next comment begins now.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && isSent) {
      form.elements.stamp.value = "";
      waitForFocus();
    }
    isSent = false;
  });
}
