/** What the element knows and does: everything but how it looks. */

import {createClient} from './client.js';
import {differences, merged, noticesShown, outcome} from './model.js';
import {Speech, speechIn} from './speech.js';

/** @import {Catalog, Circumstances, Contact, FeedbackGiven, FeedbackRequest, Patch, Preferences, Preview, Versioned} from './types.js' */
/** @typedef {{key: string, patch: Patch, preview?: Preview, differences?: string[]}} Draft a change that is not made yet, and what it would mean */
/** @typedef {{items: any[], more: boolean, source?: AsyncGenerator<any>}} List what was fetched of a list, and where the rest comes from */

const PAGE = 20;
const DAY_MS = 86_400_000;
const LINK = 'heed_link_';

export class Center {
  /**
   * @param {object} host
   * @param {string} host.server
   * @param {(renew: boolean) => string | Promise<string>} host.token
   * @param {() => string | null} host.language what the page asks for
   * @param {() => string | null} host.surface
   * @param {() => void} host.changed what is to be seen has changed
   * @param {(name: string, detail: object) => boolean} host.tell tells the page; false when it forbids
   */
  constructor(host) {
    this.host = host;
    /** What the brand offers; there once anything is shown. @type {Catalog} */
    this.catalog;
    /** What holds; there once anything is shown. @type {Preferences} */
    this.preferences;
    /** @type {Draft | undefined} */
    this.draft;
    /** Hours that are being edited. @type {any[] | undefined} */
    this.hours;
    /** What was to be changed when the session ended. @type {[patch: Patch, label: string, value?: string] | undefined} */
    this.unsaved;
    /** @type {number | undefined} */
    this.weekly;
    this.speech = Speech.english();
    /** @type {'loading' | 'ready' | 'expired' | 'failed'} */
    this.phase = 'loading';
    /** What is being saved. @type {Record<string, any>} */
    this.pending = {};
    this.saving = false;
    /** @type {{text?: string, alert?: boolean, undo?: number}} */
    this.note = {};
    /** @type {Set<string>} */
    this.opened = new Set();
    /** @type {Record<string, List>} */
    this.lists = {history: {items: [], more: true}, contacts: {items: [], more: true}};
    /** What was answered to what the customer said of a contact. @type {Record<string, FeedbackGiven>} */
    this.given = {};
    this.link = false;
    this.offline = !navigator.onLine;
    this.last = Promise.resolve();
    this.client = createClient({
      server: host.server,
      token: async renew => {
        const token = await host.token(renew);
        this.link = token.startsWith(LINK);
        return token;
      },
      language: () => this.speech.language,
    });
  }

  /** @param {string} key @param {Record<string, any>} [filled] */
  say(key, filled) {
    return this.speech.say(key, filled);
  }

  /** @param {number} days */
  inDays(days) {
    return new Date(Date.now() + days * DAY_MS).toISOString();
  }

  /** Fetches what is to be shown. */
  async load() {
    this.become('loading');
    const asked = this.host.language();
    try {
      const [catalog, preferences, speech] = await Promise.all([this.client.catalog(), this.client.preferences(), asked && speechIn(this.host.server, asked)]);
      this.catalog = catalog.value;
      this.preferences = preferences.value;
      this.speech = speech || await speechIn(this.host.server, /** @type {string} */ (this.preferences.effective.language.value));
      this.become('ready');
      this.host.tell('heed-load', {preferences: this.preferences});
      this.count();
    } catch (error) {
      this.become(this.told(error) ? 'expired' : 'failed');
    }
  }

  /** Speaks another language from now on. @param {string} language */
  async speak(language) {
    this.speech = await speechIn(this.host.server, language);
    this.host.changed();
  }

  /** How many messages a week to expect; known a moment later than the rest. */
  async count() {
    const preview = await this.client.preview({}).catch(() => undefined);
    this.weekly = preview && Math.round(preview.messagesPerWeek.after);
    this.host.changed();
  }

  /** @param {'loading' | 'ready' | 'expired' | 'failed'} phase */
  become(phase) {
    this.phase = phase;
    this.host.changed();
  }

  /** Tells the page of a failure; true when the session has ended. @param {any} error */
  told({status, kind, requestId}) {
    const ended = status === 401;
    this.host.tell(ended ? 'heed-expired' : 'heed-error', {kind, requestId});
    return ended;
  }

  /** Goes on after something broke, with the choice that was not saved. */
  async resume() {
    await this.load();
    const {unsaved} = this;
    if (unsaved && this.phase === 'ready') {
      this.unsaved = undefined;
      await this.change(...unsaved);
    }
  }

  /** Changes settings, unless the page forbids it. One write; the next one waits for it. `label` and `value` say what was chosen, for the announcement. @param {Patch} patch @param {string} label @param {string} [value] */
  change(patch, label, value) {
    if (!this.host.tell('heed-change', {patch})) {
      this.host.changed();
      return this.last;
    }
    this.pending = merged(this.pending, patch);
    const what = label ? `${this.say('setting', {setting: label, value})}.` : /** @type {string} */ (value);
    return this.write(what, circumstances => this.client.change(patch, {circumstances}), patch, [patch, label, value]);
  }

