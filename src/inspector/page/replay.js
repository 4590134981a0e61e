// Sending a capture to an app again: as it was, edited, signed anew, or forged.

import { get, post } from './api.js';
import { el, openDialog, visible } from './dom.js';
import { msText } from './format.js';
import { parse } from './json_tree.js';

const nowhere = 'There is no app to send to. Name one on the command line: hookctl listen --forward-to URL, or '
  + 'hookctl inspect --to URL.';

const outcomes = { delivered: 'good', refused: 'doubt', failed: 'bad', unknown: 'bad' };

function attemptItem(attempt) {
  const name = [attempt.forgery, attempt.variant].filter(Boolean).join(' ');
  const judged = attempt.forgery ? (attempt.ok === null ? 'quiet' : attempt.ok ? 'good' : 'bad') : outcomes[attempt.outcome];
  return el('li', {}, el('b', { class: judged }, attempt.status ? String(attempt.status) : attempt.outcome), ` ${name} `,
    el('span', { class: 'quiet' }, `${msText(attempt.ms)} ms  ${visible(attempt.url)}`,
      attempt.expected ? `  expected ${attempt.expected}` : '', attempt.note ? `  ${visible(attempt.note)}` : ''),
    attempt.answer ? el('pre', { class: 'code', tabindex: 0, role: 'region', 'aria-label': 'Answer' }, visible(attempt.answer)) : null);
}

async function send(order, results) {
  results.replaceChildren(el('li', { class: 'quiet' }, 'sending'));
  try {
    const { attempts, skipped, summary } = await post('/api/replay', order);
    results.replaceChildren(...attempts.map(attemptItem),
      ...skipped.map((each) => el('li', { class: 'quiet' }, `${each.forgery}: ${visible(each.reason)}`)),
      ...(order.forge ? [el('li', {}, `${summary.passed} as due, ${summary.failed} not, ${summary.not_applicable} do not apply`,
        summary.void ? el('b', { class: 'bad' }, '  The app refuses even the genuine delivery, so this proves nothing.') : null)] : []));
  } catch (problem) {
    results.replaceChildren(el('li', { class: 'bad', role: 'alert' }, problem.message));
  }
}

const appChoice = (apps) => el('label', {}, el('span', { class: 'label' }, 'To'),
  el('select', { name: 'to' }, apps.map((app) => el('option', { value: app }, app))));

const choice = (name, value, text, checked, disabled) =>
  el('label', {}, el('input', { type: 'radio', name, value, checked, disabled }), text);

/** Says at once whether an edited text is still JSON. */
function watchJson(area, note) {
  const look = () => {
    try {
      parse(area.value);
      note.textContent = 'JSON';
      note.className = 'quiet';
    } catch (problem) {
      note.textContent = problem.message;
      note.className = 'doubt';
    }
  };
  area.addEventListener('input', look);
  look();
}

/** Asks how to send a capture again, and shows what the app says. */
export function askReplay(record, about) {
  if (!about.apps?.length) return void openDialog('Replay', el('p', {}, nowhere));
  const { body } = record.request;
  const results = el('ul', { class: 'results', 'aria-live': 'polite' });
  const area = el('textarea', { name: 'body', spellcheck: 'false', 'aria-label': 'Body' });
  area.value = body ?? '';
  const note = el('span', { class: 'quiet' });
  const editable = body !== undefined;
  const form = el('form', { class: 'form' }, appChoice(about.apps),
    el('fieldset', { class: 'inline' }, el('legend', {}, 'Signature'),
      choice('sign', 'as_was', 'as it was', true), choice('sign', 'anew', 'signed anew, for now')),
    editable ? el('label', {}, el('span', { class: 'label' }, 'Body  ', note), area)
      : el('p', { class: 'quiet' }, 'The body goes out as it is: it is no text, or too long to edit.'),
    el('div', { class: 'line' }, el('button', { class: 'primary' }, 'Send')), results);
  if (editable) watchJson(area, note);
  area.addEventListener('input', () => { form.elements.sign.value = 'anew'; }, { once: true });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const order = { id: record.id, to: form.elements.to.value, sign: form.elements.sign.value === 'anew' };
    // A text area writes every line end as \n; a body that was not touched goes out as it came.
    if (editable && area.value !== body.replace(/\r\n?/g, '\n')) order.body = area.value;
    send(order, results);
  });
  openDialog(`Replay #${record.seq}`, form);
}

/** Asks which forgeries of a capture to send, and shows which of them the app took. */
export async function askForge(record, about) {
  if (!about.apps?.length) return void openDialog('Forge', el('p', {}, nowhere));
  const provider = record.verdict.provider;
  if (!provider) return void openDialog('Forge', el('p', {}, 'The provider is not known, so there is no signature to forge.'));
  const results = el('ul', { class: 'results', 'aria-live': 'polite' });
  const { forgeries } = await get(`/api/forgeries?provider=${encodeURIComponent(provider)}`)
    .catch((problem) => ({ forgeries: [{ name: 'all', says: problem.message, applies: true, due: '' }] }));
  const form = el('form', { class: 'form' }, appChoice(about.apps),
    el('label', {}, el('span', { class: 'label' }, 'Forgery'),
      el('select', { name: 'forge' }, el('option', { value: 'all' }, 'all of them'),
        forgeries.filter((each) => each.applies).map((each) => el('option', { value: each.name }, `${each.name}: ${each.says} (${each.due})`)))),
    el('div', { class: 'line' }, el('button', { class: 'primary' }, 'Send'),
      el('span', { class: 'quiet' }, 'A careful app refuses them, and takes the genuine delivery before and after.')), results);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send({ id: record.id, to: form.elements.to.value, forge: form.elements.forge.value }, results);
  });
  openDialog(`Forge #${record.seq}`, form);
}
