/** All that is to be seen, for whatever state the element is in. */

import {h} from './dom.js';
import {records} from './records.js';
import {settings, state, topics} from './sections.js';

/** @import {Center} from './center.js' */

/** @param {Center} center */
export function view(center) {
  const {speech, phase} = center;
  return h('div', {key: 'center', class: 'center', part: 'center', lang: speech.language, dir: speech.direction, 'aria-busy': `${phase === 'loading' || center.saving}`},
    phase === 'ready' ? ready(center) : phase === 'loading' ? loading(center) : broken(center), note(center));
}

/** @param {Center} center */
function ready(center) {
  const {catalog, preferences: {effective}} = center;
  const stopped = effective.stopped.value;
  return h('div', {key: 'ready', class: 'ready'},
    h('header', {part: 'header'}, h('h2', null, center.say('title', {brand: catalog.brand.name})),
      h('p', {class: 'sum'}, center.weekly === undefined ? '\u00a0' : center.say('weekly', {count: center.weekly}))),
    h('div', {key: 'bar', class: 'bar', part: 'bar'}, h('button', {
      class: 'stop', part: 'stop', disabled: stopped && center.link,
      // The second click of a double click would undo the first.
      onclick: (/** @type {MouseEvent} */ event) => event.detail > 1 || center.change({stopped: !stopped || null}, '', center.say(stopped ? 'started' : 'stopped')),
    }, center.say(stopped ? 'start' : 'setting.stopped'))),
    center.offline && h('p', {key: 'offline', class: 'state', role: 'status'}, center.say('failed.no_answer')),
    center.link && h('p', {key: 'link'}, center.say('link')),
    state(center), topics(center), settings(center), records(center));
}

/** As high as what will stand there, so that nothing jumps. @param {Center} center */
const loading = center => h('div', {key: 'loading', class: 'loading'}, h('p', {role: 'status', class: 'spoken'}, center.say('loading')),
  h('div', {class: 'ghost'}));

/** What keeps it from being shown, and the one thing to do about it. @param {Center} center */
const broken = center => h('div', {key: 'broken', class: 'broken', part: 'error'},
  h('p', {role: 'alert'}, center.say(center.phase), center.unsaved && ` ${center.say('unsaved')}`),
  h('button', {class: 'main', onclick: () => center.resume()}, center.say(center.phase === 'expired' ? 'signin' : 'retry')));

/** What was just done, said once, with the way back. The two regions are always there: what comes into being with its text is not announced. @param {Center} center */
function note(center) {
  const {text = '', alert, undo} = center.note;
  return h('div', {key: 'note', class: text ? 'note' : 'note gone', part: 'note'},
    h('p', {key: 'status', role: 'status'}, alert ? '' : text),
    h('p', {key: 'alert', role: 'alert'}, alert ? text : ''),
    undo !== undefined && h('button', {key: 'undo', class: 'undo', part: 'undo', onclick: () => center.undo(undo)}, center.say('undo')));
}
