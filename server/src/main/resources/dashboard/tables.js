// Lists that are no plots: files that were taken, and what customers asked for by law.

import {html, table} from './shapes.js';
import {capital, longDay, moment, number, size} from './words.js';

const CONTENT = {consent_log: 'Consent log', evidence: 'Evidence package', access: 'Access', portable: 'Portable data'};
const RIGHTS = {access: 'Access', portability: 'Portability', erasure: 'Erasure', rectification: 'Rectification', restriction: 'Restriction', objection: 'Objection'};

const code = text => html('code', {}, text);
const asked = filter => Object.entries(filter).map(([name, value]) => name + ' = ' + value).join(', ') || 'everything';

function exported(one) {
  return [moment(one.at), (CONTENT[one.content] ?? one.content) + ', ' + one.format, one.customerId ? 'customer ' + one.customerId : asked(one.filter), code(one.takenBy),
    one.endedAt ? number(one.records) : '–', one.endedAt ? size(one.bytes) : 'broken off', one.sha256 ? code(one.sha256) : '–'];
}

/** The newest exports; more of them with a button, as long as there are. */
export function exportsMade(page, more) {
  if (!page.items.length) return html('p', {class: 'card empty'}, 'Nobody took a file yet.');
  const rows = page.items.map(exported);
  const card = html('div', {class: 'card'});
  const show = next => {
    const button = next && html('button', {type: 'button', class: 'quiet'}, 'Show older ones');
    button?.addEventListener('click', async () => {
      button.disabled = true;
      const older = await more(next);
      if (older) {
        rows.push(...older.items.map(exported));
        show(older.next);
        card.querySelector('.scroll').focus();
      } else {
        button.disabled = false;
      }
    });
    card.replaceChildren(table(`Files taken, newest first (${number(rows.length)}${next ? ' shown' : ''})`, ['When', 'What', 'About', 'Taken by key', 'Records', 'Size', 'SHA-256'], rows), button ?? '');
  };
  show(page.next);
  return card;
}

/** What customers asked for by law, the most urgent first. */
export function rightsRequests({items, next}) {
  if (!items.length) return html('p', {class: 'card empty'}, 'No customer has asked for anything.');
  const order = ['overdue', 'open', 'closed'];
  const sorted = [...items].sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state) || one.dueAt.localeCompare(other.dueAt));
  return html('div', {class: 'card'}, table(next ? 'The newest requests; there are more' : 'Requests, the most urgent first', ['Due', 'Right', 'State', 'Customer', 'Received', 'Outcome'],
    sorted.map(one => [longDay(one.dueAt), RIGHTS[one.right] ?? capital(one.right), html('span', {class: 'tag ' + one.state}, capital(one.state)),
      one.customerId ?? 'erased', longDay(one.receivedAt), one.outcome ? capital(one.outcome) : '–'])));
}
