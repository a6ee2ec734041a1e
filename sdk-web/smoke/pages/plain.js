/** The page's part where there is nothing but HTML. */
const center = document.querySelector('preference-center');
center.token = async () => (await fetch('/heed-token', {method: 'POST'})).text();
center.addEventListener('heed-saved', event => {
  document.getElementById('saved').textContent = `saved version ${event.detail.preferences.version}`;
});
