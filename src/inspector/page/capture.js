// One capture: what came, what was found, what was answered.

import { actionsFor } from './actions.js';
import { get } from './api.js';
import { bodyTabs } from './body.js';
import { el, oneLine, visible } from './dom.js';
import { answerClass, answerText, dayText, msText, sizeText, timeText, verdictClass } from './format.js';
import { timeline } from './timeline.js';
import { explainVerdict } from './verdict.js';

const section = (title, ...content) => el('section', { class: 'part_of_capture' }, el('h3', {}, title), content);

function fact(name, value, kind = '') {
  return value === null || value === undefined || value === '' ? null
    : [el('dt', {}, name), el('dd', { class: kind }, visible(value))];
}

function headerRow([name, value, kind]) {
  const shown = kind === 'masked' ? el('em', { class: 'quiet' }, 'masked') : kind === 'b64' ? `base64 ${value}` : visible(value);
  return el('tr', {}, el('th', { scope: 'row' }, visible(name)), el('td', {}, shown));
}

function headerTable(headers) {
  return el('table', { class: 'headers' }, el('caption', { class: 'hidden' }, 'Headers in the order they came'),
    el('tbody', {}, headers.map(headerRow)));
}

function eventFacts(record) {
  const event = record.event ?? {};
  const raw = event.raw_status && event.raw_status !== event.status ? ` (${event.raw_status})` : '';
  return el('dl', { class: 'facts' },
    fact('provider', record.verdict.provider ?? 'unknown'), fact('event', event.key ?? event.id), fact('type', event.type),
    fact('status', event.status ? event.status + raw : event.raw_status),
    fact('subject', event.subject !== event.id ? event.subject : null),
    fact('from', `${record.peer}${record.tls ? ' (TLS)' : ''}`), fact('sent to', record.public_url),
    fact('id', record.id), fact('redacted', record.redacted?.join(', ')));
}

/** Whether the answer was the one that somebody marked as expected. */
function expectedTag({ expect, attempts, record }) {
  if (!expect) return null;
  const row = attempts.find((each) => each.id === record.id);
  return row?.as_expected === false ? el('span', { class: 'tag bad' }, `not as expected: ${expect.status}`)
    : el('span', { class: 'tag good' }, `as expected: ${expect.status}`);
}

const verdictWord = (state) => ({ unattempted: 'not checked', authenticated: 'replaced by a token that is right' })[state] ?? state;

function forwardItem(forward) {
  const said = forward.status ? String(forward.status) : forward.error ?? 'no answer';
  return el('li', {}, el('b', { class: forward.status && forward.status < 300 ? 'good' : 'bad' }, visible(said)),
    ` ${visible(forward.to)}  ${msText(forward.ms)} ms${forward.copy ? '  (copy)' : ''}`,
    forward.body ? el('pre', { class: 'code', tabindex: 0, role: 'region', 'aria-label': 'What the app said' },
      visible(forward.body.slice(0, 20_000))) : null);
}

function answerOf(view) {
  const answer = view.record.response;
  const forwards = view.outcomes.flatMap((outcome) => outcome.forward);
  const rule = answer?.rule ? `by ${answer.rule}` : '';
  return section('Answer',
    el('p', {}, el('b', { class: answerClass(answer) }, answer ? answerText({ fault: '', ...answer }) : 'none yet'), ' ',
      el('span', { class: 'quiet' }, oneLine([rule, answer?.ms ? `after ${msText(answer.ms)} ms` : ''].filter(Boolean).join(', ')))),
    forwards.length ? el('ul', { class: 'forwards' }, forwards.map(forwardItem)) : null);
}

/** The pane that shows one capture. */
export class CaptureView {
  constructor(place, { onOpen, onClose }) {
    this.place = place;
    this.on = { onOpen, onClose };
    this.way = 0;
    this.about = {};
    this.keys = {
      1: () => this.tabs?.show(0), 2: () => this.tabs?.show(1), 3: () => this.tabs?.show(2), 4: () => this.tabs?.show(3),
      e: () => this.toggleTree(),
    };
  }

  get isOpen() {
    return !this.place.hidden;
  }

  async show(id) {
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    this.place.hidden = false;
    try {
      const view = await get(`/api/captures/${encodeURIComponent(id)}`, asked.signal);
      this.draw(view);
      await explainVerdict(id, view.record.verdict, this.verdict, asked.signal);
    } catch (problem) {
      if (problem.name !== 'AbortError') this.place.replaceChildren(el('p', { class: 'problem' }, problem.message));
    }
  }

  hide() {
    this.asked?.abort();
    this.view = null;
    this.place.hidden = true;
    this.place.replaceChildren();
  }

  draw(view) {
    const { record } = view;
    this.view = view;
    this.attempts = el('div', {}, timeline(view.attempts, record.id, this.on.onOpen));
    this.verdict = el('div', { class: 'explained' }, el('p', { class: 'quiet' }, 'checking'));
    this.tabs = bodyTabs(record.request, this.way, (way) => { this.way = way; });
    const actions = actionsFor(this);
    Object.assign(this.keys, actions.keys);
    this.place.replaceChildren(
      el('header', { class: 'title' },
        el('h2', {}, el('span', { class: 'quiet' }, `#${record.seq} `), el('b', {}, oneLine(record.request.method ?? '?')), ' ',
          oneLine(record.request.target ?? '(not text)')),
        el('button', { type: 'button', class: 'close', 'aria-label': 'Close', title: 'Close  Esc', onclick: this.on.onClose }, '✕')),
      el('p', { class: 'sub' },
        'signature ', el('b', { class: verdictClass(record.verdict.state) }, verdictWord(record.verdict.state)), ', answered ',
        el('b', { class: answerClass(record.response) }, record.response ? answerText({ fault: '', ...record.response }) : 'not yet'),
        expectedTag(view),
        el('span', { class: 'quiet' }, `  ${dayText(record.at)} ${timeText(record.at)}  ·  ${sizeText(record.request.size)}`)),
      actions.element,
      section('Event', eventFacts(record)),
      view.attempts.length > 1 ? section(`${view.attempts.length} attempts`, this.attempts) : el('div', { hidden: true }, this.attempts),
      section('Signature', this.verdict),
      section(`Headers  ${record.request.headers.length}`, headerTable(record.request.headers)),
      section(`Body  ${sizeText(record.request.size)}`, this.tabs.element),
      answerOf(view));
    this.place.scrollTop = 0;
  }

  /** Draws the attempts anew when there are further ones, and the answer when it came. */
  async refreshAttempts() {
    if (!this.view) return;
    const { id } = this.view.record;
    const view = await get(`/api/captures/${id}`).catch(() => null);
    if (!view || this.view?.record.id !== id) return;
    const parts = ({ attempts, outcomes, expect }) => JSON.stringify([attempts.length, outcomes.length, expect]);
    if (parts(view) !== parts(this.view)) this.show(id);
  }

  toggleTree() {
    const all = [...this.place.querySelectorAll('.json details')];
    const isOpen = all.some((details) => details.open && details !== all[0]);
    all.forEach((details, i) => { details.open = i === 0 || !isOpen; });
  }
}
