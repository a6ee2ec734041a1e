/** The parts of the preference center that are open from the start, and the settings behind disclosures. */

import {disclosure, often, oneOf, proposal, yesOrNo} from './controls.js';
import {h} from './dom.js';
import {callers, cap, comes, DAYS, languageName, notices} from './model.js';

/** @import {Center} from './center.js' */
/** @import {Labeled} from './model.js' */
/** @import {Purpose, Topic} from './types.js' */
/** @typedef {{allowed: {value: boolean, from: string}}} Allowed whether something holds, and why */

const SHOWN_TOPICS = 6;

/** The topics: the first six at once, so that nobody has to decide more than seven things; the others, and those that always come, behind disclosures. @param {Center} center */
export function topics(center) {
  const {catalog, speech} = center;
  const refusable = catalog.topics.filter(topic => topic.category !== 'essential');
  const essential = catalog.topics.filter(topic => topic.category === 'essential');
  const more = refusable.slice(SHOWN_TOPICS);
  return [
    h('section', {key: 'topics', 'aria-labelledby': 'topics-t'}, h('h3', {id: 'topics-t'}, center.say('topics')),
      refusable.length ? refusable.slice(0, SHOWN_TOPICS).map(item => topic(center, item)) : h('p', null, center.say('empty'))),
    more.length && disclosure(center, 'more', center.say('topics.more', {count: more.length}), '', () => more.map(item => topic(center, item))),
    essential.length && disclosure(center, 'essential', center.say('essential'), speech.list(essential.map(item => speech.own(item.label))), () =>
      essential.map(item => yesOrNo(center, {key: `t-${item.id}`, label: speech.own(item.label), hint: h('bdi', null, speech.own(item.description)), locked: center.say('always')}))),
  ];
}

/** @param {Center} center @param {Topic} item */
function topic(center, item) {
  const {speech, catalog, preferences: {effective}} = center;
  const holds = effective.topics[item.id];
  const label = speech.own(item.label);
  const expected = /** @type {number} */ (item.expectedPerWeek);    // where it is not said, nothing is greater than it
  const weekly = expected >= 0.5 ? ` ${center.say('weekly', {count: Math.round(expected)})}` : '';
  return h('div', {key: `topic-${item.id}`, class: 'topic'},
    yesOrNo(center, {key: `t-${item.id}`, label, hint: [h('bdi', null, speech.own(item.description)), weekly, standing(center, item, holds, 'topics')], path: ['topics', item.id, 'allowed'],
      value: decided(center, 'topics', item.id, holds), noYes: center.link}),
    disclosure(center, `td-${item.id}`, center.say(item.notice ? 'topic.notice' : 'topic'), '', () => [
      notice(center, item),
      item.channels.map(channel => yesOrNo(center, {key: `t-${item.id}-${channel}`, label: name(center, catalog.channels, channel), path: ['topics', item.id, 'channels', channel],
        value: center.preferences.chosen.topics?.[item.id]?.channels?.[channel] ?? (holds.allowed.value ? true : undefined), noYes: center.link})),
      often(center, {key: `tf-${item.id}`, label: center.say('setting.frequency'), path: ['topics', item.id, 'frequency'], value: holds.frequency.value}),
    ], label));
}

/** Yes, no, or undefined where what rests on consent was never asked, or no longer holds. @param {Center} center @param {'topics' | 'purposes'} list @param {string} id @param {Allowed} holds */
const decided = (center, list, id, holds) =>
  holds.allowed.from === 'law' && center.preferences.chosen[list]?.[id]?.allowed !== false ? undefined : holds.allowed.value;

/** Why it is as it is, where that is not plain. @param {Center} center @param {Topic | Purpose} item @param {Allowed} holds @param {'topics' | 'purposes'} list */
function standing(center, item, holds, list) {
  const {from, value} = holds.allowed;
  if (from === 'law' && !value) return ` ${center.say(center.preferences.chosen[list]?.[item.id]?.allowed ? 'again' : 'unasked')}`;
  if (from === 'signal') return ` ${center.say('signal')}`;
  if (from === 'relationship') return ` ${center.say('preset')}`;
  return value && from !== 'customer' ? ` ${center.say(`basis.${item.legalBasis}`)}` : '';
}

/** @param {Center} center @param {Topic | Purpose} item */
const notice = (center, item) => item.notice && h('p', {class: 'notice', part: 'notice'}, center.speech.own(notices(center.catalog)[item.notice].text));

/** @param {Center} center @param {Labeled[]} list @param {string} id */
const name = (center, list, id) => center.speech.own(list.find(item => item.id === id)?.label, id);

