/** What is measured: each page, what it loads, when it can be used, and how everything optional is switched off in it. */
import {buildSync} from 'esbuild';
import {readFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';

const OPTIONAL = ['rental_reminders', 'product_care', 'offers', 'new_arrivals', 'newsletter', 'events'];

const bundled = page => buildSync({entryPoints: [`pages/${page}.js`], bundle: true, minify: true, format: 'esm', target: 'es2022', write: false}).outputFiles[0].text;
const html = (head, body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Settings</title><link rel="icon" href="data:,">${head}</head><body><main><h1>Settings</h1>${body}</main></body></html>`;

/** The stand-in for Courier's API: the page that a workspace published, with every topic on, and a yes to every change. */
export function courierApi(query) {
  const topics = names => ({nodes: names.map(name => ({templateId: name, templateName: name.replaceAll('_', ' '), defaultStatus: 'OPTED_IN', data: null, digestSchedules: []}))});
  const section = (name, list) => ({name, sectionId: name, routingOptions: ['email', 'sms', 'push'], hasCustomRouting: false, topics: topics(list)});
  if (query.includes('mutation')) {
    const [, templateId] = /templateId: \\?"(\w+)/.exec(query);
    const [, status] = /status: (\w+)/.exec(query);
    return {data: {updatePreferenceV2: {templateId, templateName: templateId, status, hasCustomRouting: false, routingPreferences: [], digestSchedule: null}}};
  }
  return {data: {
    preferencePage: {showCourierFooter: false, brand: null, channelConfigs: null, sections: {nodes: [section('Service', OPTIONAL.slice(0, 2)), section('Marketing', OPTIONAL.slice(2))]}},
    recipientPreferences: {nodes: OPTIONAL.map(name => ({templateId: name, status: 'OPTED_IN', hasCustomRouting: false, routingPreferences: [], digestSchedule: null}))},
  }};
}

/** The three, given where Heed and the stand-in are, and what mints a token for whoever is signed in. */
export function subjects(heed, script, api, token) {
  const root = `document.querySelector('preference-center')?.shadowRoot`;
  return [{
    name: '`<preference-center>`',
    files: {'/heed.html': async () => html(`<script type="module" src="/heed.js"></script><script type="module" src="${heed}/heed.js"></script>`,
      `<preference-center server="${heed}"></preference-center><script type="application/json" id="credential">${JSON.stringify(await token())}</script>`),
      '/heed.js': readFileSync('pages/heed.js', 'utf8')},
    page: '/heed.html', loads: [script, readFileSync('pages/heed.js')],
    usable: `${root}?.querySelector('[part=row]') && ${root}.querySelector('[part~=stop]:enabled')`,
    off: {next: `${root}.querySelector('[part=state]') ? null : ${root}.querySelector('[part~=stop]')`},
  }, {
    name: 'vanilla-cookieconsent 3.1.0',
    files: {'/cookieconsent.html': html('<link rel="stylesheet" href="/cookieconsent.css"><script type="module" src="/cookieconsent.js"></script>', ''),
      '/cookieconsent.css': readFileSync('node_modules/vanilla-cookieconsent/dist/cookieconsent.css', 'utf8'), '/cookieconsent.js': bundled('cookieconsent')},
    page: '/cookieconsent.html',
    usable: `document.querySelectorAll('#cc-main .section__toggle').length >= 7 && document.documentElement.classList.contains('show--preferences')`,
    off: {next: `/"categories":\\["necessary"\\]/.test(decodeURIComponent(document.cookie)) ? null : [...document.querySelectorAll('#cc-main .pm__btn')].find(one => one.dataset.role === 'necessary')`},
  }, {
    name: '`<courier-preferences>` 1.1.0',
    files: {'/courier.html': html(`<meta name="api" content="${api}"><script type="module" src="/courier.js"></script>`, '<courier-preferences></courier-preferences>'), '/courier.js': bundled('courier')},
    page: '/courier.html',
    usable: `document.querySelectorAll('.courier-pref-toggle').length >= ${OPTIONAL.length}`,
    off: {next: `document.querySelector('.courier-pref-toggle[aria-checked=true]')`},
  }].map(subject => ({loads: Object.entries(subject.files).filter(([path]) => !path.endsWith('.html')).map(([, content]) => Buffer.from(content)), ...subject}));
}

export const zipped = bytes => gzipSync(bytes, {level: 9}).length;
