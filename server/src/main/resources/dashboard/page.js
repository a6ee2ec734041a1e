// The page: takes a key, asks the server, shows what it answers, and forgets the key.

import {Client, Refused} from './client.js';
import {contacts, delays, namer, now, ordered, overTime, reasons, withdrawals} from './figures.js';
import {facts, inspect, startOver} from './ledger.js';
import {html} from './shapes.js';
import {exportsMade, rightsRequests} from './tables.js';
import {count, duration, isoDay, longDay, number} from './words.js';

const $ = id => document.getElementById(id);
const DAY = 86_400_000;

let client = null;
let turn = 0;

const announce = text => { $('status').textContent = text; };

function complain(text) {
  $('error').textContent = text;
  $('error').hidden = !text;
  $('key').setAttribute('aria-invalid', String(Boolean(text)));
  if (text) announce('');
}

/** Something that an older server does not have, or that this key may not read: then it is left out. */
async function optional(answer) {
  try {
    return await answer;
  } catch (failure) {
    if (failure instanceof Refused && [403, 404].includes(failure.status)) return null;
    throw failure;
  }
}

async function load() {
  const mine = ++turn;
  const asked = client;
  complain('');
  announce('Loading …');
  $('main').setAttribute('aria-busy', 'true');
  try {
    const from = isoDay(Date.now() - (Number($('period').value) - 1) * DAY);
    const [summary, catalog, ledger, exported, rights] = await Promise.all([
      asked.json('/v1/compliance/summary?from=' + from), optional(asked.json('/v1/catalog')), inspect(asked), asked.json('/v1/exports?limit=10'),
      optional(asked.json('/v1/rights-requests?limit=100'))]);
    if (mine !== turn) return;
    show({summary, catalog, ledger, exported, rights});
    announce(`Loaded: ${longDay(summary.from)} to ${longDay(summary.to)}. ${ledger.state === 'alarm' ? '' : ledger.title + '.'}`);
  } catch (failure) {
    if (mine !== turn || failure.name === 'AbortError') return;
    const refused = failure instanceof Refused;
    if ($('results').hidden || (refused && [401, 403].includes(failure.status))) lock();
    complain(refused ? ([401, 403].includes(failure.status) ? 'The server refused this key. ' : '') + failure.message : 'This page made a mistake and cannot show the figures: ' + failure.message);
    if (!$('key-form').hidden) $('key').focus();
  } finally {
    if (mine === turn) $('main').removeAttribute('aria-busy');
  }
}

function show({summary, catalog, ledger, exported, rights}) {
  const name = namer(catalog);
  const settings = ordered(summary);
  const first = $('results').hidden;
  open(true);
  $('brand').textContent = catalog?.brand?.name ?? '';
  $('range').textContent = `${longDay(summary.from)} – ${longDay(summary.to)}. Days are UTC.`;
  $('tiles').replaceChildren(...tiles(summary).map(([label, value, note]) => html('div', {class: 'tile'}, html('dt', {}, label), html('dd', {}, html('b', {}, value), html('span', {}, note)))));
  $('log').replaceChildren(...log(ledger, summary.ledger));
  $('consents').replaceChildren(now(settings, name, summary.to), ...settings.filter(one => one.setting.type !== 'topic_channel').map(one => overTime(one, name, summary.from, summary.to)));
  $('withdrawn').replaceChildren(withdrawals(summary), delays(summary));
  $('contacted').replaceChildren(contacts(summary), reasons(summary));
  $('exported').replaceChildren(exportsMade(exported, older));
  $('rights').hidden = rights === null;
  $('requests').replaceChildren(rights === null ? '' : rightsRequests(rights));
  if (first) $('overview').focus();
}

async function older(cursor) {
  try {
    return await client.json('/v1/exports?limit=50&cursor=' + encodeURIComponent(cursor));
  } catch (failure) {
    if (failure instanceof Refused) complain(failure.message);
    return null;
  }
}

function tiles({withdrawals: {records, toEffect}, contacts: figures, ledger}) {
  return [
    ['Withdrawals', number(records), 'consents taken back'],
    ['Withdrawal to effect', records ? duration(toEffect.p50Millis) : '–', records ? `median; 95 of 100 within ${duration(toEffect.p95Millis)}` : 'none to measure'],
    ['Contacts sent', number(figures.sent), figures.countedUpTo ? 'so far; counting goes on' : 'confirmed or recorded'],
    ['Contacts held back', number(figures.withheld), 'by the customer or the rules'],
    ['Ledger', number(ledger.treeSize), ledger.counted < ledger.treeSize ? `entries, ${number(ledger.counted)} counted so far` : 'entries, all counted'],
  ];
}

function log(found, ledger) {
  const alarm = found.state === 'alarm';
  const mark = {alarm: '!', unable: '?', first: '+', grown: '✓', same: '✓'}[found.state];
  const again = alarm && found.signed !== undefined && html('button', {type: 'button', class: 'quiet'}, 'I know why: start over from the new checkpoint');
  if (again) {
    again.addEventListener('click', () => {
      startOver(found);
      load();
    });
  }
  return [
    html('div', {class: 'verdict ' + found.state, role: alarm ? 'alert' : undefined}, html('span', {class: 'sign', 'aria-hidden': 'true'}, mark),
      html('div', {}, html('h3', {}, found.title), html('p', {}, found.text), alarm ? html('p', {}, 'Keep both checkpoints below, and ask the operator for an explanation before anything else is changed.') : null, again || null)),
    html('dl', {class: 'facts'}, facts(found, ledger).map(([name, value]) => html('div', {}, html('dt', {}, name), html('dd', {}, value)))),
    found.seen ? html('details', {}, html('summary', {}, 'Show the checkpoints'), ...[['Newest', found.seen.note], ['Remembered before', found.before?.note]].filter(([, note]) => note)
      .map(([name, note]) => [html('h4', {}, name), html('pre', {tabindex: '0', role: 'region', 'aria-label': name + ' checkpoint'}, note)]).flat()) : '',
  ];
}

function open(opened) {
  $('key-form').hidden = opened;
  $('welcome').hidden = opened;
  $('toolbar').hidden = !opened;
  $('results').hidden = !opened;
}

function lock() {
  turn++;
  client?.close();
  client = null;
  open(false);
  for (const id of ['brand', 'tiles', 'log', 'consents', 'withdrawn', 'contacted', 'exported', 'requests']) $(id).replaceChildren();
}

$('key-form').addEventListener('submit', event => {
  event.preventDefault();
  const key = $('key').value.trim();
  $('key').value = '';
  client?.close();
  try {
    client = new Client(key);
    load();
  } catch (failure) {
    complain(failure.message);
    $('key').focus();
  }
});
$('period').addEventListener('change', load);
$('refresh').addEventListener('click', load);
$('lock').addEventListener('click', () => {
  lock();
  complain('');
  announce('Locked. The key is forgotten.');
  $('key').focus();
});
// A page that the browser keeps to go back to must not keep the key.
addEventListener('pagehide', lock);
