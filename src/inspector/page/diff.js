// Two captures side by side: what one has and the other has not.

import { get } from './api.js';
import { bodyOf, hexText } from './bytes.js';
import { el, openDialog, toast, visible } from './dom.js';
import { indented, parse } from './json.js';

const mostLines = 2000;

/** The longest common lines of both, as [kind, text]: ' ', '-' or '+'. */
export function diffLines(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) ++start;
  let end = 0;
  while (end < before.length - start && end < after.length - start
    && before[before.length - 1 - end] === after[after.length - 1 - end]) ++end;
  const a = before.slice(start, before.length - end);
  const b = after.slice(start, after.length - end);
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; --i) {
    for (let j = b.length - 1; j >= 0; --j) {
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const middle = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    if (i < a.length && j < b.length && a[i] === b[j]) middle.push([' ', a[i]]), ++i, ++j;
    else if (i < a.length && (j === b.length || common[i + 1][j] >= common[i][j + 1])) middle.push(['-', a[i++]]);
    else middle.push(['+', b[j++]]);
  }
  const same = (line) => [' ', line];
  return [...before.slice(0, start).map(same), ...middle, ...before.slice(before.length - end).map(same)];
}

function linesOf({ record }) {
  const { request } = record;
  const body = bodyOf(request);
  let text = body ? body.text ?? hexText(body.bytes, 16 * 1024) : `(${request.size} bytes)`;
  try {
    parse(text);
    text = indented(text);
  } catch { /* it stays as it is */ }
  const head = [`${request.method} ${request.target}`,
    ...request.headers.map(([name, value, kind]) => `${name}: ${kind === 'masked' ? '(masked)' : value}`)];
  return [...head, '', ...text.split('\n')].slice(0, mostLines).map(visible);
}

const classes = { '-': 'removed', '+': 'added', ' ': 'same' };

/** Shows what differs between two captures. */
export async function showDiff(id, other) {
  const [before, after] = await Promise.all([other, id].map((each) => get(`/api/captures/${each}`)));
  const lines = diffLines(linesOf(before), linesOf(after));
  const differing = lines.filter(([kind]) => kind !== ' ').length;
  openDialog(`#${before.record.seq} and #${after.record.seq}`,
    el('p', { class: 'quiet' }, differing ? `${differing} lines differ` : 'They are the same.'),
    el('pre', { class: 'code diff', tabindex: 0, role: 'region', 'aria-label': 'Differences' },
      lines.map(([kind, text]) => el('span', { class: classes[kind] }, `${kind} ${text}\n`))));
}

/** Asks with which capture to compare; the one before it is offered first. */
export function askDiff(view) {
  const { attempts, position } = view;
  const known = attempts.filter((row) => row.position !== position);
  const input = el('input', { type: 'text', inputmode: 'numeric', 'aria-label': 'Number of the other capture', placeholder: '#' });
  const find = async (event) => {
    event.preventDefault();
    const seq = Number(input.value.replace('#', ''));
    const { captures } = await get(`/api/captures?from=${Math.max(0, Math.trunc(seq) - 1) || 0}&limit=1`);
    if (captures[0]?.seq === seq) showDiff(view.record.id, captures[0].id);
    else toast(`There is no #${input.value}`);
  };
  openDialog(`Compare #${view.record.seq} with`,
    known.length ? el('ul', { class: 'choices' }, known.map((row) => el('li', {}, el('button', {
      type: 'button', onclick: () => showDiff(view.record.id, row.id),
    }, `#${row.seq}, attempt ${row.event?.attempt ?? 1} of the same event`)))) : null,
    el('form', { class: 'line', onsubmit: find }, el('label', {}, 'another: ', input), el('button', {}, 'Compare')));
}
