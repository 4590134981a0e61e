// The body of a capture in the ways one may want to see it.

import { bodyOf, hexText, imageType } from './bytes.js';
import { el, visible } from './dom.js';
import { sizeText } from './format.js';
import { parse } from './json.js';
import { tree } from './json_tree.js';
import { tabs } from './tabs.js';

const shownHex = 64 * 1024;
const shownText = 512 * 1024;

const pre = (text, label) => el('pre', { class: 'code', tabindex: 0, role: 'region', 'aria-label': label }, text);

const contentType = (request) =>
  request.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1].toLowerCase() ?? '';

function formFields(text) {
  return el('dl', { class: 'fields' }, [...new URLSearchParams(text)].map(([name, value]) =>
    [el('dt', {}, visible(name)), el('dd', {}, visible(value))]));
}

function image(bytes, type) {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const picture = el('img', { alt: `the body, an image (${type})`, src: url });
  picture.addEventListener('load', () => URL.revokeObjectURL(url), { once: true });
  return picture;
}

/** What people like to read: a tree, form fields, an image, or text; hex where nothing else is possible. */
function pretty(request, body) {
  const type = imageType(body.bytes);
  if (type) return image(body.bytes, type);
  if (body.text === null) return hex(body);
  if (body.text.length > shownText) return raw(body);
  try {
    return tree(parse(body.text));
  } catch {
    const isForm = contentType(request).startsWith('application/x-www-form-urlencoded') && /^[^=&\s]+=/.test(body.text);
    return isForm ? formFields(body.text) : raw(body);
  }
}

function raw(body) {
  if (body.text === null) return hex(body);
  const cut = body.text.length > shownText ? `\n… ${sizeText(body.text.length - shownText)} more` : '';
  return pre(visible(body.text.slice(0, shownText)) + cut, 'Body as text');
}

function hex(body) {
  const left = body.bytes.length - shownHex;
  return pre(hexText(body.bytes, shownHex) + (left > 0 ? `\n… ${sizeText(left)} more` : ''), 'Body in hex');
}

/** The request as it was sent, its head as far as the record has it. */
function asSent(request, body) {
  const head = [`${request.method ?? '?'} ${request.target ?? '?'} HTTP/${request.version}`,
    ...request.headers.map(([name, value, kind]) => `${name}: ${kind === 'masked' ? '(masked)' : value}`)];
  const text = body.text === null ? `(${sizeText(request.size)} of bytes that are not text)` : body.text.slice(0, shownText);
  return pre(visible(`${head.join('\n')}\n\n${text}`), 'Request as sent');
}

const ways = [
  ['pretty', pretty],
  ['raw', (request, body) => raw(body)],
  ['hex', (request, body) => hex(body)],
  ['as sent', asSent],
];

/** Tabs over the body of a request; `show(0…3)` chooses one. */
export function bodyTabs(request, chosen, onChoose) {
  const body = bodyOf(request);
  const made = tabs({
    label: 'Body', id: 'body', ways: ways.map(([name]) => name), onShow: (i) => {
      const empty = request.size === 0 && i < 3;
      made.panel.replaceChildren(empty ? el('p', { class: 'quiet' }, 'The body is empty.')
        : body ? ways[i][1](request, body)
          : el('p', { class: 'quiet' }, `${sizeText(request.size)} are too many to show here: save the body.`));
      onChoose(i);
    },
  });
  made.show(chosen);
  return made;
}
