/** A description of what is to be seen, and the smallest change that makes it so: what is there already stays, with focus, caret and what was opened. */

const AS_PROPERTIES = new Set(['checked', 'value', 'disabled']);

/**
 * Describes an element. A property that is a function is a listener; `key` tells siblings apart.
 *
 * @param {string} tag
 * @param {Record<string, any> | null} [props]
 * @param {...any} kids texts, descriptions, lists of them; what is empty is left out
 */
export const h = (tag, props, ...kids) => ({tag, props: props ?? {}, kids});

/**
 * Makes a parent hold exactly these.
 *
 * @param {ParentNode & Node} parent
 * @param {any[]} wanted
 */
export function show(parent, wanted) {
  let at = parent.firstChild;
  for (const kid of wanted.flat(9)) {
    if (!kid) continue;
    let node = at;
    while (node && !same(node, kid)) node = node.nextSibling;
    if (!node) {
      parent.insertBefore(node = make(kid), at);
    } else {
      while (at !== node) at = dropped(at);
      at = node.nextSibling;
    }
    update(node, kid);
  }
  while (at) at = dropped(at);
}

function dropped(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

const same = (node, kid) => kid.tag ? node.localName === kid.tag && node.shown?.key === kid.props.key : node.nodeType === 3;

const make = kid => kid.tag ? document.createElement(kid.tag) : document.createTextNode('');

function update(node, kid) {
  if (!kid.tag) {
    if (node.data !== `${kid}`) node.data = kid;
    return;
  }
  const before = node.shown ?? {};
  node.shown = kid.props;
  for (const name in before) {
    if (!(name in kid.props)) set(node, name, typeof before[name] === 'function' ? null : false);
  }
  show(node, kid.kids);
  for (const name in kid.props) set(node, name, kid.props[name]);    // after its kids: a select has no value before its options
}

function set(node, name, value) {
  if (name === 'key') return;
  if (typeof value === 'function' || value === null || AS_PROPERTIES.has(name)) {
    if (node[name] !== value) node[name] = value;
  } else if (value === false || value === undefined) {
    node.removeAttribute(name);
  } else if (node.getAttribute(name) !== `${value}`) {
    node.setAttribute(name, value === true ? '' : value);
  }
}
