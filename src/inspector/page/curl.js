// A capture as a command line that sends it again; the line is made by hookctl.

import { get } from './api.js';
import { copy, el, openDialog, sentence, toast, visible } from './dom.js';
import { saveBody } from './save.js';

/** Shows the line where something must be known to use it. */
function showCurl(record, { text, body_file: bodyFile, lost }) {
  openDialog(`#${record.seq} as curl`, el('div', { class: 'form' },
    lost.length ? el('ul', { class: 'notes' }, lost.map((each) => el('li', {}, sentence(each)))) : null,
    bodyFile ? el('p', {}, `The body is sent from the file ${bodyFile}: save it where you run the line.`) : null,
    el('pre', { class: 'code', tabindex: 0, role: 'region', 'aria-label': 'The curl line' }, visible(text)),
    el('div', { class: 'line' },
      el('button', { type: 'button', class: 'primary', onclick: () => copy(text, 'The curl line') }, 'Copy again'),
      bodyFile ? el('button', { type: 'button', onclick: () => saveBody(record) }, 'Save body') : null)));
}

/** Copies the line; what it cannot say is shown beside it. */
export async function copyCurl(record) {
  try {
    const curl = await get(`/api/captures/${record.id}/curl`);
    if (curl.body_file || curl.lost.length) showCurl(record, curl);
    await copy(curl.text, 'The curl line');
  } catch (problem) {
    toast(problem.message);
  }
}
