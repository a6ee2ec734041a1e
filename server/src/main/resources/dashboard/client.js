// Asks this server with one key, which it keeps in memory and sends in a header only.

/** A refusal: its message is the detail of the problem document, in the server's words. */
export class Refused extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

const TROUBLE = {name: 'TypeError', sentence: 'The server could not be reached. Check the connection and try again.'};

export class Client {
  #key;
  #stop = new AbortController();

  constructor(key) {
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Refused('This is not an API key. Paste the whole key, without spaces.', 0);
    this.#key = key;
  }

  /** Forgets the key and stops whatever is under way. */
  close() {
    this.#key = '';
    this.#stop.abort();
  }

  async #ask(path, accept) {
    let answer;
    try {
      answer = await fetch(path, {
        headers: {Authorization: 'Bearer ' + this.#key, Accept: accept},
        cache: 'no-store', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', signal: this.#stop.signal,
      });
    } catch (failure) {
      throw failure.name === TROUBLE.name ? new Refused(TROUBLE.sentence, 0) : failure;
    }
    if (!answer.ok) throw new Refused(await detail(answer), answer.status);
    return answer;
  }

  async json(path) {
    return (await this.#ask(path, 'application/json')).json();
  }

  async text(path) {
    return (await this.#ask(path, 'text/plain')).text();
  }
}

async function detail(answer) {
  try {
    const problem = await answer.json();
    const faults = (problem.errors ?? []).map(fault => fault.detail);
    return [problem.detail || problem.title, ...faults].filter(Boolean).join(' ') || 'The server answered ' + answer.status + '.';
  } catch {
    return 'The server answered ' + answer.status + '.';
  }
}
