// A form that is sent once the browser has a passkey's answer to put into it. Its options come in base64url, as do answers.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = list => list?.map(each => ({ ...each, id: bytes(each.id) }));

customElements.define("passkey-form", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.word = this.querySelector("[role=alert]");
    if (!window.PublicKeyCredential) {
      this.word.textContent = this.word.dataset.unable;
      this.form.hidden = true;
    }
    this.form.addEventListener("submit", event => {
      event.preventDefault();
      this.word.textContent = "";
      this.answer().then(credential => this.send(credential), () => { this.word.textContent = this.word.dataset.failed; });
    });
  }

  async answer() {
    const { publicKey } = this.dataset.options ? JSON.parse(this.dataset.options) : await this.fetchOptions();
    const options = { ...publicKey, challenge: bytes(publicKey.challenge) };
    if (this.dataset.act === "create") return navigator.credentials.create({ publicKey: this.creation(options) });
    return navigator.credentials.get({ publicKey: { ...options, allowCredentials: known(options.allowCredentials) } });
  }

  async fetchOptions() {
    const response = await fetch(this.dataset.from, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(response.statusText);
    return (await response.json()).request_options;
  }

  creation(options) {
    const isAlone = this.form.elements.passwordless.checked;
    const selection = { ...options.authenticatorSelection, residentKey: isAlone ? "required" : "discouraged", requireResidentKey: isAlone };
    if (isAlone) selection.userVerification = "required";
    return {
      ...options,
      authenticatorSelection: selection,
      excludeCredentials: known(options.excludeCredentials),
      user: { ...options.user, id: bytes(options.user.id) },
    };
  }

  send(credential) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    this.form.elements.credential.value = JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
      clientExtensionResults: credential.getClientExtensionResults(),
      response,
    });
    this.form.submit();
  }
});
