/** What a brand's page adds to Heed's element: the backend wrote the first credential into the page that it made for whoever is signed in. */
const first = JSON.parse(document.getElementById('credential').textContent);
document.querySelector('preference-center').token = async renew => renew ? (await fetch('/heed-token', {method: 'POST'})).text() : first;
