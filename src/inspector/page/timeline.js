// All attempts of one event, with the time between them.

import { el } from './dom.js';
import { answerClass, answerText, msText, spanText, timeText, verdictClass } from './format.js';

function attempt(row, before, opened, onOpen) {
  const gap = before ? new Date(row.at) - new Date(before.at) : 0;
  return el('li', {},
    before ? el('span', { class: 'gap' }, `+${spanText(gap)}`) : null,
    el('button', {
      type: 'button', class: `attempt ${answerClass(row.answer)}`, 'aria-current': row.id === opened ? 'true' : null,
      onclick: () => onOpen(row.id),
    }, el('b', {}, `#${row.seq}`), ` ${timeText(row.at)} `,
    el('span', { class: verdictClass(row.verdict) }, row.verdict), ' → ',
    el('span', { class: answerClass(row.answer) }, answerText(row.answer)),
    row.answer?.ms ? ` ${msText(row.answer.ms)} ms` : null));
}

/** The attempts as a list that runs from left to right. */
export function timeline(attempts, opened, onOpen) {
  return el('ol', { class: 'attempts' },
    attempts.map((row, i) => attempt(row, attempts[i - 1], opened, onOpen)));
}
