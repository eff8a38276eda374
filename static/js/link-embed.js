// A link to a film stays a link until the reader asks for the film: only then does the other site learn of the visit.

class LinkEmbed extends HTMLElement {
  connectedCallback() {
    if (this.button || !this.address) return;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.textContent = this.dataset.label || this.address.hostname;
    this.button.addEventListener("click", () => this.load());
    this.append(this.button);
  }

  get address() {
    try {
      const address = new URL(this.dataset.frame);
      return address.protocol === "https:" ? address : null;
    } catch {
      return null;
    }
  }

  load() {
    const frame = document.createElement("iframe");
    frame.title = this.querySelector("a")?.textContent || this.address.hostname;
    // With scripts and its own origin, as players need; without leave to move the page or open windows unasked.
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-presentation allow-popups");
    frame.allow = "fullscreen; picture-in-picture; encrypted-media";
    frame.allowFullscreen = true;
    frame.loading = "lazy";
    // Players refuse to play for a page they know nothing of; the site's name is enough.
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = this.address.href;
    this.button.replaceWith(frame);
    frame.focus();
  }
}

customElements.define("link-embed", LinkEmbed);
