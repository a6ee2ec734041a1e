/** The shop's part: where the element gets its token, and what the shop's page does when something was changed. */
const center = document.querySelector('preference-center');

center.token = async () => {
  const answer = await fetch('/heed-token', {method: 'POST'});
  if (!answer.ok) throw new Error('not signed in');
  return (await answer.json()).token;
};
