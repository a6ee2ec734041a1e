/** The element, typed by its tag. */
import {createClient, PreferenceCenter, type Client} from '@heed/web';
import '@heed/web/element';

const center = document.querySelector('preference-center') ?? document.createElement('preference-center');
const same: PreferenceCenter = center;
center.token = async (renew: boolean) => `token ${renew}`;
center.addEventListener('heed-change', event => {
  const stops: boolean | null | undefined = event.detail.patch.stopped;
  if (stops) event.preventDefault();
});
center.addEventListener('heed-saved', event => console.log(event.detail.preferences.version));
center.addEventListener('click', event => console.log(event.clientX));
await same.refresh();
export const client: Client = createClient({token: () => 'a token'});

// @ts-expect-error a token is a function, so that it can be renewed
center.token = 'a token';
// @ts-expect-error what an event does not tell
center.addEventListener('heed-load', event => console.log(event.detail.patch));
