// Which answer to a capture is right. The list says whether it was given; replays and fixtures are judged by it.

import { post, tellTabs } from './api.js';
import { el, openDialog, toast } from './dom.js';

const field = (name, label, value, placeholder) =>
  el('label', {}, el('span', { class: 'label' }, label),
    el('input', { type: 'text', name, value, placeholder, spellcheck: 'false', autocomplete: 'off' }));

/** Asks for what is expected; everybody who shows the capture hears of it. */
export function askExpect({ record, expect }, onChange = tellSelf) {
  const came = record.response?.status;
  const problem = el('p', { class: 'bad', role: 'alert' });
  const form = el('form', { class: 'form' },
    el('p', { class: 'quiet' }, 'A mark says which answer is right. The list shows whether it was given, a replay from here fails '
      + 'with any other, and a fixture keeps it. Marks are gone when hookctl ends; the log is not changed.'),
    field('status', 'Status: 200, 2xx or 200,202', expect?.status ?? String(came || '2xx'), '2xx'),
    field('body', 'What the answer of the app must contain, a regular expression (optional)', expect?.body ?? '', '"ok": *true'),
    field('max_latency', 'How long the answer may take (optional)', expect?.max_latency ?? '', '500ms'),
    problem, el('div', { class: 'line' }, el('button', { class: 'primary' }, expect ? 'Change the mark' : 'Mark expected'),
      expect ? el('button', { type: 'button', onclick: () => send({}) }, 'Remove the mark') : null));
  async function send(wanted) {
    try {
      const said = await post('/api/expect', { id: record.id, ...wanted });
      dialog.close();
      toast(said.expect ? `#${record.seq} is expected to be answered ${said.expect.status}` : `#${record.seq} is not marked any more`);
      onChange();
    } catch (failure) {
      problem.textContent = failure.message;
    }
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { status, body, max_latency: most } = form.elements;
    send({ status: status.value.trim() || '2xx', body: body.value, max_latency: most.value.trim() });
  });
  const dialog = openDialog(`What is expected for #${record.seq}`, form);
}

/** This tab and the others draw it anew. */
function tellSelf() {
  tellTabs();
  dispatchEvent(new Event('marked'));
}
