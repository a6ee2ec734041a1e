/** The way to Heed from a browser: one client for one customer, who is whoever the credential opens. */

/** @import {Catalog, Circumstances, Consents, Contact, FeedbackGiven, FeedbackRequest, HistoryItem, Page, Patch, Preferences, Preview, Versioned} from './types.js' */

export * from './types.js';

/** @typedef {ReturnType<typeof createClient>} Client */

/**
 * @typedef {object} Call what a call sends
 * @property {object} [body] becomes JSON
 * @property {string} [type] of the body
 * @property {string} [accept] the media type to be answered in
 * @property {Conditions} [under] what it depends on
 */

/** @typedef {{ifMatch?: string, ifNoneMatch?: string, idempotencyKey?: string}} Conditions the ETag that must, or must not, be current; a key of one's own instead of a random one */

/** @typedef {{type?: string, title?: string, detail?: string, instance?: string, errors?: {pointer: string, detail: string}[]}} Problem what the server says of a failure (RFC 9457) */

const LONGEST_WAIT_SECONDS = 10;

/** Why a call failed. Its message names the kind alone: what the server said, and what was sent, may be personal. */
export class HeedError extends Error {
  /**
   * @param {string} kind the problem's kind, such as `stale_version`; `no_answer` when there was none, `unreadable_answer` when it was not what the contract promises
   * @param {number} [status] the HTTP status; 0 when there was no answer
   * @param {Problem} [problem] what the server said
   */
  constructor(kind, status = 0, problem = {}) {
    super(kind);
    this.name = 'HeedError';
    this.kind = kind;
    this.status = status;
    this.detail = problem.detail;
    /** Every fault, each with the JSON Pointer (RFC 6901) of where it is. */
    this.errors = problem.errors ?? [];
    this.requestId = problem.instance;
    /** When to try again at the earliest; undefined where the server does not say. @type {number | undefined} */
    this.retryAfterSeconds = undefined;
  }
}

/**
 * Makes a client.
 *
 * What fails for a reason that passes (no answer, 429, 503) is tried again, twice, with the same idempotency key, after as long as the server asks, if that is
 * at most 10 s, or else a random time that grows. A credential that is no longer taken is asked for once more.
 *
 * @param {object} options
 * @param {string} [options.server] where Heed is, without a path; the page's own server when left out
 * @param {(renew: boolean) => (string | Promise<string>)} options.token gives the credential: a customer token or a link token; `renew` tells that the last one is no longer taken
 * @param {string} [options.customer] `~`, the credential's own customer
 * @param {() => string} [options.language] the language to be answered in (BCP 47)
 * @param {number} [options.retries] how often to try again
 * @param {typeof fetch} [options.fetch] what to call with
 */
