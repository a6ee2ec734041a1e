/** The element in React 19: attributes, the token as a property, and its events as props. */
import '@heed/web/element';
import type {} from '@heed/web/react';
import {useState} from 'react';
import {createRoot} from 'react-dom/client';

const app = document.getElementById('app')!;
const token = async () => (await fetch('/heed-token', {method: 'POST'})).text();

function Settings() {
  const [saved, setSaved] = useState(0);
  return (
    <>
      <h1>React</h1>
      <preference-center server={app.dataset.heed} lang="en" token={token} onheed-saved={event => setSaved(event.detail.preferences.version)} />
      <p id="saved" role="status">{saved ? `saved version ${saved}` : ''}</p>
    </>
  );
}

createRoot(app).render(<Settings />);
