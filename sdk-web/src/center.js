/** What the element knows and does: everything but how it looks. */

import {createClient} from './client.js';
import {differences, merged, noticesShown, outcome} from './model.js';
import {Speech, speechIn} from './speech.js';

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
    this.speech = Speech.english();
    /** @type {'loading' | 'ready' | 'expired' | 'failed'} */
    this.phase = 'loading';
    /** What is being saved. */
    this.pending = {};
    this.saving = false;
    this.note = {};
    this.opened = new Set();
    this.lists = {history: {items: [], more: true}, contacts: {items: [], more: true}};
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

  say(key, filled) {
    return this.speech.say(key, filled);
  }

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
      this.speech = speech || await speechIn(this.host.server, this.preferences.effective.language.value);
      this.become('ready');
      this.host.tell('heed-load', {preferences: this.preferences});
      this.count();
    } catch (error) {
      this.become(this.told(error) ? 'expired' : 'failed');
    }
  }

  /** Speaks another language from now on. */
  async speak(language) {
    this.speech = await speechIn(this.host.server, language);
    this.host.changed();
  }

  /** How many messages a week to expect; known a moment later than the rest. */
  async count() {
    const preview = await this.client.preview({}).catch(() => {});
    this.weekly = preview && Math.round(preview.messagesPerWeek.after);
    this.host.changed();
  }

  become(phase) {
    this.phase = phase;
    this.host.changed();
  }

  /** Tells the page of a failure; true when the session has ended. */
  told({status, kind, requestId}) {
    const ended = status === 401;
    this.host.tell(ended ? 'heed-expired' : 'heed-error', {kind, requestId});
    return ended;
  }

  /** Goes on after something broke, with the choice that was not saved. */
  async resume() {
    await this.load();
    const {unsaved} = this;
    this.unsaved = undefined;
    if (unsaved && this.phase === 'ready') await this.change(...unsaved);
  }

  /** Changes settings, unless the page forbids it. One write; the next one waits for it. `label` and `value` say what was chosen, for the announcement. */
  change(patch, label, value) {
    if (!this.host.tell('heed-change', {patch})) {
      this.host.changed();
      return this.last;
    }
    this.pending = merged(this.pending, patch);
    const what = label ? `${this.say('setting', {setting: label, value})}.` : value;
    return this.write(what, circumstances => this.client.change(patch, {circumstances}), patch, [patch, label, value]);
  }

  /** Goes back to a version, as a new one. */
  undo(version) {
    return this.write(this.say('undone'), circumstances => this.client.revert(version, {circumstances}));
  }

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

  /** What is on the page goes back to what holds. */
  failed(error, unsaved) {
    if (this.told(error)) {
      this.unsaved = unsaved;
      this.become('expired');
      return;
    }
    const known = ['unreachable', 'forbidden', 'rate_limited'].includes(error.kind) ? error.kind : 'other';
    this.note = {text: `${this.say(`failed.${known}`)} ${this.say('failed.so')}`, alert: true};
  }

  circumstances(patch) {
    const notices = patch && noticesShown(this.catalog, patch);
    return {
      surface: this.link ? 'link' : this.host.surface() ?? 'widget',
      language: this.speech.language.split('-x-')[0],
      ...notices && Object.keys(notices).length && {notices},
    };
  }

  /** Shows what a change would mean; without one, shows it no longer. */
  async propose(key, patch) {
    this.draft = key ? {key, patch} : undefined;
    this.host.changed();
    if (!key) return;
    try {
      const preview = await this.client.preview(patch);
      if (this.draft?.patch !== patch) return;
      this.draft.preview = preview;
      this.draft.differences = patch.relationship === undefined ? undefined : differences(this.speech, this.catalog, this.preferences.effective, preview.preferences.effective);
    } catch (error) {
      this.draft = undefined;
      this.failed(error);
    }
    this.host.changed();
  }

  hoursAre(spans) {
    this.hours = spans;
    this.host.changed();
  }

  toggled(key, open) {
    if (this.opened.has(key) === open) return;
    this.opened[open ? 'add' : 'delete'](key);
    if (open && this.lists[key] && !this.lists[key].items.length) this.fetchMore(key);
    this.host.changed();
  }

  async fetchMore(which) {
    const list = this.lists[which];
    try {
      list.source ??= this.client[which](PAGE);
      for (let taken = 0; taken < PAGE; taken++) {
        const {value, done} = await list.source.next();
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

  async feedback({contactId}, verdict) {
    if (!verdict) return;
    try {
      this.given[contactId] = await this.client.feedback({contactId, verdict});
    } catch (error) {
      this.failed(error);
    }
    this.host.changed();
  }

  receipt(record) {
    return this.save(`receipt-${record.index}.jsonld`, async () => new Blob([JSON.stringify(await this.client.receipt(record.index), null, 2)]));
  }

  copy() {
    return this.save('copy.html', () => this.client.copy());
  }

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

  connection(offline) {
    const back = this.offline && !offline;
    this.offline = offline;
    if (back && this.phase !== 'ready') this.load();
    this.host.changed();
  }
}