export function createClient({server = '', token, customer = '~', language, retries = 2, fetch = (...call) => globalThis.fetch(...call)}) {
  const own = `/v1/customers/${encodeURIComponent(customer)}`;
  /** @type {Promise<string> | undefined} */
  let credential;

  /** @param {boolean} renew */
  const ask = renew => credential = Promise.resolve().then(() => token(renew)).catch(refused => {
    credential = undefined;
    throw new HeedError('unauthenticated', 401, {detail: String(refused?.message ?? refused)});
  });

  /** @param {string} method @param {string} path @param {Call} [options] @returns {Promise<{answer: Response, text: string}>} */
  async function call(method, path, {body, type = 'application/json', accept = 'application/json', under = {}} = {}) {
    /** @type {Record<string, string>} */
    const fields = {Accept: accept};
    if (language) fields['Accept-Language'] = language();
    if (under.ifMatch) fields['If-Match'] = under.ifMatch;
    if (under.ifNoneMatch) fields['If-None-Match'] = under.ifNoneMatch;
    if (body) {
      fields['Content-Type'] = type;
      fields['Idempotency-Key'] = `"${under.idempotencyKey ?? crypto.randomUUID()}"`;
    }
    for (let attempt = 0, renewed = false; ; attempt++) {
      const sent = await (credential ?? ask(false));
      fields.Authorization = `Bearer ${sent}`;
      const {answer, text} = await whole(fetch(server + path, {method, headers: fields, body: body && JSON.stringify(body), credentials: 'omit', redirect: 'manual'}));
      if (answer?.ok || answer?.status === 304) return {answer, text};
      if (answer?.status === 401 && !renewed) {
        renewed = true;
        if (await credential === sent) await ask(true);
        if (await credential !== sent) {
          attempt--;
          continue;
        }
      }
      const failure = answer ? problem(answer, text) : new HeedError('no_answer');
      if (attempt >= retries || answer && answer.status !== 429 && answer.status !== 503) throw failure;
      await wait(failure, attempt);
    }
  }

  /** @type {(...what: Parameters<typeof call>) => Promise<Versioned<any>>} */
  const versioned = async (...what) => {
    const {answer, text} = await call(...what);
    return {value: answer.status === 304 ? undefined : read(text), etag: answer.headers.get('ETag') ?? ''};
  };
  /** @type {(...what: Parameters<typeof call>) => Promise<any>} */
  const json = async (...what) => read((await call(...what)).text);
  /** @param {Patch} patch @param {Circumstances} [circumstances] @param {Conditions} [under] @returns {Call} */
  const change = (patch, circumstances, under) => ({body: {chosen: patch, circumstances}, type: 'application/merge-patch+json', under});

  /** A list, page by page, as it is asked for. @param {string} path @param {number} [limit] @returns {AsyncGenerator<any>} */
  async function* items(path, limit) {
    /** @type {string | undefined} */
    let next;
    do {
      const page = await json('GET', path + query({limit, cursor: next}));
      yield* page.items;
      if (next && next === page.next) throw new HeedError('unreadable_answer');
      next = page.next;
    } while (next);
  }

  return {
    /** What the brand offers. @param {Conditions} [under] @returns {Promise<Versioned<Catalog>>} */
    catalog: under => versioned('GET', '/v1/catalog', {under}),
    /** What the customer chose, and what holds. With an ETag that is still current the value is undefined. @param {{asOf?: string} & Conditions} [options] @returns {Promise<Versioned<Preferences>>} */
    preferences: ({asOf, ...under} = {}) => versioned('GET', `${own}/preferences${query({asOf})}`, {under}),
    /** Changes settings, all or none; `null` takes a choice back (RFC 7396). @param {Patch} patch @param {{circumstances?: Circumstances} & Conditions} [options] @returns {Promise<Versioned<Preferences>>} */
    change: (patch, {circumstances, ...under} = {}) => versioned('PATCH', `${own}/preferences`, change(patch, circumstances, under)),
    /** What a change would mean. @param {Patch} patch @returns {Promise<Preview>} */
    preview: patch => json('POST', `${own}/preferences/preview`, change(patch)),
    /** Goes back to an earlier version, as a new one. @param {number} toVersion @param {{circumstances?: Circumstances} & Conditions} [options] @returns {Promise<Versioned<Preferences>>} */
    revert: (toVersion, {circumstances, ...under} = {}) => versioned('POST', `${own}/preferences/revert`, {body: {toVersion, circumstances}, under}),
    /** What changed, newest first. @param {number} [limit] of a page @returns {AsyncGenerator<HistoryItem>} */
    history: limit => items(`${own}/history`, limit),
    /** What was sent, and what was held back and why, newest first. @param {number} [limit] of a page @returns {AsyncGenerator<Contact>} */
    contacts: limit => items(`${own}/contacts`, limit),
    /** Where each consent stands. @returns {Promise<Consents>} */
    consents: () => json('GET', `${own}/consents`),
    /** Says how a contact came across; the answer suggests settings. @param {FeedbackRequest} verdict @returns {Promise<FeedbackGiven>} */
    feedback: verdict => json('POST', `${own}/feedback`, {body: verdict}),
    /** The receipt of one record (ISO/IEC TS 27560 in JSON-LD), as it came. @param {number} index its place in the log @returns {Promise<string>} */
    receipt: async index => (await call('GET', `/v1/consent-log/${index}/receipt`, {accept: 'application/ld+json'})).text,
    /** Everything that is held on the customer, as a page to read. @returns {Promise<Blob>} */
    copy: async () => new Blob([(await call('GET', `${own}/export`, {accept: 'text/html'})).text], {type: 'text/html'}),
  };
}

/** @param {Record<string, string | number | undefined>} members */
function query(members) {
  const set = Object.entries(members).filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('&');
  return set && `?${set}`;
}

/** An answer with all that it says; one that broke off is none. @param {Promise<Response>} asked @returns {Promise<{answer?: Response, text: string}>} */
async function whole(asked) {
  try {
    const answer = await asked;
    return {answer, text: await answer.text()};
  } catch {
    return {text: ''};
  }
}

/** What JSON says; undefined where it is none. @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {string} text */
function read(text) {
  const said = parsed(text);
  if (said === undefined) throw new HeedError('unreadable_answer');
  return said;
}

/** Whatever stands before the server may have answered in its own way. @param {Response} answer @param {string} text */
function problem(answer, text) {
  /** @type {Problem} */
  const said = parsed(text) ?? {};
  const failure = new HeedError(said.type?.split('/').pop() ?? `http_${answer.status}`, answer.status, said);
  failure.requestId = answer.headers.get('Request-Id') ?? said.instance;
  failure.retryAfterSeconds = Number(answer.headers.get('Retry-After')) || undefined;
  return failure;
}

/** @param {HeedError} failure @param {number} attempt */
function wait(failure, attempt) {
  const {retryAfterSeconds = 0} = failure;
  if (retryAfterSeconds > LONGEST_WAIT_SECONDS) throw failure;
  return new Promise(done => setTimeout(done, retryAfterSeconds * 1000 || Math.random() * 500 * 2 ** attempt));
}
