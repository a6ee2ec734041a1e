/** What catalog and preferences mean to whoever looks at them. Pure. */

/** @import {Catalog, Effective, Patch, Preferences} from './types.js' */
/** @import {Speech} from './speech.js' */

/** @typedef {{type: string, id?: string, channel?: string}} Setting what a record or a change is about */
/** @typedef {{id: string, label: Record<string, string>}} Labeled what the brand names */

/** @type {NonNullable<Effective['contactHours']['value']>[number]['days']} */
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const LONGEST_LIST = 4;
/** @type {Record<string, string>} */
const TYPES = {contactHours: 'contact_hours', preferredChannel: 'preferred_channel'};

/** Whether anything about a topic may come, on any channel. @param {Effective} effective @param {string} id */
export const comes = (effective, id) => Object.values(effective.topics[id]?.channels ?? {}).some(channel => channel.value);

/** A copy of an object with one member, however deep, set. @param {string[]} path @param {any} value @returns {any} */
export const at = (path, value) => path.reduceRight((/** @type {any} */ inner, name) => ({[name]: inner}), value);

/** What a patch holds at a path; undefined where it says nothing. @param {any} patch @param {string[]} path @returns {any} */
export const held = (patch, path) => path.reduce((/** @type {any} */ inner, name) => inner?.[name], patch);

/** Two patches as one, the later winning (RFC 7396). @param {any} first @param {any} second @returns {any} */
export function merged(first, second) {
  const both = {...first};
  for (const name in second) {
    const value = second[name];
    both[name] = value && typeof value === 'object' && !Array.isArray(value) ? merged(both[name], value) : value;
  }
  return both;
}

/** The newest version of each notice, by its id. @param {Catalog} catalog */
export function notices(catalog) {
  /** @type {Record<string, Catalog['notices'][number]>} */
  const newest = {};
  for (const notice of catalog.notices) {
    if (!(newest[notice.id]?.version > notice.version)) newest[notice.id] = notice;
  }
  return newest;
}

/** The versions of the notices that belong to what a patch chooses: those the customer could read. @param {Catalog} catalog @param {Patch} patch */
export function noticesShown(catalog, patch) {
  const newest = notices(catalog);
  /** @type {Record<string, number>} */
  const shown = {};
  /** @type {[{id: string, notice?: string}[], Record<string, unknown> | null | undefined][]} */
  const chooses = [[catalog.topics, patch.topics], [catalog.purposes, patch.purposes]];
  for (const [list, chosen] of chooses) {
    for (const {id, notice} of list) {
      if (notice && chosen?.[id]) shown[notice] = newest[notice].version;
    }
  }
  return shown;
}

/** A cap in words. @param {Speech} speech @param {{max: number, per: string} | null | undefined} value */
export const cap = (speech, value) => value ? speech.say(`cap.${value.per}`, {count: value.max}) : speech.say('cap.none');

/** A setting and its value in words. @param {Speech} speech @param {Catalog} catalog @param {Setting} setting @param {any} value */
export function said(speech, catalog, {type, id, channel}, value) {
  /** @param {Labeled[]} list @param {string} which */
  const name = (list, which) => speech.own(list.find(item => item.id === which)?.label, which);
  const [list, member] = type.split(/_(.+)/);
  const about = id
    ? [name(/** @type {any} */ (catalog)[`${list}s`], id), channel ? name(catalog.channels, channel) : member && speech.say(`setting.${member}`)].filter(Boolean).join(', ')
    : speech.say(`setting.${type}`);
  return speech.say('setting', {setting: about, value: valueSaid(speech, type, value, name, catalog)});
}

/** @param {Speech} speech @param {string} type @param {any} value @param {(list: Labeled[], which: string) => string} name @param {Catalog} catalog @returns {string} */
function valueSaid(speech, type, value, name, catalog) {
  if (value === null || value === undefined) return speech.say(type.endsWith('frequency') ? 'cap.none' : type.endsWith('contact_hours') ? 'hours.any' : 'unset');
  if (typeof value === 'boolean') return speech.say(value ? 'yes' : 'no');
  if (value.per) return cap(speech, value);
  if (value.until) return speech.say('until', {moment: speech.moment(value.until)});
  if (type.endsWith('contact_hours')) return value.map((/** @type {any} */ span) => hoursSaid(speech, span)).join('; ');
  if (type === 'overflow') return speech.say(`overflow.${value}`);
  if (type === 'language') return languageName(value);
  if (Array.isArray(value)) return callers(speech, value);
  /** @type {Record<string, Labeled[]>} */
  const lists = {tone: catalog.tones, relationship: catalog.relationships, preferred_channel: catalog.channels};
  return name(lists[type] ?? [], value);
}

/** Who calls. @param {Speech} speech @param {string[]} who */
export const callers = (speech, who) => speech.list(who.map(each => speech.say(`caller.${each}`)));

/** @param {Speech} speech @param {NonNullable<Effective['contactHours']['value']>[number]} span */
const hoursSaid = (speech, {days, from, to}) => `${speech.list(days.map(day => speech.day(DAYS.indexOf(day))))} ${from}–${to}`;

/** What a language calls itself. @param {string} tag */
export const languageName = tag => new Intl.DisplayNames(tag, {type: 'language'}).of(tag) ?? tag;

/**
 * What a change has done, in concrete words: what it was, what no longer comes, what comes from now on, and what still comes.
 *
 * @param {Speech} speech
 * @param {Catalog} catalog
 * @param {Preferences} before
 * @param {Preferences} after
 * @param {string} what
 */
export function outcome(speech, catalog, before, after, what) {
  /** @type {Record<string, string[]>} */
  const groups = {stops: [], starts: [], still: []};
  for (const topic of catalog.topics) {
    const was = comes(before.effective, topic.id);
    const is = comes(after.effective, topic.id);
    if (was || is) groups[was && is ? 'still' : is ? 'starts' : 'stops'].push(speech.own(topic.label));
  }
  /** @param {string[]} list */
  const names = list => list.length > LONGEST_LIST ? [...list.slice(0, LONGEST_LIST - 1), speech.say('more', {count: list.length - LONGEST_LIST + 1})] : list;
  const sentences = [what];
  for (const group of ['stops', 'starts']) {
    if (groups[group].length) sentences.push(speech.say(group, {topics: speech.list(names(groups[group]))}));
  }
  if (groups.still.length) sentences.push(speech.say('still', {topics: speech.list(names(groups.still))}));
  else if (!groups.starts.length) sentences.push(speech.say('nothing'));
  return sentences.join(' ');
}

/** What holds otherwise than before, setting by setting: what a relationship brings. @param {Speech} speech @param {Catalog} catalog @param {Effective} before @param {Effective} after */
export function differences(speech, catalog, before, after) {
  /** @param {Effective} effective @returns {[Setting, any][]} */
  const all = effective => [
    ...['tone', 'frequency', 'contactHours', 'overflow', 'preferredChannel'].map(name => /** @type {[Setting, any]} */ ([{type: TYPES[name] ?? name}, /** @type {any} */ (effective)[name].value])),
    ...catalog.channels.flatMap(({id}) => ['allowed', 'frequency', 'contactHours', 'callers'].map(name =>
      /** @type {[Setting, any]} */ ([{type: name === 'allowed' ? 'channel' : `channel_${TYPES[name] ?? name}`, id}, /** @type {any} */ (effective).channels[id][name]?.value]))),
  ];
  const was = all(before);
  return all(after).filter(([, value], no) => JSON.stringify(value) !== JSON.stringify(was[no][1])).map(([setting, value]) => said(speech, catalog, setting, value));
}

