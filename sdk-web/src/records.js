/** What was changed, what was sent and why, and what is held: lists that are fetched when they are opened. */

import {disclosure} from './controls.js';
import {h} from './dom.js';
import {said} from './model.js';

/** @import {Center} from './center.js' */
/** @import {Contact, HistoryItem} from './types.js' */

/** @type {import('./types.js').FeedbackRequest['verdict'][]} */
const VERDICTS = ['too_often', 'not_relevant', 'wrong_tone', 'wrong_time', 'wrong_channel', 'welcome'];

/** @param {Center} center */
export function records(center) {
  if (center.link) return [];
  return [
    disclosure(center, 'contacts', center.say('contacts'), '', () => list(center, 'contacts', contact)),
    disclosure(center, 'history', center.say('history'), '', () => list(center, 'history', change)),
    disclosure(center, 'data', center.say('data'), '', () => data(center)),
  ];
}

/** @param {Center} center @param {'history' | 'contacts'} which @param {(center: Center, item: any) => any} item */
function list(center, which, item) {
  const {items, more} = center.lists[which];
  return [
    items.length ? h('ol', {key: which}, items.map(each => item(center, each))) : h('p', {key: 'none', role: 'status'}, center.say(more ? 'loading' : 'list.none')),
    items.length && more && h('button', {key: 'more', onclick: () => center.fetchMore(which)}, center.say('list.more')),
  ];
}

/** @param {Center} center @param {Required<HistoryItem>} item */
function change(center, {at, change: made}) {
  const {catalog, speech} = center;
  return h('li', {key: made.id},
    h('time', {datetime: at}, speech.moment(at)),
    h('ul', null, made.records.map(record => h('li', {key: `r${record.index}`}, said(speech, catalog, record.setting, record.value), ' ',
      record.kind === 'consent' && h('button', {class: 'quiet', onclick: () => center.receipt(record)}, center.say('receipt'),
        h('span', {class: 'spoken'}, ` ${said(speech, catalog, record.setting, record.value)}`))))),
    h('button', {onclick: () => center.undo(made.preferencesVersion - 1)}, center.say('before', {moment: speech.moment(at)})));
}

/** @param {Center} center @param {Contact} item */
function contact(center, item) {
  const {speech} = center;
  const given = center.given[item.contactId];
  const label = center.say('feedback', {moment: speech.moment(item.at)});
  return h('li', {key: item.contactId},
    h('time', {datetime: item.at}, speech.moment(item.at)), h('p', null, item.explanation),
    given
      ? h('div', {key: 'given'}, h('p', {role: 'status'}, center.say(given.suggestions.length ? 'feedback.suggest' : 'feedback.thanks')),
        h('div', {class: 'buttons'}, given.suggestions.map((suggestion, no) => h('button', {key: `s${no}`, onclick: () => center.change(suggestion.patch, '', `${suggestion.label}.`)}, suggestion.label))))
      : h('label', {key: 'ask', class: 'field'}, h('span', null, label), h('select', {value: '', onchange: (/** @type {{target: HTMLSelectElement}} */ event) => center.feedback(item, /** @type {any} */ (event.target.value))},
        h('option', {value: ''}, center.say('feedback.none')), VERDICTS.map(verdict => h('option', {value: verdict}, center.say(`feedback.${verdict}`))))));
}

/** @param {Center} center */
function data(center) {
  const {controller} = center.catalog.brand;
  return [
    h('p', {key: 'who'}, center.say('data.who', {name: controller.name, address: controller.address, contact: controller.contact})),
    h('div', {key: 'do', class: 'buttons'}, h('button', {onclick: () => center.copy()}, center.say('data.copy')),
      h('a', {href: controller.privacyPolicy, target: '_blank'}, center.say('data.policy'))),
  ];
}
