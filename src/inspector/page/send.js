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

/** A forged query may hold a signature that is right. */
const withoutQuery = (url) => visible(url.replace(/\?[^]*/, '?…'));

const code = (answer) => el('pre', { class: 'code', tabindex: 0, role: 'region', 'aria-label': 'Answer' }, visible(answer));

function answerOf({ answer, forgery }) {
  if (!answer) return null;
  return forgery ? el('details', {}, el('summary', { class: 'quiet' }, 'the answer'), code(answer)) : code(answer);
}

function attemptItem(attempt) {
  const name = [attempt.forgery, attempt.variant].filter(Boolean).join(' ');
  const [kind, judged] = judgement(attempt);
  const due = attempt.forgery && !attempt.ok ? `due ${attempt.expected}` : '';
  return el('li', {}, el('b', { class: kind }, attempt.status ? String(attempt.status) : attempt.outcome, judged ? ` ${judged}` : ''),
    ` ${name} `,
    el('span', { class: 'quiet' }, [`${msText(attempt.ms)} ms`, withoutQuery(attempt.url), due, visible(attempt.note ?? ''),
      visible(attempt.warning ?? '')].filter(Boolean).join('  ·  ')),
    answerOf(attempt));
}

function forgedLine(summary) {
  return el('li', {}, `${summary.passed} answered as due, `, el('span', { class: summary.failed ? 'bad' : '' }, `${summary.failed} not`),
    summary.void ? el('b', { class: 'bad' }, '  The app refuses even the genuine delivery, so this proves nothing.') : null);
}

function skippedItem(skipped) {
  if (!skipped.length) return null;
  return el('li', {}, el('details', {}, el('summary', { class: 'quiet' }, `${skipped.length} do not apply`),
    el('ul', { class: 'notes' }, skipped.map((each) => el('li', {}, `${each.forgery}: ${visible(each.reason)}`)))));
}

/** Of forgeries those first that were not answered as they should be. */
const inOrder = (attempts) => [...attempts].sort((a, b) => Number(a.ok !== false) - Number(b.ok !== false));

/** Sends what is ordered, and lists the answers in `results`. */
export async function send(order, results) {
  results.replaceChildren(el('li', { class: 'quiet' }, 'sending'));
  try {
    const { attempts, skipped, summary } = await post('/api/replay', order);
    results.replaceChildren(...[order.forge ? forgedLine(summary) : null, ...inOrder(attempts).map(attemptItem), skippedItem(skipped)]
      .filter(Boolean));
  } catch (problem) {
    results.replaceChildren(el('li', { class: 'bad', role: 'alert' }, problem.message));
  }
}

/** To which of the apps. */
export const appChoice = (apps) => el('label', {}, el('span', { class: 'label' }, 'To'),
  el('select', { name: 'to' }, apps.map((app) => el('option', { value: app }, app))));

export const resultList = () => el('ul', { class: 'results', 'aria-live': 'polite', 'aria-label': 'Answers' });
