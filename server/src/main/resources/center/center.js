// Puts the widget in the form's place; where that fails, the form stays and works.
const main = document.getElementById('center');
const form = document.getElementById('settings');
const field = form?.elements.namedItem('token');
const token = field ? field.value : location.pathname.split('/').pop();
if (form) try {
  await import('../heed.js');
  const center = document.createElement('preference-center');
  center.setAttribute('server', new URL(field ? '.' : '..', location.href).href.replace(/\/$/, ''));
  center.setAttribute('surface', 'hosted_page');
  center.setAttribute('lang', document.documentElement.lang);
  center.token = (renew) => {
    if (renew) throw new Error('Whoever came here comes anew for another.');
    return token;
  };
  main.querySelectorAll('form, section').forEach((part) => part.remove());
  main.querySelector('footer').before(center);
} catch (failure) {
  console.warn('The widget could not be loaded; the form does the same.', failure);
}
