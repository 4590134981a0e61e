// A capture sent to the app again: as it was, edited, signed anew.

import { el, openDialog } from './dom.js';
import { JsonEditor } from './json_editor.js';
import { appChoice, nowhere, resultList, send } from './send.js';

const choice = (name, value, text, checked) =>
  el('label', {}, el('input', { type: 'radio', name, value, checked }), text);

/** Asks how to send a capture again, and shows what the app says. */
export function askReplay({ record, expect }, about) {
  if (!about.apps?.length) return void openDialog('Replay', el('p', {}, nowhere));
  const { body } = record.request;
  const results = resultList();
  let isUntouched = true;
  const editor = body === undefined ? null : new JsonEditor(body, () => {
    if (isUntouched) form.elements.sign.value = 'anew';
    isUntouched = false;
  });
  const form = el('form', { class: 'form' }, appChoice(about.apps),
    el('fieldset', { class: 'inline' }, el('legend', {}, 'Signature'),
      choice('sign', 'as_was', 'as it was', true), choice('sign', 'anew', 'signed anew, for now')),
    editor ? el('div', {}, el('span', { class: 'label' }, 'Body'), editor.element)
      : el('p', { class: 'quiet' }, record.request.size ? 'The body goes out as it is: it is no text, or too long to edit.' : 'There is no body.'),
    el('div', { class: 'line' }, el('button', { class: 'primary' }, 'Send'),
      el('span', { class: 'quiet' }, `expects ${expect?.status ?? '2xx'}`)), results);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const order = { id: record.id, to: form.elements.to.value, sign: form.elements.sign.value === 'anew' };
    if (editor?.isChanged) order.body = editor.text;
    send(order, results);
  });
  openDialog(`Replay #${record.seq}`, form);
}
