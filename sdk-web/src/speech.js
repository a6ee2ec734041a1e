/** What the element says, in one language. */

import english from './english.js';

const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;

/**
 * Gives the words in a language, from the server; English is always there.
 *
 * @param {string} server
 * @param {string} language BCP 47
 * @returns {Promise<Speech>}
 */
export async function speechIn(server, language) {
  for (const tag of [language, language.split('-')[0]]) {
    if (tag === 'en') break;
    const answer = await fetch(`${server}/heed/words/${tag}.json`, {credentials: 'omit'}).catch(() => {});
    if (answer?.ok) return new Speech(tag, {...english, ...await answer.json()});
  }
  return new Speech('en', english);
}

export class Speech {
  /**
   * @param {string} language
   * @param {Record<string, string | Record<string, string>>} words
   */
  constructor(language, words) {
    this.language = language;
    this.words = words;
    this.direction = RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr';
    this.plural = new Intl.PluralRules(language);
  }

  static english() {
    return new Speech('en', english);
  }

  /** A text with what is filled in; `count` chooses among its plural forms. @param {string} key @param {Record<string, any>} [filled] */
  say(key, filled = {}) {
    let text = this.words[key] ?? key;
    if (typeof text === 'object') text = text[this.plural.select(filled.count)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (_, name) => filled[name] ?? '');
  }

  /** The brand's own text in this language, or else in its first. @param {Record<string, string> | undefined} text */
  own(text, fallback = '') {
    return text ? text[this.language] ?? text[this.language.split('-')[0]] ?? Object.values(text)[0] : fallback;
  }

  /** "A, B and C", of quoted names. @param {string[]} names */
  list(names) {
    return new Intl.ListFormat(this.language).format(names);
  }

  /** @param {string} moment */
  moment(moment) {
    return new Intl.DateTimeFormat(this.language, {dateStyle: 'medium', timeStyle: 'short'}).format(new Date(moment));
  }

  /** @param {number} index 0 for Monday */
  day(index) {
    return new Intl.DateTimeFormat(this.language, {weekday: 'short', timeZone: 'UTC'}).format(new Date(Date.UTC(2024, 0, 1 + index)));
  }
}
