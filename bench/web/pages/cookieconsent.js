/** vanilla-cookieconsent with six optional categories, all on, and its settings shown at once, in English alone. */
import {run, showPreferences} from 'vanilla-cookieconsent';

const optional = ['Rental reminders', 'Care and repair', 'Offers', 'New arrivals', 'Newsletter', 'Events and courses'];
const categories = {necessary: {enabled: true, readOnly: true}};
const sections = [{title: 'Always', description: 'What an order needs.', linkedCategory: 'necessary'}];
for (const [at, title] of optional.entries()) {
  categories[`c${at}`] = {enabled: true};
  sections.push({title, description: `What comes of “${title}”, in a sentence.`, linkedCategory: `c${at}`});
}
await run({
  categories, autoShow: false, hideFromBots: false,
  language: {default: 'en', translations: {en: {
    consentModal: {title: 'Your choice', description: 'Six kinds of contact.', acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all', showPreferencesBtn: 'Settings'},
    preferencesModal: {title: 'Your contact settings', acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all', savePreferencesBtn: 'Save', closeIconLabel: 'Close', sections},
  }}},
});
showPreferences();
