// Holds the log's newest checkpoint against the last one that this browser verified, which is all that it ever stores.

import {Refused} from './client.js';
import {Broken, canHash, checkConsistency, checkSignature, readCheckpoint, readKey} from './verifier.js';
import {count, longDay, moment, number} from './words.js';

const PREFIX = 'heed-checkpoint ';

function remembered(origin) {
  const stored = localStorage.getItem(PREFIX + origin);
  if (stored === null) return null;
  try {
    const {note, verifierKey, at} = JSON.parse(stored);
    return {note, verifierKey, at, checkpoint: readCheckpoint(note)};
  } catch {
    throw new Broken('The checkpoint that this browser remembers cannot be read any more.');
  }
}

function remember(seen) {
  localStorage.setItem(PREFIX + seen.checkpoint.origin, JSON.stringify({note: seen.note, verifierKey: seen.verifierKey, at: new Date().toISOString()}));
}

/**
 * Verifies that the log only grew since this browser looked last, and remembers the new checkpoint unless something is wrong.
 *
 * Returns {state, title, text, seen, before, signed}, where state is first, grown, same, alarm or unable.
 */
export async function inspect(client) {
  if (!canHash()) {
    return {state: 'unable', title: 'Not verified', text: 'This browser computes hashes only for pages from https or from this machine. Open the dashboard over https.'};
  }
  const [note, {verifierKey}] = await Promise.all([client.text('/v1/ledger/checkpoint'), client.json('/v1/ledger/key')]);
  const found = {seen: {note, verifierKey}};
  try {
    found.seen.checkpoint = readCheckpoint(note);
    found.signed = await checkSignature(found.seen.checkpoint, await readKey(verifierKey));
    found.before = remembered(found.seen.checkpoint.origin);
    return {...found, ...await compare(client, found)};
  } catch (failure) {
    if (failure instanceof Broken) return {...found, state: 'alarm', title: 'The log is not what it was', text: failure.message};
    if (failure instanceof Refused) return {...found, state: 'unable', title: 'Not verified', text: 'The server gave no proof: ' + failure.message};
    if (failure instanceof DOMException && failure.name !== 'AbortError') {
      return {...found, state: 'unable', title: 'Not verified', text: 'This browser keeps nothing for this page, so there is no earlier checkpoint to hold the log against.'};
    }
    throw failure;
  }
}

async function compare(client, {seen, before}) {
  const {size} = seen.checkpoint;
  if (!before) {
    remember(seen);
    return {state: 'first', title: 'Remembered for the first time', text: `The log has ${count(size, 'entry', 'entries')}. From now on this browser notices if any of them is changed or taken away.`};
  }
  const since = moment(before.at);
  const old = before.checkpoint;
  if (before.verifierKey !== seen.verifierKey) throw new Broken(`The log is signed with another key than on ${since}.`);
  if (size < old.size) throw new Broken(`The log was rolled back: it had ${count(old.size, 'entry', 'entries')} on ${since}, and has ${number(size)} now.`);
  try {
    if (old.size > 0) {
      const proof = old.size === size ? [] : (await client.json(`/v1/ledger/consistency?from=${old.size}&to=${size}`)).hashes;
      await checkConsistency(old, seen.checkpoint, proof);
    }
  } catch (failure) {
    if (!(failure instanceof Broken)) throw failure;
    throw new Broken(`What the log held on ${since} is not what it holds now: ${count(old.size, 'entry was', 'entries were')} verified then. ${failure.message}`);
  }
  remember(seen);
  return old.size === size
    ? {state: 'same', title: 'Verified', text: `The log is the same as on ${since}: ${count(size, 'entry', 'entries')}.`}
    : {state: 'grown', title: 'Verified', text: `The log only grew since ${since}: from ${number(old.size)} to ${count(size, 'entry', 'entries')}.`};
}

/** Remembers the newest checkpoint in place of the one before, for a person who knows why they differ. */
export function startOver(found) {
  remember(found.seen);
}

/** What is known of the log besides: a list of names and values. */
export function facts(found, ledger) {
  const seen = found.seen?.checkpoint;
  return [
    ['Log', ledger.origin],
    ['Entries', number(seen?.size ?? ledger.treeSize)],
    ['Newest entry', ledger.lastEntryAt ? moment(ledger.lastEntryAt) : 'none yet'],
    ['Last verified here', found.before ? `${longDay(found.before.at)}, at ${count(found.before.checkpoint.size, 'entry', 'entries')}` : 'never before'],
    ['Checked by the server at its start', count(ledger.checked, 'entry', 'entries')],
    ['Signature', found.signed === undefined ? 'not checked' : found.signed ? 'valid (Ed25519)' : 'not checked: this browser has no Ed25519'],
    ['Root', seen?.rootText ?? '–'],
    ['Verifier key', found.seen?.verifierKey ?? '–'],
  ];
}
