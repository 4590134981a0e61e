// Sends a capture to an app, and shows what the app says.

import { post } from './api.js';
import { el, visible } from './dom.js';
import { msText } from './format.js';

export const nowhere = 'There is no app to send to. Name one on the command line: hookctl listen --forward-to URL, or '
  + 'hookctl inspect --to URL.';

/** `forged_body  as due`, `500  not as expected`: how an answer is judged. */
function judgement({ ok, forgery, status, outcome }) {
  if (ok === null) return ['quiet', ''];
  const due = forgery ? 'as due' : 'as expected';
  if (ok) return ['good', due];
  return ['bad', status || outcome !== 'unknown' ? `not ${due}` : 'nobody knows'];
}

function attemptItem(attempt) {
  const name = [attempt.forgery, attempt.variant].filter(Boolean).join(' ');
  const [kind, judged] = judgement(attempt);
  return el('li', {}, el('b', { class: kind }, attempt.status ? String(attempt.status) : attempt.outcome, judged ? `  ${judged}` : ''),
    ` ${name} `,
    el('span', { class: 'quiet' }, `${msText(attempt.ms)} ms  ${visible(attempt.url)}`,
      attempt.expected ? `  expected ${attempt.expected}` : '', attempt.note ? `  ${visible(attempt.note)}` : '', attempt.warning ? `  ${visible(attempt.warning)}` : ''),
    attempt.answer ? el('pre', { class: 'code', tabindex: 0, role: 'region', 'aria-label': 'Answer' }, visible(attempt.answer)) : null);
}

function forgedLine(summary) {
  return el('li', {}, `${summary.passed} as due, ${summary.failed} not, ${summary.not_applicable} do not apply`,
    summary.void ? el('b', { class: 'bad' }, '  The app refuses even the genuine delivery, so this proves nothing.') : null);
}

/** Sends what is ordered, and lists the answers in `results`. */
export async function send(order, results) {
  results.replaceChildren(el('li', { class: 'quiet' }, 'sending'));
  try {
    const { attempts, skipped, summary } = await post('/api/replay', order);
    results.replaceChildren(...(order.forge ? [forgedLine(summary)] : []), ...attempts.map(attemptItem),
      ...skipped.map((each) => el('li', { class: 'quiet' }, `${each.forgery}: ${visible(each.reason)}`)));
  } catch (problem) {
    results.replaceChildren(el('li', { class: 'bad', role: 'alert' }, problem.message));
  }
}

/** To which of the apps. */
export const appChoice = (apps) => el('label', {}, el('span', { class: 'label' }, 'To'),
  el('select', { name: 'to' }, apps.map((app) => el('option', { value: app }, app))));

export const resultList = () => el('ul', { class: 'results', 'aria-live': 'polite', 'aria-label': 'Answers' });
