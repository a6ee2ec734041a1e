/** The element in Vue 3: attributes, the token as a property, and its events as listeners. */
import '@heed/web/element';
import type {} from '@heed/web/vue';
import type {PreferenceCenterEventMap} from '@heed/web';
import {createApp, h, ref} from 'vue';

const app = document.getElementById('app')!;
const token = async () => (await fetch('/heed-token', {method: 'POST'})).text();
const saved = ref('');

createApp(() => [
  h('h1', 'Vue'),
  h('preference-center', {
    server: app.dataset.heed, lang: 'en', token,
    onHeedSaved: (event: PreferenceCenterEventMap['heed-saved']) => { saved.value = `saved version ${event.detail.preferences.version}`; },
  }),
  h('p', {id: 'saved', role: 'status'}, saved.value),
]).mount(app);
