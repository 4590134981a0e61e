// JSON as a tree. It is read by our own eyes, because JSON.parse rounds numbers and drops equal keys.

import { el, visible } from './dom.js';

const deepest = 128;
const shownAtOnce = 200;

/** Reads a document into {kind, text?, children?}; throws where it is not JSON. Scalars keep their text. */
export function parse(source) {
  let at = 0;
  const fail = () => { throw new SyntaxError(`not JSON at ${at}`); };
  const token = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found?.[0] ?? null;
  };
  const space = () => token(/[ \t\r\n]*/y);
  const expect = (char) => (source[at] === char ? ++at : fail());
  const string = () => token(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);

  function list(end, depth, readChild) {
    const children = [];
    ++at;
    space();
    if (source[at] === end) return ++at, children;
    for (;;) {
      space();
      children.push(readChild(depth + 1));
      space();
      if (source[at] === end) return ++at, children;
      expect(',');
    }
  }

  function member(depth) {
    const key = string() ?? fail();
    space();
    expect(':');
    return { key: JSON.parse(key), value: value(depth) };
  }

  function value(depth) {
    if (depth > deepest) fail();
    space();
    if (source[at] === '{') return { kind: 'object', children: list('}', depth, member) };
    if (source[at] === '[') {
      return { kind: 'array', children: list(']', depth, (inner) => ({ value: value(inner) })) };
    }
    const text = string();
    if (text !== null) return { kind: 'string', text: JSON.parse(text) };
    const number = token(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== null) return { kind: 'number', text: number };
    return { kind: 'word', text: token(/true|false|null/y) ?? fail() };
  }

  const root = value(0);
  space();
  return at === source.length ? root : fail();
}

function scalar({ kind, text }) {
  return el('span', { class: `json_${kind}` }, kind === 'string' ? `"${visible(text)}"` : text);
}

/** The children from one on, some at a time. */
function items(children, isArray, from) {
  const shown = children.slice(from, from + shownAtOnce).map((child, i) =>
    el('li', {}, node(isArray ? String(from + i) : child.key, child.value, isArray)));
  const left = children.length - from - shownAtOnce;
  if (left <= 0) return shown;
  const more = el('li', {}, el('button', {
    type: 'button', class: 'more', onclick: () => more.replaceWith(...items(children, isArray, from + shownAtOnce)),
  }, `${left} more`));
  return [...shown, more];
}

function node(name, value, isIndex) {
  const label = name === null ? null : el('span', { class: isIndex ? 'json_index' : 'json_key' }, visible(name));
  if (!value.children) return el('div', { class: 'leaf' }, label, label ? ': ' : null, scalar(value));
  const isArray = value.kind === 'array';
  const count = `${value.children.length} ${isArray ? 'element' : 'member'}${value.children.length === 1 ? '' : 's'}`;
  if (!value.children.length) return el('div', { class: 'leaf' }, label, label ? ': ' : null, isArray ? '[]' : '{}');
  return el('details', { open: true },
    el('summary', {}, label, label ? ' ' : null, el('span', { class: 'json_count' }, isArray ? `[ ${count} ]` : `{ ${count} }`)),
    el('ul', {}, items(value.children, isArray, 0)));
}

/** A document as nested lists that open and close. */
export const tree = (root) => el('div', { class: 'json' }, node(null, root, false));

/** The document on several lines, with every number, escape and key as it came. */
export function indented(source) {
  let depth = 0;
  let out = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const part of source.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs) ?? []) {
    if ('}]'.includes(part)) {
      depth = Math.max(0, depth - 1);
      out = /[{[]\s*$/.test(out) ? out.trimEnd() + part : out + line() + part;
    } else if ('{['.includes(part)) {
      ++depth;
      out += part + line();
    } else if (part === ',') out += `,${line()}`;
    else out += part === ':' ? ': ' : part;
  }
  return out;
}
