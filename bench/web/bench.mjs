/** Measures the element beside two others on a slow phone's profile, prints the figures, and writes bench/web-results.md. Its exit code tells whether it is small enough. */
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {cpus, loadavg} from 'node:os';
import puppeteer from 'puppeteer-core';
import {ask, startBrand, startCourierApi, startHeed} from './servers.mjs';
import {subjects, zipped} from './subjects.mjs';

const RUNS = 5;
const SIZE = {target: 12_288, limit: 15_360};
const PHONE = {viewport: {width: 390, height: 844, deviceScaleFactor: 3, isMobile: true, hasTouch: true}, network: {download: 1.6e6 / 8, upload: 0.75e6 / 8, latency: 150}, cpu: 4};
const SETTLE_MS = 2_000;
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const OPTIONAL = ['rental_reminders', 'product_care', 'offers', 'new_arrivals', 'newsletter', 'events'];

const median = numbers => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const range = numbers => `${Math.round(Math.min(...numbers))}–${Math.round(Math.max(...numbers))}`;

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], {encoding: 'utf8'}).trim();
    } catch {
      // The next one may be there.
    }
  }
  throw new Error('there is no Chromium: .ci/chromium installs it on Debian, or name its executable in CHROMIUM');
}

/** Runs before the page: counts what blocks and what jumps, and notes the first frame in which the page can be used. */
const watch = usable => `
  window.seen = {blocked: 0, shifted: 0};
  new PerformanceObserver(list => { for (const task of list.getEntries()) seen.blocked += Math.max(0, task.duration - 50); }).observe({type: 'longtask', buffered: true});
  new PerformanceObserver(list => { for (const shift of list.getEntries()) if (!shift.hadRecentInput) seen.shifted += shift.value; }).observe({type: 'layout-shift', buffered: true});
  const look = () => { if (${usable}) seen.usable = performance.now(); else requestAnimationFrame(look); };
  requestAnimationFrame(look);`;

/** A page in a browser that has stored nothing. */
async function opened(browser, url, subject, slow) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', error => complaints.push(error.message)).on('console', said => complaints.push(said.text()));
  await page.setViewport(PHONE.viewport);
  if (slow) {
    await page.emulateNetworkConditions(PHONE.network);
    await page.emulateCPUThrottling(PHONE.cpu);
  }
  await page.evaluateOnNewDocument(watch(subject.usable));
  await page.goto(url + subject.page, {waitUntil: 'load'});
  await page.waitForFunction('seen.usable', {timeout: 60_000}).catch(() => {
    throw new Error(`${subject.name} could not be used within a minute: ${complaints}`);
  });
  return {context, page};
}

async function timed(browser, url, subject) {
  const {context, page} = await opened(browser, url, subject, true);
  await new Promise(done => setTimeout(done, SETTLE_MS));
  const seen = await page.evaluate('seen');
  await context.close();
  return seen;
}

/** How many clicks, each where it is next to be made, until nothing optional is on. */
async function clicks(page, {next}) {
  for (let count = 0; count < 20; count++) {
    const target = await page.evaluateHandle(next);
    if (!target.asElement()) return count;
    await target.asElement().click();
    await page.waitForFunction((script, clicked) => eval(script) !== clicked, {timeout: 5_000}, next, target);
    await page.waitForNetworkIdle({idleTime: 300});
  }
  throw new Error('there is no end to it');
}

async function looked(browser, url, subject) {
  const {context, page} = await opened(browser, url, subject, false);
  await page.waitForNetworkIdle({idleTime: 300});
  await page.evaluate(AXE);
  const violations = await page.evaluate(`axe.run({resultTypes: ['violations']}).then(found => found.violations.map(one => [one.id, one.nodes.length]))`);
  const count = await clicks(page, subject.off);
  await context.close();
  return {clicks: count, rules: violations.map(([rule]) => rule), nodes: violations.reduce((sum, [, nodes]) => sum + nodes, 0)};
}

