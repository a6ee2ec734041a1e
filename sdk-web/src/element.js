import {Center} from './center.js';
import {createClient, HeedError} from './client.js';
import {show} from './dom.js';
import css from './style.js';
import {view} from './view.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Where this module came from: the server, where it was loaded from one. */
const HERE = new URL(import.meta.url).origin;

/**
 * The preference center of one customer, as an element. Whoever embeds it gives it a function that fetches a credential:
 *
 * ```js
 * document.querySelector('preference-center').token = async () => (await fetch('/heed-token', {method: 'POST'})).text();
 * ```
 *
 * The credential is kept in memory, nothing is stored, and nothing is read from the page's address.
 *
 * @tag preference-center
 * @attr {string} server Where Heed is, such as `https://heed.example.com`. Where the script came from, when left out.
 * @attr {string} lang The language to speak (BCP 47). The customer's own, when left out.
 * @attr {'light' | 'dark'} theme The colors. What the device prefers, when left out.
 * @attr {'widget' | 'hosted_page' | 'app'} surface What is noted as the place where a choice was made. `widget`, when left out.
 * @fires {CustomEvent<{preferences: Preferences}>} heed-load It shows what holds.
 * @fires {CustomEvent<{patch: Patch}>} heed-change A choice was made and is about to be saved. Can be canceled.
 * @fires {CustomEvent<{preferences: Preferences, patch?: Patch}>} heed-saved A choice was saved, or taken back.
 * @fires {CustomEvent<{kind: string, requestId?: string}>} heed-error Something failed; the element says so itself.
 * @fires {CustomEvent<{kind: string}>} heed-expired The credential is no longer taken, and the function gave no other.
 */
export class PreferenceCenter extends HTMLElement {
  static get observedAttributes() {
    return ['server', 'lang'];
  }

  constructor() {
    super();
    /** @private */
    this.root = this.attachShadow({mode: 'open'});
    this.root.adoptedStyleSheets = [sheet];
    /** @private */
    this.watch = () => this.center?.connection(!navigator.onLine);
    /** @private @type {((renew: boolean) => string | Promise<string>) | undefined} */
    this.given = undefined;
    /** @private @type {Center | undefined} */
    this.center = undefined;
    /** @private @type {() => Promise<string>} */
    this.waiting = () => new Promise(() => {});
  }

  /**
   * Gives the credential: a customer token that the brand's backend minted, or a link token. It is asked for when first needed and, with `true`, when the
   * last one is no longer taken. What it throws is taken for the end of the session.
   *
   * @type {((renew: boolean) => string | Promise<string>) | undefined}
   */
  get token() {
    return this.given;
  }

  set token(given) {
    this.given = given;
    this.begin();
  }

  /** Fetches everything anew. */
  async refresh() {
    await this.center?.load();
  }

  connectedCallback() {
    // What was set before the element was defined.
    if (Object.hasOwn(this, 'token')) {
      const {token} = this;
      delete this['token'];
      this.given = token;
    }
    addEventListener('online', this.watch);
    addEventListener('offline', this.watch);
    this.begin();
  }

  disconnectedCallback() {
    removeEventListener('online', this.watch);
    removeEventListener('offline', this.watch);
    this.center = undefined;
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (!this.center || before === now) return;
    if (name === 'lang') this.center.speak(now ?? 'en');
    else this.begin();
  }

  /** One center for each credential: nothing of one customer is left for the next. @private */
  begin() {
    if (!this.isConnected) return;
    const center = this.center = new Center({
      server: (this.getAttribute('server') ?? HERE).replace(/\/$/, ''),
      token: this.given ?? this.waiting,
      language: () => this.getAttribute('lang'),
      surface: () => this.getAttribute('surface'),
      changed: () => center === this.center && show(this.root, [view(center)]),
      tell: (name, detail) => this.dispatchEvent(new CustomEvent(name, {detail, bubbles: true, composed: true, cancelable: name === 'heed-change'})),
    });
    if (this.given) center.load();
    else show(this.root, [view(center)]);
  }
}

export {createClient, HeedError};

if (!customElements.get('preference-center')) customElements.define('preference-center', PreferenceCenter);
