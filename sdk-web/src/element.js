import {createClient} from './client.js'; import english from './english.js'; import css from './style.js';
customElements.define('preference-center', class extends HTMLElement { connectedCallback() { console.log(createClient, english, css); } });
