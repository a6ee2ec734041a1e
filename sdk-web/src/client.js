/** The way to Heed from a browser: one client for one customer, who is whoever the credential opens. */
// @ts-check

/** @import {Catalog, Circumstances, Consents, Contact, FeedbackGiven, FeedbackRequest, HistoryItem, Page, Patch, Preferences, Preview, Versioned} from './types.js' */

export * from './types.js';

/** @typedef {ReturnType<typeof createClient>} Client */

/**
 * @typedef {object} Call what a call sends
 * @property {object} [body] becomes JSON
 * @property {string} [type] of the body
 * @property {string} [accept] the media type to be answered in
 * @property {Record<string, string>} [headers]
 */

/** @typedef {{type?: string, title?: string, detail?: string, instance?: string, errors?: {pointer: string, detail: string}[]}} Problem what the server says of a failure (RFC 9457) */

const LONGEST_WAIT_MS = 30_000;

/** Why a call failed. Its message names the kind alone: what the server said, and what was sent, may be personal. */
export class HeedError extends Error {
  /**
   * @param {string} kind the problem's kind, such as `stale_version`; `unreachable` when there was no answer
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
  }
}

/**
 * Makes a client.
 *
 * What fails for a reason that passes (no connection, 429, 502, 503, 504) is tried again, twice, with the same idempotency key, after as long as the
 * server asks or a random time that grows. A credential that is no longer taken is asked for once more.
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

  /** @param {string} method @param {string} path @param {Call} [options] @returns {Promise<Response>} */
  async function call(method, path, {body, type = 'application/json', accept, headers = {}} = {}) {
    /** @type {Record<string, string>} */
    const fields = {...headers, Accept: accept ?? 'application/json'};
    if (language) fields['Accept-Language'] = language();
    if (body) {
      fields['Content-Type'] = type;
      fields['Idempotency-Key'] = crypto.randomUUID();
    }
    for (let attempt = 0, renewed = false; ; attempt++) {
      fields.Authorization = `Bearer ${await (credential ?? ask(false))}`;
      const answer = await fetch(server + path, {method, headers: fields, body: body && JSON.stringify(body), credentials: 'omit'}).catch(() => undefined);
      if (answer && (answer.ok || answer.status === 304)) return answer;
      if (answer?.status === 401 && !renewed) {
        renewed = true;
        attempt--;
        await ask(true);
        continue;
      }
      if (attempt >= retries || answer && !passes(answer.status)) {
        throw answer ? await problem(answer) : new HeedError('unreachable');
      }
      await wait(answer, attempt);
    }
  }

  /** @param {Response} answer @returns {Promise<Versioned<any>>} */
  const versioned = async answer => ({value: answer.status === 304 ? undefined : await answer.json(), etag: answer.headers.get('ETag') ?? ''});
  /** @type {(...what: Parameters<typeof call>) => Promise<any>} */
  const json = async (...what) => (await call(...what)).json();
  /** @param {Patch} patch @param {Circumstances} [circumstances] @param {string} [ifMatch] @returns {Call} */
  const change = (patch, circumstances, ifMatch) =>
    ({body: {chosen: patch, circumstances}, type: 'application/merge-patch+json', headers: ifMatch ? {'If-Match': ifMatch} : {}});

  /** A list, page by page, as it is asked for. @param {string} path @param {number} limit @returns {AsyncGenerator<any>} */
  async function* items(path, limit) {
    /** @type {string | undefined} */
    let next;
    do {
      const page = await json('GET', `${path}?limit=${limit}${next ? `&cursor=${encodeURIComponent(next)}` : ''}`);
      yield* page.items;
      next = page.next;
    } while (next);
  }

  return {
    /** What the brand offers. @returns {Promise<Versioned<Catalog>>} */
    catalog: async () => versioned(await call('GET', '/v1/catalog')),
    /** What the customer chose, and what holds. With an ETag that is still current the value is undefined. @param {{asOf?: string, ifNoneMatch?: string}} [options] @returns {Promise<Versioned<Preferences>>} */
    preferences: async ({asOf, ifNoneMatch} = {}) =>
      versioned(await call('GET', `${own}/preferences${asOf ? `?asOf=${encodeURIComponent(asOf)}` : ''}`, {headers: ifNoneMatch ? {'If-None-Match': ifNoneMatch} : {}})),
    /** Changes settings, all or none; `null` takes a choice back (RFC 7396). @param {Patch} patch @param {{circumstances?: Circumstances, ifMatch?: string}} [options] @returns {Promise<Versioned<Preferences>>} */
    change: async (patch, {circumstances, ifMatch} = {}) => versioned(await call('PATCH', `${own}/preferences`, change(patch, circumstances, ifMatch))),
    /** What a change would mean. @param {Patch} patch @returns {Promise<Preview>} */
    preview: patch => json('POST', `${own}/preferences/preview`, change(patch)),
    /** Goes back to an earlier version, as a new one. @param {number} toVersion @param {{circumstances?: Circumstances, ifMatch?: string}} [options] @returns {Promise<Versioned<Preferences>>} */
    revert: async (toVersion, {circumstances, ifMatch} = {}) =>
      versioned(await call('POST', `${own}/preferences/revert`, {body: {toVersion, circumstances}, headers: ifMatch ? {'If-Match': ifMatch} : {}})),
    /** What changed, newest first. @param {number} [limit] of a page @returns {AsyncGenerator<HistoryItem>} */
    history: (limit = 50) => items(`${own}/history`, limit),
    /** What was sent, and what was held back and why, newest first. @param {number} [limit] of a page @returns {AsyncGenerator<Contact>} */
    contacts: (limit = 50) => items(`${own}/contacts`, limit),
    /** Where each consent stands. @returns {Promise<Consents>} */
    consents: () => json('GET', `${own}/consents`),
    /** Says how a contact came across; the answer suggests settings. @param {FeedbackRequest} verdict @returns {Promise<FeedbackGiven>} */
    feedback: verdict => json('POST', `${own}/feedback`, {body: verdict}),
    /** The receipt of one record (ISO/IEC TS 27560 in JSON-LD). @param {number} index its place in the log @returns {Promise<object>} */
    receipt: index => json('GET', `/v1/consent-log/${index}/receipt`, {accept: 'application/ld+json'}),
    /** Everything that is held on the customer, as a page to read. @returns {Promise<Blob>} */
    copy: async () => (await call('GET', `${own}/export`, {accept: 'text/html'})).blob(),
  };
}

/** @param {Response} answer */
async function problem(answer) {
  /** @type {Problem} */
  const said = await answer.json().catch(() => ({}));
  return new HeedError(said.type?.split('/').pop() ?? 'unexpected', answer.status, said);
}

/** Whether a failure may be gone a moment later: too many calls, or a server or what stands before it that is busy or away. @param {number} status */
const passes = status => status === 429 || status > 501;

/** @param {Response | undefined} answer @param {number} attempt */
function wait(answer, attempt) {
  const asked = Number(answer?.headers.get('Retry-After'));
  const milliseconds = asked > 0 ? Math.min(asked * 1000, LONGEST_WAIT_MS) : Math.random() * 500 * 2 ** attempt;
  return new Promise(done => setTimeout(done, milliseconds));
}
