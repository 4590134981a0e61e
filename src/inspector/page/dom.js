// Elements from text: nothing from outside can be anything but text here.

const svgNamespace = 'http://www.w3.org/2000/svg';

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** An HTML element: `el('p', {class: 'quiet'}, 'text', child)`; a function under `onclick` listens. */
export const el = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS(svgNamespace, tag), attributes, children);

export const byId = (id) => document.getElementById(id);

// C0 and C1 controls, what changes the direction of text, and what has no width.
const strange = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A text with every character that would not be seen, or would move others, written as its number. */
export const visible = (text) =>
  String(text).replace(strange, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The same on one line. */
export const oneLine = (text) => visible(text).replace(/\n/g, '\\n').replace(/\t/g, '\\t');

/** A clause of hookctl's as a sentence. */
export const sentence = (clause) => `${clause[0].toUpperCase()}${visible(clause.slice(1))}.`;

let toastTimer = 0;

/** Says something for a moment. */
export function toast(text) {
  const place = byId('toast');
  // The top layer: a dialog may be open.
  if (place.matches(':popover-open')) place.hidePopover();
  place.showPopover();
  place.textContent = text;
  place.classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    place.classList.remove('shown');
    place.hidePopover();
  }, 2500);
}

/** Copies as browsers did before they had a clipboard; they keep that from pages of other machines without HTTPS. */
function copySelected(text) {
  const area = el('textarea', { class: 'hidden', 'aria-hidden': 'true' });
  const before = document.activeElement;
  (byId('dialog').open ? byId('dialog') : document.body).append(area);
  area.value = text;
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  before?.focus();
  return done;
}

/** Puts a text into the clipboard, and says so. */
export async function copy(text, what) {
  const done = navigator.clipboard ? await navigator.clipboard.writeText(text).then(() => true, () => false) : copySelected(text);
  toast(done ? `${what} copied` : `${what} could not be copied`);
}

/** Opens the dialog with a title and content, at its first field; yields it. */
export function openDialog(title, ...content) {
  const dialog = byId('dialog');
  dialog.replaceChildren(
    el('header', {}, el('h2', { id: 'dialog_title' }, title),
      el('button', { type: 'button', class: 'close', 'aria-label': 'Close', onclick: () => dialog.close() }, '✕')),
    ...content.filter(Boolean));
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector('header ~ * :is(input:not([type=radio]), select, textarea)') ?? dialog).focus();
  return dialog;
}
