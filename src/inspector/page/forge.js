// Forgeries of a capture, which a careful app refuses.

import { get } from './api.js';
import { el, openDialog } from './dom.js';
import { appChoice, nowhere, resultList, send } from './send.js';

/** Asks which forgeries to send, and shows which of them the app took. */
export async function askForge(record, about) {
  if (!about.apps?.length) return void openDialog('Forge', el('p', {}, nowhere));
  const provider = record.verdict.provider;
  if (!provider) return void openDialog('Forge', el('p', {}, 'The provider is not known, so there is no signature to forge.'));
  const results = resultList();
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
