// Other answers for the listener while it runs.

import { post } from './api.js';
import { el, openDialog, toast } from './dom.js';

const examples = ['200', '500', '500,200', '429:retry-after=3,200', 'delay=5s:200', 'timeout', 'reset', 'truncate=10', 'app'];

/** Asks for a script; `onChange` hears of the one that is in force then. */
export function askScript(script, onChange) {
  const input = el('input', { type: 'text', name: 'script', 'aria-label': 'Script', spellcheck: 'false', autocomplete: 'off' });
  input.value = script;
  const problem = el('p', { class: 'bad', role: 'alert' });
  const form = el('form', { class: 'form' },
    el('p', { class: 'quiet' }, 'What the listener answers from the next request on, in turn; the last answer goes on.'),
    el('label', {}, el('span', { class: 'label' }, 'Script'), input),
    el('div', { class: 'line' }, examples.map((each) => el('button', {
      type: 'button', onclick: () => { input.value = each; input.focus(); },
    }, each))),
    problem, el('div', { class: 'line' }, el('button', { class: 'primary' }, 'Use it')));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const said = await post('/api/script', { script: input.value });
      onChange(said.script);
      dialog.close();
      toast(`The listener answers ${said.script} now`);
    } catch (failure) {
      problem.textContent = failure.message;
    }
  });
  const dialog = openDialog('Answers', form);
}