/** Everything optional is on, wherever that may be chosen. */
const everythingOn = heed => ask(heed, 'app', 'PATCH', '/v1/customers/c-42/preferences', {chosen: {stopped: null, topics: Object.fromEntries(OPTIONAL.map(topic => [topic, {allowed: true}]))}});

async function allowOrigin(heed, origin) {
  const {body, etag} = await ask(heed, 'admin', 'GET', '/v1/catalog');
  const {version, publishedAt, ...catalog} = body;
  catalog.brand.allowedOrigins = [...catalog.brand.allowedOrigins ?? [], origin];
  await ask(heed, 'admin', 'PUT', '/v1/catalog', catalog, {'If-Match': etag});
}

async function measured(heed, brand, all) {
  const browser = await puppeteer.launch({executablePath: executable(), args: ['--no-sandbox', '--disable-dev-shm-usage']});
  const results = all.map(subject => ({subject, runs: []}));
  for (let run = 0; run < RUNS; run++) {
    for (const {subject, runs} of results) runs.push(await timed(browser, brand.url, subject));
  }
  for (const result of results) Object.assign(result, await looked(browser, brand.url, result.subject));
  const {topics} = (await ask(heed, 'app', 'GET', '/v1/customers/c-42/preferences')).body.effective;
  const left = OPTIONAL.filter(topic => Object.values(topics[topic].channels).some(channel => channel.value));
  const version = await browser.version();
  await browser.close();
  return {results, left, version};
}

function report({results, version}, script, load) {
  const row = ({subject, runs, clicks, rules, nodes}) => {
    const usable = runs.map(run => run.usable);
    const blocked = runs.map(run => run.blocked);
    const bytes = subject.loads.reduce((sum, file) => sum + zipped(file), 0);
    return `| ${subject.name} | ${bytes.toLocaleString('en')} | ${Math.round(median(usable))} (${range(usable)}) | ${Math.round(median(blocked))} (${range(blocked)}) | ${
      median(runs.map(run => run.shifted)).toFixed(3)} | ${clicks} | ${nodes}${rules.length ? ` (${rules.join(', ')})` : ''} |`;
  };
  const size = zipped(script);
  return `# The element, measured

${new Date().toISOString().slice(0, 19)}Z, ${cpus().length} cores, load average ${load.toFixed(1)} before, ${version}, Node ${process.version}. Medians of ${RUNS} runs, with the least and the most.

| | bytes | usable, ms | blocked, ms | layout shift | clicks to switch all off | axe violations, nodes |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| target | ≤ 12,288 | ≤ 900 | ≤ 100 | ≤ 0.02 | 1 | 0 |
${results.map(row).join('\n')}

\`heed.js\` alone, with its style sheet and English: ${size.toLocaleString('en')} bytes, ${size <= SIZE.target ? 'met' : size <= SIZE.limit ? '**not met**; from 15,361 on, this would fail' : '**too large**'}.

How each figure is measured: [README.md](README.md#the-element).
`;
}

const [java, jar, out] = process.argv.slice(2);
const load = loadavg()[0];
const heed = await startHeed(java, jar);
const api = await startCourierApi();
const files = {};
const token = async () => (await ask(heed, 'app', 'POST', '/v1/customers/c-42/tokens', {ttlSeconds: 600})).body.token;
const brand = await startBrand(files, token);
try {
  const script = Buffer.from(await (await fetch(`${heed.url}/heed.js`)).arrayBuffer());
  const all = subjects(heed.url, script, api.url, token);
  for (const subject of all) Object.assign(files, subject.files);
  await allowOrigin(heed, brand.url);
  await everythingOn(heed);
  const found = await measured(heed, brand, all);
  if (found.left.length) throw new Error(`after one click these still come: ${found.left}`);
  const text = report(found, script, load);
  writeFileSync(out, text);
  console.log(text);
  process.exitCode = zipped(script) > SIZE.limit ? 1 : 0;
} finally {
  brand.stop();
  api.stop();
  await heed.stop();
}
