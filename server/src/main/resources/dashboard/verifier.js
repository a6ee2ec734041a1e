// Checks a log's checkpoints in the browser: signed notes (c2sp.org/signed-note, c2sp.org/tlog-checkpoint) and consistency proofs (RFC 9162 section 2.1.4.2).
// Knows neither the page nor the network. Throws Broken with a sentence for whatever is not as it must be.

export class Broken extends Error {}

const HASH_BYTES = 32;
const KEY_ID_BYTES = 4;
const ED25519 = 1;
const MOST_HASHES = 128;

function refuse(wrong, sentence) {
  if (wrong) throw new Broken(sentence);
}

function bytes(base64) {
  refuse(typeof base64 !== 'string' || !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64), 'A hash or a signature is not base64.');
  return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
}

function same(one, other) {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function joined(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const utf8 = text => new TextEncoder().encode(text);
const sha256 = async data => new Uint8Array(await crypto.subtle.digest('SHA-256', data));
const node = (left, right) => sha256(joined(Uint8Array.of(1), left, right));

/** Whether this browser hashes at all: it does so only for pages from https or from this machine. */
export const canHash = () => Boolean(globalThis.crypto?.subtle);

/** The verifier key `name+id+key`: its name, its id and the 32 bytes of the Ed25519 key. */
export async function readKey(text) {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
  refuse(!match, 'The verifier key is not of the form name+id+key.');
  const [, name, id, encoded] = match;
  const key = bytes(encoded);
  refuse(key.length !== HASH_BYTES + 1 || key[0] !== ED25519, 'The verifier key is not an Ed25519 key.');
  const digest = await sha256(joined(utf8(name + '\n'), key));
  const computed = [...digest.subarray(0, KEY_ID_BYTES)].map(byte => byte.toString(16).padStart(2, '0')).join('');
  refuse(computed !== id, 'The verifier key does not have the id that it names.');
  return {name, id: digest.subarray(0, KEY_ID_BYTES), key: key.subarray(1)};
}

/** A checkpoint: origin, size (exact below 2^53), root, and the parts to check its signature. */
export function readCheckpoint(note) {
  const end = note.lastIndexOf('\n\n');
  refuse(end < 0 || !note.endsWith('\n'), 'The checkpoint is not a signed note.');
  const text = note.slice(0, end + 1);
  const [origin, size, root] = text.split('\n');
  refuse(!origin || !/^(0|[1-9][0-9]{0,15})$/.test(size ?? '') || !Number.isSafeInteger(Number(size)), 'The checkpoint has no origin and size.');
  const hash = bytes(root ?? '');
  refuse(hash.length !== HASH_BYTES, 'The checkpoint has no root of 32 bytes.');
  const signatures = note.slice(end + 2, -1).split('\n').map(line => {
    const match = /^\u2014 (\S+) (\S+)$/.exec(line);
    refuse(!match, 'A signature line of the checkpoint cannot be read.');
    return {name: match[1], bytes: bytes(match[2])};
  });
  return {origin, size: Number(size), root: hash, rootText: root, text, signatures};
}

/** Whether the checkpoint is signed with the key: true, or false where this browser has no Ed25519 and so cannot tell. */
export async function checkSignature(checkpoint, key) {
  refuse(checkpoint.origin !== key.name, 'The checkpoint is of another log than the key.');
  const own = checkpoint.signatures.filter(line => line.name === key.name && same(line.bytes.subarray(0, KEY_ID_BYTES), key.id));
  refuse(own.length === 0, 'The checkpoint is not signed with the key of the log.');
  let imported;
  try {
    imported = await crypto.subtle.importKey('raw', key.key, {name: 'Ed25519'}, false, ['verify']);
  } catch {
    return false;
  }
  const valid = await crypto.subtle.verify({name: 'Ed25519'}, imported, own[0].bytes.subarray(KEY_ID_BYTES), utf8(checkpoint.text));
  refuse(!valid, 'The signature of the checkpoint is wrong.');
  return true;
}

/** Checks that the later tree begins with the earlier one (RFC 9162 section 2.1.4.2; the steps are numbered as there). Indexes are exact up to 2^53, beyond bit operations. */
export async function checkConsistency(first, second, proof) {
  refuse(!Array.isArray(proof) || proof.length > MOST_HASHES, 'The proof is not a list of hashes.');
  const hashes = proof.map(bytes);
  refuse(hashes.some(hash => hash.length !== HASH_BYTES), 'The proof holds something that is not a hash.');
  refuse(first.size < 1 || first.size > second.size, 'The log has become shorter.');
  if (first.size === second.size) {
    refuse(hashes.length > 0 || !same(first.root, second.root), 'Two checkpoints of the same size have different roots.');
    return;
  }
  refuse(hashes.length === 0, 'The proof is empty.');                                        // 1
  if ((BigInt(first.size) & BigInt(first.size - 1)) === 0n) hashes.unshift(first.root);      // 2
  let fn = BigInt(first.size - 1);                                                            // 3
  let sn = BigInt(second.size - 1);
  while (fn & 1n) {                                                                           // 4
    fn >>= 1n;
    sn >>= 1n;
  }
  let [fr] = hashes;                                                                          // 5
  let sr = fr;
  for (const hash of hashes.slice(1)) {                                                       // 6
    refuse(sn === 0n, 'The proof is longer than it may be.');
    if (fn & 1n || fn === sn) {
      fr = await node(hash, fr);
      sr = await node(hash, sr);
      while (!(fn & 1n) && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      sr = await node(sr, hash);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  refuse(!same(fr, first.root), 'The proof does not begin with the earlier checkpoint.');     // 7
  refuse(!same(sr, second.root), 'The proof does not lead to the new checkpoint.');
  refuse(sn !== 0n, 'The proof ends too early.');
}
