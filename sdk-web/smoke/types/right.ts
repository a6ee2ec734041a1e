/** What compiles for whoever installed the package, and, line by line, what must not. */
import {createClient, HeedError, type Catalog, type Client, type Patch, type Preferences, type Versioned} from '@heed/web/client';

export async function fewer(): Promise<Versioned<Preferences>> {
  const client: Client = createClient({server: 'https://heed.example.com', token: async renew => (await fetch(`/heed-token?renew=${renew}`)).text(), language: () => 'de'});
  const catalog: Versioned<Catalog> = await client.catalog();
  const first: string | undefined = catalog.value.topics[0]?.id;
  const patch: Patch = {frequency: {max: 1, per: 'week'}, topics: first ? {[first]: {allowed: false}} : null, stopped: null};
  const summary: string = (await client.preview(patch)).summary;
  for await (const item of client.history(10)) console.log(item.at, summary);
  for await (const contact of client.contacts()) console.log(contact.channel);
  try {
    return await client.change(patch, {circumstances: {surface: 'widget', language: 'de'}, ifMatch: catalog.etag});
  } catch (failure) {
    if (failure instanceof HeedError && failure.kind === 'stale_version') console.log(failure.status, failure.errors[0]?.pointer, failure.requestId);
    throw failure;
  }
}

export async function wrong() {
  // @ts-expect-error a client needs a credential
  createClient({server: 'https://heed.example.com'});
  const client = createClient({token: () => 'a token'});
  // @ts-expect-error a period that there is not
  await client.change({frequency: {max: 1, per: 'fortnight'}});
  // @ts-expect-error a number as text
  await client.change({frequency: {max: '1', per: 'week'}});
  // @ts-expect-error yes is not a truth value
  await client.change({channels: {email: {allowed: 'yes'}}});
  // @ts-expect-error a surface that there is not
  await client.change({stopped: true}, {circumstances: {surface: 'pigeon'}});
  // @ts-expect-error what may be absent is not there for sure
  (await client.preferences()).value.chosen.frequency.max;
}
