/** vanilla-cookieconsent with six optional categories, all on, and its settings shown at once, in English alone. */
import {acceptCategory, run, showPreferences} from 'vanilla-cookieconsent';

const optional = ['Rental reminders', 'Care and repair', 'Offers', 'New arrivals', 'Newsletter', 'Events and courses'];
const categories = {necessary: {enabled: true, readOnly: true}};
const sections = [{title: 'Always', linkedCategory: 'necessary'}];
for (const [at, title] of optional.entries()) {
  categories[`c${at}`] = {};
  sections.push({title, description: `What comes of “${title}”, in a sentence.`, linkedCategory: `c${at}`});
}
await run({
  categories, autoShow: false,
  language: {default: 'en', translations: {en: {
    consentModal: {title: 'Your choice', acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all', showPreferencesBtn: 'Settings'},
    preferencesModal: {title: 'Your contact settings', acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all', savePreferencesBtn: 'Save', sections},
  }}},
});
acceptCategory('all');
showPreferences();