/** Everything else that can be chosen. @param {Center} center */
export function settings(center) {
  const {catalog, preferences: {effective}, speech} = center;
  const on = catalog.channels.filter(channel => effective.channels[channel.id].allowed.value);
  return [
    disclosure(center, 'channels', center.say('channels'), speech.list(on.map(channel => speech.own(channel.label))) || center.say('none'), () => channels(center)),
    disclosure(center, 'often', center.say('setting.frequency'), cap(speech, effective.frequency.value), () => frequency(center)),
    disclosure(center, 'when', center.say('setting.contact_hours'), center.say(effective.contactHours.value ? 'hours.some' : 'hours.any'), () => hours(center)),
    disclosure(center, 'how', center.say('manner'), name(center, catalog.tones, /** @type {string} */ (effective.tone.value)), () => manner(center)),
    catalog.purposes.length && disclosure(center, 'uses', center.say('uses'),
      speech.list(catalog.purposes.filter(item => effective.purposes[item.id].allowed.value).map(item => speech.own(item.label))) || center.say('none'), () => uses(center)),
  ];
}

/** @param {Center} center */
function channels(center) {
  const {catalog, preferences: {effective, chosen}, speech} = center;
  /** @type {[any, string][]} */
  const first = [[null, center.say('none')], ...catalog.channels.map(channel => /** @type {[any, string]} */ ([channel.id, speech.own(channel.label)]))];
  return [
    catalog.channels.map(channel => {
      const holds = effective.channels[channel.id];
      const both = channel.callers && channel.callers.length > 1;
      const sorted = holds.callers && [...holds.callers.value].sort().reverse();
      return h('div', {key: `ch-${channel.id}`},
        yesOrNo(center, {key: `c-${channel.id}`, label: speech.own(channel.label), path: ['channels', channel.id, 'allowed'], value: holds.allowed.value, noYes: center.link}),
        both && oneOf(center, {key: `cc-${channel.id}`, label: center.say('setting.callers'), path: ['channels', channel.id, 'callers'], value: sorted,
          options: [['human', 'automated'], ['human'], ['automated']].map(who => [who, callers(speech, who)])}));
    }),
    oneOf(center, {key: 'first', label: center.say('setting.preferred_channel'), path: ['preferredChannel'], value: chosen.preferredChannel, options: first}),
  ];
}

/** @param {Center} center */
function frequency(center) {
  const {catalog, preferences: {effective}, speech} = center;
  return [
    pause(center),
    often(center, {key: 'f', label: center.say('frequency.all'), path: ['frequency'], value: effective.frequency.value}),
    catalog.channels.map(channel => often(center, {key: `f-${channel.id}`, label: speech.own(channel.label), path: ['channels', channel.id, 'frequency'],
      value: effective.channels[channel.id].frequency.value})),
    oneOf(center, {key: 'over', label: center.say('setting.overflow'), path: ['overflow'], value: effective.overflow.value, options: ['drop', 'hold', 'digest'].map(each => [each, center.say(`overflow.${each}`)])}),
  ];
}

/** @param {Center} center */
function pause(center) {
  const until = center.preferences.effective.paused.value?.until;
  return h('div', {key: 'pause', class: 'field'}, h('span', null, center.say('pause')), h('div', {class: 'buttons'},
    [7, 30, 90].map(days => h('button', {onclick: () => center.change({paused: {until: center.inDays(days)}}, center.say('pause'), center.say('pause.days', {count: days}))}, center.say('pause.days', {count: days}))),
    until && h('button', {key: 'end', onclick: () => center.change({paused: null}, '', center.say('started'))}, center.say('pause.end'))));
}

