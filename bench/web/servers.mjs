/** What the pages are served by: Heed itself from its jar, a brand's server for the pages, and a stand-in for Courier's API. */
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {gzipSync} from 'node:zlib';
import {courierApi} from './subjects.mjs';

const TYPES = {html: 'text/html', js: 'text/javascript', css: 'text/css'};

/** Starts the demo on a port and a folder of its own; gives its address, its keys and its end. */
export async function startHeed(java, jar) {
  const folder = mkdtempSync(join(tmpdir(), 'heed-bench-web'));
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('HEED_')));
  const server = spawn(java, ['-jar', jar, 'demo'], {stdio: ['ignore', 'pipe', 'inherit'],
    env: {...own, HEED_PORT: '0', HEED_DATA: folder, HEED_DATABASE: `jdbc:sqlite:${folder}/heed.db`}});
  const ended = new Promise(done => server.once('exit', done));
  let url;
  for await (const line of createInterface({input: server.stdout})) {
    url = /^ *Health *(http:\S+)\/health\/ready$/.exec(line)?.[1];
    if (url) break;
  }
  if (!url) throw new Error('Heed did not start');
  server.stdout.resume();
  const keys = JSON.parse(readFileSync(`${folder}/demo-keys.json`, 'utf8'));
  return {url, keys, stop: async () => {
    server.kill();
    await ended;
    rmSync(folder, {recursive: true});
  }};
}

/** Calls Heed; an answer that is not a success ends the run. */
export async function ask(heed, role, method, path, body, headers = {}) {
  const answer = await fetch(heed.url + path, {method, body: body && JSON.stringify(body),
    headers: {Authorization: `Bearer ${heed.keys[role]}`, 'Content-Type': method === 'PATCH' ? 'application/merge-patch+json' : 'application/json', ...headers}});
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return {body: await answer.json(), etag: answer.headers.get('ETag')};
}

const listening = server => new Promise(done => server.listen(0, '127.0.0.1', () => done(`http://127.0.0.1:${server.address().port}`)));

/** Serves files as a brand would, zipped, and lends the page a token. */
export async function startBrand(files, token) {
  const server = createServer(async (request, answer) => {
    const file = request.url === '/heed-token' ? token : files[request.url];
    const content = typeof file === 'function' ? await file() : file;
    if (content === undefined) return answer.writeHead(404).end();
    answer.writeHead(200, {'Content-Type': `${TYPES[request.url.split('.').pop()] ?? 'text/plain'}; charset=utf-8`, 'Content-Encoding': 'gzip', 'Cache-Control': 'no-store'});
    answer.end(gzipSync(content, {level: 9}));
  });
  return {url: await listening(server), stop: () => server.close()};
}

/** The stand-in for Courier's API, on an origin of its own as the real one is. */
export async function startCourierApi() {
  const server = createServer((request, answer) => {
    const allowed = {'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '*', 'Access-Control-Max-Age': '600'};
    if (request.method === 'OPTIONS') return answer.writeHead(204, allowed).end();
    let said = '';
    request.on('data', part => { said += part; }).on('end', () => answer.writeHead(200, {...allowed, 'Content-Type': 'application/json'}).end(JSON.stringify(courierApi(said))));
  });
  return {url: await listening(server), stop: () => server.close()};
}
