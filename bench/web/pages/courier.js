/** Courier's element with the same topics, all on, from an API that is a stand-in. */
import {Courier} from '@trycourier/courier-ui-preferences';

const api = document.querySelector('meta[name=api]').content;
const urls = {courier: {rest: api, graphql: `${api}/graphql`}, inbox: {graphql: `${api}/graphql`, webSocket: api.replace('http', 'ws')}};
const jwt = await (await fetch('/heed-token', {method: 'POST'})).text();
Courier.shared.signIn({userId: 'c-42', jwt, apiUrls: urls});
