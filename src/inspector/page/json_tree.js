// JSON as a tree of nested lists that open and close.

import { el, visible } from './dom.js';
import { below } from './json.js';

const shownAtOnce = 200;

const scalarText = ({ kind, text }) => (kind === 'string' ? `"${visible(text)}"` : text);

/** How a tree is drawn that only shows. */
const plain = {
  scalar: (value) => el('span', { class: `json_${value.kind}` }, scalarText(value)),
  tools: () => null,
  isOpen: () => true,
};

/** Where each child is; nowhere (null) for members whose key stands several times. */
function pointersOf(value, pointer) {
  if (value.kind === 'array') return value.children.map((_, i) => (pointer === null ? null : below(pointer, i)));
  const counts = new Map();
  for (const { key } of value.children) counts.set(key, (counts.get(key) ?? 0) + 1);
  return value.children.map(({ key }) => (pointer === null || counts.get(key) > 1 ? null : below(pointer, key)));
}

/** The children from one on, some at a time. */
function items(value, pointers, from, as) {
  const isArray = value.kind === 'array';
  const shown = value.children.slice(from, from + shownAtOnce).map((child, i) =>
    el('li', {}, node({ name: isArray ? String(from + i) : child.key, isIndex: isArray }, child.value, pointers[from + i], as)));
  const left = value.children.length - from - shownAtOnce;
  if (left <= 0) return shown;
  const more = el('li', {}, el('button', {
    type: 'button', class: 'more', onclick: () => more.replaceWith(...items(value, pointers, from + shownAtOnce, as)),
  }, `${left} more`));
  return [...shown, more];
}

const named = (name) => (name ? el('span', {}, name, ': ') : null);

function node(label, value, pointer, as) {
  const name = label ? el('span', { class: label.isIndex ? 'json_index' : 'json_key' }, visible(label.name)) : null;
  const tools = as.tools(value, pointer);
  if (!value.children) return el('div', { class: 'leaf' }, named(name), as.scalar(value, pointer), tools);
  const isArray = value.kind === 'array';
  const count = `${value.children.length} ${isArray ? 'element' : 'member'}${value.children.length === 1 ? '' : 's'}`;
  if (!value.children.length) return el('div', { class: 'leaf' }, named(name), isArray ? '[]' : '{}', tools);
  return el('details', { open: as.isOpen(pointer), 'data-pointer': pointer },
    el('summary', {}, name, name ? ' ' : null, el('span', { class: 'json_count' }, isArray ? `[ ${count} ]` : `{ ${count} }`)),
    tools, el('ul', {}, items(value, pointersOf(value, pointer), 0, as)));
}

/**
 * A document as a tree. `as` may draw values in another way (`scalar`), put something beside them (`tools`) and say what
 * is open; each is given a JSON Pointer, or null for what has none of its own.
 */
export const tree = (root, as = plain) => el('div', { class: 'json' }, node(null, root, '', as));
export { scalarText };