  /** Goes back to a version, as a new one. @param {number} version */
  undo(version) {
    return this.write(this.say('undone'), circumstances => this.client.revert(version, {circumstances}));
  }

  /** @param {string} what @param {(circumstances: Circumstances) => Promise<Versioned<Preferences>>} send @param {Patch} [patch] @param {[patch: Patch, label: string, value?: string]} [unsaved] */
  write(what, send, patch, unsaved) {
    this.saving = true;
    this.draft = undefined;
    this.note = {};
    this.host.changed();
    const written = this.last.then(async () => {
      const before = this.preferences;
      try {
        this.preferences = (await send(this.circumstances(patch))).value;
        this.hours = undefined;
        if (patch?.language && !this.host.language()) this.speech = await speechIn(this.host.server, patch.language);
        this.note = {text: outcome(this.speech, this.catalog, before, this.preferences, what), undo: this.preferences.version > before.version ? before.version : undefined};
        this.host.tell('heed-saved', {preferences: this.preferences, patch});
        this.forget();
        this.count();
      } catch (error) {
        this.failed(error, unsaved);
      }
    });
    this.last = written.finally(() => {
      if (this.last === queued) {
        this.saving = false;
        this.pending = {};
      }
      this.host.changed();
    });
    const queued = this.last;
    return queued;
  }

  /** What is on the page goes back to what holds. @param {any} error @param {[patch: Patch, label: string, value?: string]} [unsaved] */
  failed(error, unsaved) {
    if (this.told(error)) {
      if (unsaved) this.unsaved = [this.pending, unsaved[1], unsaved[2]];    // with those that were waiting, too
      this.become('expired');
      return;
    }
    const known = ['no_answer', 'forbidden', 'rate_limited'].includes(error.kind) ? error.kind : 'other';
    this.note = {text: `${this.say(`failed.${known}`)} ${this.say('failed.so')}`, alert: true};
  }

  /** @param {Patch} [patch] @returns {any} */
  circumstances(patch) {
    const notices = patch && noticesShown(this.catalog, patch);
    return {
      surface: this.link ? 'link' : this.host.surface() ?? 'widget',
      language: this.speech.language.split('-x-')[0],
      ...notices && Object.keys(notices).length && {notices},
    };
  }

  /** Shows what a change would mean; without one, shows it no longer. @param {string} [key] @param {Patch} [patch] */
  async propose(key, patch) {
    this.draft = key && patch ? {key, patch} : undefined;
    this.host.changed();
    if (!key || !patch) return;
    try {
      const preview = await this.client.preview(patch);
      const {draft} = this;
      if (draft?.patch !== patch) return;
      draft.preview = preview;
      draft.differences = patch.relationship === undefined ? undefined : differences(this.speech, this.catalog, this.preferences.effective, preview.preferences.effective);
    } catch (error) {
      this.draft = undefined;
      this.failed(error);
    }
    this.host.changed();
  }

  /** @param {any[]} spans */
  hoursAre(spans) {
    this.hours = spans;
    this.host.changed();
  }

  /** @param {string} key @param {boolean} open */
  toggled(key, open) {
    if (this.opened.has(key) === open) return;
    this.opened[open ? 'add' : 'delete'](key);
    if (open && this.lists[key] && !this.lists[key].items.length) this.fetchMore(key);
    this.host.changed();
  }

  /** @param {string} which */
  async fetchMore(which) {
    const list = this.lists[which];
    try {
      list.source ??= this.client[/** @type {'history' | 'contacts'} */ (which)](PAGE);
      const {source} = list;
      for (let taken = 0; taken < PAGE; taken++) {
        const {value, done} = await source.next();
        list.more = !done;
        if (done) break;
        list.items.push(value);
      }
    } catch (error) {
      this.failed(error);
    }
    this.host.changed();
  }

  /** A change makes the history longer: it is fetched anew. */
  forget() {
    this.lists.history = {items: [], more: true};
    if (this.opened.has('history')) this.fetchMore('history');
  }

  /** @param {Contact} contact @param {FeedbackRequest['verdict']} verdict */
  async feedback({contactId}, verdict) {
    if (!verdict) return;
    try {
      this.given[contactId] = await this.client.feedback({contactId, verdict});
    } catch (error) {
      this.failed(error);
    }
    this.host.changed();
  }

  /** @param {{index: number}} record */
  receipt(record) {
    return this.save(`receipt-${record.index}.jsonld`, async () => new Blob([await this.client.receipt(record.index)]));
  }

  copy() {
    return this.save('copy.html', () => this.client.copy());
  }

  /** @param {string} name @param {() => Promise<Blob>} made */
  async save(name, made) {
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await made());
      link.download = name;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (error) {
      this.failed(error);
      this.host.changed();
    }
  }

  /** @param {boolean} offline */
  connection(offline) {
    const back = this.offline && !offline;
    this.offline = offline;
    if (back && this.phase !== 'ready') this.load();
    this.host.changed();
  }
}
