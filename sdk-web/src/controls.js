/** The few controls of which everything is made. Each tells the element which setting was chosen, and waits to be shown again. */

import {h} from './dom.js';
import {at, cap, held, said} from './model.js';

/** @import {Center} from './center.js' */

const CAPS = ['1 day', '5 week', '3 week', '2 week', '1 week', '4 month', '2 month', '1 month'];

/** A yes and a no that look the same; neither is ticked where nothing was decided. @param {Center} center @param {{key: string, label: string, hint?: any, path?: string[], value?: boolean | null, locked?: string | false, noYes?: boolean}} row */
export function yesOrNo(center, {key, label, hint, path = ['-'], value, locked, noYes}) {
  const now = held(center.pending, path) ?? value;
  /** @param {boolean} yes @param {string} text */
  const radio = (yes, text) => h('label', null,
    h('input', {type: 'radio', name: key, checked: now === yes, disabled: !!locked || yes && !!noYes && now !== true, onchange: () => center.change(at(path, yes), label, center.say(text))}),
    h('span', null, center.say(text)));
  return h('div', {key, class: 'row', part: 'row'},
    h('div', {class: 'what'}, h('strong', {id: `${key}-l`}, label), hint && h('p', {id: `${key}-h`}, hint)),
    locked ? h('em', null, locked)
      : h('div', {class: 'pair', role: 'radiogroup', 'aria-labelledby': `${key}-l`, 'aria-describedby': hint ? `${key}-h` : false}, radio(true, 'yes'), radio(false, 'no')));
}

/** A list to choose one of. What is chosen takes effect, or, with `proposes`, first shows what it would mean. @param {Center} center @param {{key: string, label: string, path: string[], value?: any, options: [any, string][], proposes?: boolean}} list */
export function oneOf(center, {key, label, path, value, options, proposes}) {
  const proposed = center.draft?.key === key ? held(center.draft.patch, path) : undefined;
  const pending = held(center.pending, path);
  const now = JSON.stringify(proposed !== undefined ? proposed : pending !== undefined ? pending : value ?? null);
  return h('div', {key, class: 'field'},
    h('label', {for: key}, label),
    h('select', {id: key, value: now, onchange: (/** @type {{target: HTMLSelectElement}} */ event) => {
      const patch = at(path, JSON.parse(event.target.value));
      if (proposes) center.propose(key, patch);
      else center.change(patch, label, options[event.target.selectedIndex][1]);
    }}, options.map(([chosen, text]) => h('option', {value: JSON.stringify(chosen)}, text))),
    proposal(center, key));
}

/** How often, at most. @param {Center} center @param {{key: string, label: string, path: string[], value: {max: number, per: string} | null}} cap */
export function often(center, {key, label, path, value}) {
  const usual = CAPS.map(text => ({max: +text.split(' ')[0], per: text.split(' ')[1]}));
  const known = !value || usual.some(each => each.max === value.max && each.per === value.per);
  /** @type {[any, string][]} */
  const options = [null, ...known ? [] : [value], ...usual].map(each => /** @type {[any, string]} */ ([each && {max: each.max, per: each.per}, cap(center.speech, each)]));
  return oneOf(center, {key, label, path, value: value && {max: value.max, per: value.per}, options, proposes: true});
}

/** What a change would mean, before it is made. @param {Center} center @param {string} key */
export function proposal(center, key) {
  const draft = center.draft;
  if (draft?.key !== key) return null;
  const {preview} = draft;
  return h('div', {key: 'draft', class: 'draft', part: 'draft'},
    h('p', {role: 'status'}, preview ? preview.summary : center.say('loading')),
    preview && h('ul', null, preview.changes.map(change => h('li', null, said(center.speech, center.catalog, change.setting, change.after)))),
    draft.differences && h('ul', null, draft.differences.map(text => h('li', null, text))),
    h('div', {class: 'buttons'},
      h('button', {class: 'main', disabled: !preview, onclick: () => center.change(draft.patch, '', preview?.summary)}, center.say('apply')),
      h('button', {onclick: () => center.propose()}, center.say('keep'))));
}

/** What can be opened; its inside is made when it is. @param {Center} center @param {string} key @param {string} title @param {string} now @param {() => any} body @param {string} [about] */
export function disclosure(center, key, title, now, body, about) {
  const open = center.opened.has(key);
  return h('details', {key, id: key, part: 'section', ontoggle: (/** @type {{target: HTMLDetailsElement}} */ event) => center.toggled(key, event.target.open)},
    h('summary', null, h('span', null, title, about && h('span', {class: 'spoken'}, `: ${about}`)), now && h('small', null, now)),
    h('div', {class: 'body'}, open && body()));
}
