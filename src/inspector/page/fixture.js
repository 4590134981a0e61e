// A capture as a fixture: a file to commit and replay. It is made by hookctl, as `hookctl fixture make` does.

import { get } from './api.js';
import { copy, el, openDialog, sentence, visible } from './dom.js';
import { saveFrom } from './save.js';

/** What the file does without, and what may not belong into a repository. */
function notesOf(made) {
  const notes = [
    ...made.findings.map(({ where, what }) => el('li', { class: 'doubt' }, where ? `${visible(where)}: ` : '', visible(what))),
    ...made.lost.map((each) => el('li', {}, sentence(each))),
  ];
  if (made.dropped.length) notes.push(el('li', {}, `Without the headers ${made.dropped.map(visible).join(', ')}.`));
  return notes.length ? el('ul', { class: 'notes', 'aria-label': 'Notes' }, notes) : null;
}

/** Shows the fixture, and saves it as a file. */
export function askFixture(record) {
  const path = `/api/captures/${record.id}/fixture`;
  const place = el('div', { class: 'form' }, el('p', { class: 'quiet' }, 'making it'));
  const kept = el('input', { type: 'checkbox', onchange: () => draw() });
  const signature = el('label', { class: 'check' }, kept, 'Keep the signature that came, instead of a blank that a replay fills');
  const query = (form) => `${path}?${new URLSearchParams({ signature: kept.checked ? 'kept' : 'blank', ...form })}`;
  async function draw() {
    try {
      const made = await get(query({}));
      place.replaceChildren(
        el('p', {}, el('b', {}, made.name), el('span', { class: 'quiet' }, '  replay it with: '), el('code', {}, `hookctl replay ${made.name} --to URL`)),
        ...[notesOf(made)].filter(Boolean), signature,
        el('pre', { class: 'code', tabindex: 0, role: 'region', 'aria-label': 'The fixture' }, visible(made.text)),
        el('div', { class: 'line' }, el('button', { type: 'button', class: 'primary', onclick: () => saveFrom(query({ form: 'file' })) }, 'Save file'),
          el('button', { type: 'button', onclick: () => copy(made.text, 'The fixture') }, 'Copy')));
    } catch (problem) {
      place.replaceChildren(el('p', { class: 'bad', role: 'alert' }, problem.message));
    }
  }
  openDialog(`Fixture of #${record.seq}`, place);
  draw();
}
