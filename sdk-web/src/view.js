/** All that is to be seen, for whatever state the element is in. */

import {h} from './dom.js';
import {records} from './records.js';
import {settings, state, topics} from './sections.js';

/** @param {import('./center.js').Center} center */
export function view(center) {
  const {speech, phase} = center;
  return h('div', {key: 'center', class: 'center', part: 'center', lang: speech.language, dir: speech.direction, 'aria-busy': phase === 'loading' || center.saving},
    phase === 'ready' ? ready(center) : phase === 'loading' ? loading(center) : broken(center), note(center));
}

function ready(center) {
  const {catalog, preferences: {effective}} = center;
  const stopped = effective.stopped.value;
  return h('div', {key: 'ready', class: 'ready'},
    h('header', {key: 'head', part: 'header'}, h('h2', null, center.say('title', {brand: catalog.brand.name})),
      h('p', {class: 'sum'}, center.weekly === undefined ? '\u00a0' : center.say('weekly', {count: center.weekly}))),
    h('div', {key: 'bar', class: 'bar', part: 'bar'},
      stopped
        ? h('button', {key: 'stop', type: 'button', class: 'stop', disabled: center.link, onclick: () => center.change({stopped: null})}, center.say('start'))
        : h('button', {key: 'stop', type: 'button', class: 'stop', part: 'stop', onclick: () => center.change({stopped: true})}, center.say('stop'))),
    center.offline && h('p', {key: 'offline', class: 'state', role: 'status'}, center.say('offline')),
    center.link && h('p', {key: 'link', class: 'hint'}, center.say('link')),
    state(center), topics(center), settings(center), records(center));
}

/** As high as what will stand there, so that nothing jumps. */
const loading = center => h('div', {key: 'loading', class: 'loading'}, h('p', {role: 'status', class: 'spoken'}, center.say('loading')),
  [0, 1, 2, 3, 4, 5, 6].map(row => h('div', {key: row, class: 'ghost'})));

/** What keeps it from being shown, and the one thing to do about it. */
const broken = center => h('div', {key: 'broken', class: 'broken', part: 'error'},
  h('p', {role: 'alert'}, center.say(center.phase), center.unsaved && ` ${center.say('unsaved')}`),
  h('button', {type: 'button', class: 'main', onclick: () => center.resume()}, center.say(center.phase === 'expired' ? 'signin' : 'retry')));

/** What was just done, said once, with the way back. The two regions are always there: what comes into being with its text is not announced. */
function note(center) {
  const {text = '', alert, undo} = center.note;
  return h('div', {key: 'note', class: text ? 'note' : 'note gone', part: 'note'},
    h('p', {key: 'status', role: 'status'}, alert ? '' : text),
    h('p', {key: 'alert', role: 'alert'}, alert ? text : ''),
    undo !== undefined && h('button', {key: 'undo', type: 'button', class: 'undo', part: 'undo', onclick: () => center.undo(undo)}, center.say('undo')));
}