/** @param {Center} center */
function hours(center) {
  const {effective} = center.preferences;
  const spans = center.hours ?? effective.contactHours.value ?? [];
  /** @param {any[]} next */
  const edit = next => center.hoursAre(next);
  const patch = {contactHours: spans.length ? spans : null};
  const zone = /** @type {string} */ (effective.timeZone.value);
  return [
    spans.map((span, no) => h('fieldset', {key: `h${no}`, class: 'span'}, h('legend', null, `${center.say('setting.contact_hours')} ${no + 1}`),
      h('div', {class: 'days'}, DAYS.map((day, index) => h('label', {key: day},
        h('input', {type: 'checkbox', checked: span.days.includes(day), onchange: (/** @type {{target: HTMLInputElement}} */ event) =>
          edit(spans.with(no, {...span, days: DAYS.filter(each => each === day ? event.target.checked : span.days.includes(each))}))}),
        h('span', null, center.speech.day(index))))),
      h('div', {class: 'buttons'}, [['from', 'hours.from'], ['to', 'hours.to']].map(([end, word]) => h('label', {key: end}, center.say(word), ' ',
        h('input', {type: 'time', value: span[end] === '24:00' ? '00:00' : span[end], onchange: (/** @type {{target: HTMLInputElement}} */ event) => edit(spans.with(no, {...span, [end]: event.target.value || span[end]}))}))),
      h('button', {onclick: () => edit(spans.toSpliced(no, 1))}, center.say('remove'))))),
    h('div', {key: 'add', class: 'buttons'},
      h('button', {onclick: () => edit([...spans, {days: DAYS.slice(0, 5), from: '09:00', to: '18:00'}])}, center.say('hours.add')),
      center.hours && h('button', {key: 'apply', class: 'main', disabled: spans.some(span => !span.days.length), onclick: () => center.change(patch, center.say('setting.contact_hours'), center.say(spans.length ? 'hours.some' : 'hours.any'))}, center.say('apply'))),
    oneOf(center, {key: 'zone', label: center.say('setting.time_zone'), path: ['timeZone'], value: zone,
      options: [...new Set([zone, ...Intl.supportedValuesOf('timeZone')])].map(each => [each, each.replaceAll('_', ' ')])}),
  ];
}

/** A kind of choice with a text for each: ticked is what holds. @param {Center} center @param {'tone' | 'relationship'} key @param {(Labeled & {description?: Record<string, string>})[]} list @param {string | null} value @param {boolean} [proposes] */
function described(center, key, list, value, proposes) {
  const now = (center.draft?.key === key ? center.draft.patch : center.pending)[key] ?? value;
  return h('div', {key, role: 'radiogroup', 'aria-labelledby': `${key}-l`, class: 'choices'}, h('strong', {id: `${key}-l`}, center.say(`setting.${key}`)),
    list.map(item => h('label', {key: item.id},
      h('input', {type: 'radio', name: key, checked: now === item.id, onchange: () => proposes ? center.propose(key, {[key]: item.id}) : center.change({[key]: item.id}, center.say(`setting.${key}`), center.speech.own(item.label))}),
      h('span', null, h('b', null, center.speech.own(item.label)), ' ', center.speech.own(item.description)))),
    proposal(center, key));
}

/** @param {Center} center */
function manner(center) {
  const {catalog, preferences: {effective, chosen}} = center;
  return [
    described(center, 'tone', catalog.tones, effective.tone.value),
    catalog.relationships.length && described(center, 'relationship', catalog.relationships, effective.relationship.value, true),
    chosen.relationship && h('button', {key: 'none', onclick: () => center.propose('relationship', {relationship: null})}, center.say('relationship.none')),
    oneOf(center, {key: 'language', label: center.say('setting.language'), path: ['language'], value: effective.language.value, options: catalog.brand.languages.map(tag => [tag, languageName(tag)])}),
  ];
}

/** @param {Center} center */
function uses(center) {
  const {catalog, preferences: {effective}, speech} = center;
  return catalog.purposes.map(item => {
    const holds = effective.purposes[item.id];
    const fixed = item.legalBasis === 'contract' || item.legalBasis === 'legal_obligation';
    return h('div', {key: `use-${item.id}`},
      yesOrNo(center, {key: `u-${item.id}`, label: speech.own(item.label), hint: [h('bdi', null, speech.own(item.description)), standing(center, item, holds, 'purposes')], path: ['purposes', item.id, 'allowed'],
        value: decided(center, 'purposes', item.id, holds), locked: fixed && center.say('always'), noYes: center.link}),
      notice(center, item));
  });
}

/** What holds as long as everything is stopped, paused or restricted, in a sentence that names what still comes. @param {Center} center */
export function state(center) {
  const {catalog, preferences: {effective, erased}, speech} = center;
  const still = catalog.topics.filter(item => comes(effective, item.id)).map(item => speech.own(item.label));
  const rest = still.length ? center.say('still', {topics: speech.list(still)}) : center.say('nothing');
  const until = effective.paused.value?.until;
  const text = erased ? center.say('erased') : effective.stopped.value ? `${center.say('stopped')} ${rest}`
    : until ? `${center.say('paused', {moment: speech.moment(until)})} ${rest}` : effective.restricted.value ? `${center.say('restricted')} ${rest}` : '';
  return text && h('p', {key: 'state', class: 'state', part: 'state'}, text);
}
