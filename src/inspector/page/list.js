// The list: any number of captures, of which only those that are seen are elements.

import { get } from './api.js';
import { byId, el, oneLine } from './dom.js';
import { answerClass, answerText, msText, sizeText, timeText, verdictClass } from './format.js';

const pageSize = 100;
const beyond = 12; // rows above and below what is seen
const fetchedAtOnce = 200;

const marks = { good: '✓', bad: '✕', quiet: '·' };

function eventText(row) {
  const event = row.event ?? {};
  return [row.provider ?? '', event.id ?? '', event.type ?? ''].filter(Boolean).map(oneLine).join('  ');
}

function attemptMark(event) {
  if (!event || event.attempt < 2) return null;
  const text = event.duplicate ? `duplicate ${event.attempt}` : `retry ${event.attempt}`;
  return el('span', { class: `tag ${event.duplicate ? 'doubt' : 'plain'}` }, text);
}

function expectedMark(isAsExpected) {
  if (isAsExpected === null) return null;
  return el('span', { class: `tag ${isAsExpected ? 'good' : 'bad'}` }, isAsExpected ? 'as expected' : 'not as expected');
}

function cells(row) {
  const verdict = verdictClass(row.verdict);
  const status = row.event?.raw_status ?? row.event?.status;
  return [
    el('span', { class: 'seq' }, String(row.seq)),
    el('span', { class: 'time' }, timeText(row.at)),
    el('span', { class: `verdict ${verdict}` }, marks[verdict], ' ', el('span', { class: 'word' }, row.verdict)),
    el('span', { class: 'request' }, el('b', {}, oneLine(row.method)), ' ', oneLine(row.target)),
    el('span', { class: 'event' }, el('span', { class: 'name' }, eventText(row)), expectedMark(row.as_expected), attemptMark(row.event),
      status ? el('span', { class: 'tag status' }, oneLine(status)) : null),
    el('span', { class: `answer ${answerClass(row.answer)}` }, answerText(row.answer)),
    el('span', { class: 'size' }, sizeText(row.size)),
    el('span', { class: 'ms' }, msText(row.answer?.ms)),
  ];
}

/** The list of what a query finds, the newest on top. */
export class List {
  constructor({ onOpen, onTotal, onProblem }) {
    this.box = byId('list');
    this.canvas = byId('canvas');
    this.on = { onOpen, onTotal, onProblem };
    this.rows = new Map(); // by their place among all that are found, the oldest being 0
    this.total = 0;
    this.records = 0;
    this.search = new URLSearchParams();
    this.active = -1; // the place of the row that the keyboard is at
    this.fetching = null;
    this.box.addEventListener('scroll', () => this.seen(), { passive: true });
    new ResizeObserver(() => this.seen()).observe(this.box);
    this.canvas.addEventListener('click', (event) => {
      const place = event.target.closest('.row')?.dataset.place;
      if (place !== undefined) this.activate(Number(place), true);
    });
  }

  get rowHeight() {
    return parseFloat(getComputedStyle(this.box).getPropertyValue('--row')) || 30;
  }

  /** Shows what another query finds. */
  ask(search) {
    this.search = search;
    this.rows.clear();
    this.active = -1;
    this.box.scrollTop = 0;
    return this.refresh();
  }

  /** The part that is seen, counted from the newest. */
  window() {
    const height = this.rowHeight;
    const first = Math.max(0, Math.floor(this.box.scrollTop / height) - beyond);
    return { first, count: Math.ceil(this.box.clientHeight / height) + 2 * beyond };
  }

  seen() {
    this.draw();
    const { first, count } = this.window();
    for (let i = first; i < Math.min(first + count, this.total); ++i) {
      if (!this.rows.has(this.total - 1 - i)) return this.refreshSoon();
    }
  }

  refreshSoon() {
    if (this.fetching) {
      this.again = true;
      return;
    }
    this.refresh();
  }

  /** Fetches what is seen; of several calls at a time only the last waits. */
  async refresh() {
    this.fetching?.abort();
    const abort = new AbortController();
    this.fetching = abort;
    const { first, count } = this.window();
    const search = new URLSearchParams(this.search);
    search.set('skip', String(first));
    search.set('limit', String(Math.min(fetchedAtOnce, count + 2 * beyond)));
    try {
      this.take(await get(`/api/captures?${search}`, abort.signal));
      this.on.onProblem(null);
    } catch (problem) {
      if (problem.name !== 'AbortError') this.on.onProblem(problem);
    }
    if (this.fetching !== abort) return;
    this.fetching = null;
    if (this.again) {
      this.again = false;
      this.refresh();
    }
  }

  /** Further captures come on top; whoever looks at older ones keeps them before their eyes. */
  take(page) {
    if (page.edition !== this.edition) {
      this.rows.clear();
      this.edition = page.edition;
    }
    const added = page.total - this.total;
    page.captures.forEach((row, i) => this.rows.set(page.from + i, row));
    this.total = page.total;
    this.canvas.style.height = `${this.total * this.rowHeight}px`;
    if (this.box.scrollTop > 0 && added > 0) this.box.scrollTop += added * this.rowHeight;
    this.forgetFar();
    this.on.onTotal(this.total);
    this.draw();
  }

  forgetFar() {
    if (this.rows.size < 40 * pageSize) return;
    const middle = this.total - this.window().first;
    for (const place of this.rows.keys()) if (Math.abs(place - middle) > 10 * pageSize) this.rows.delete(place);
  }

  draw() {
    const { first, count } = this.window();
    const height = this.rowHeight;
    const elements = [];
    for (let i = first; i < Math.min(first + count, this.total); ++i) {
      const place = this.total - 1 - i;
      const row = this.rows.get(place);
      const element = el('div', {
        class: `row${row ? '' : ' waiting'}${row && row.id === this.opened ? ' opened' : ''}`, role: 'option',
        id: `row_${place}`, 'data-place': place, 'data-id': row?.id, 'aria-posinset': i + 1, 'aria-setsize': this.total,
        'aria-selected': place === this.active ? 'true' : 'false',
      }, row ? cells(row) : el('span', { class: 'request' }, '…'));
      element.style.top = `${i * height}px`;
      elements.push(element);
    }
    this.canvas.replaceChildren(...elements);
    if (this.active >= 0) this.box.setAttribute('aria-activedescendant', `row_${this.active}`);
    else this.box.removeAttribute('aria-activedescendant');
  }

  /** Goes to a row, and opens it if that is asked. */
  activate(place, open) {
    this.active = Math.min(Math.max(place, 0), this.total - 1);
    this.reveal();
    this.draw();
    const row = this.rows.get(this.active);
    if (open && row) this.on.onOpen(row.id);
  }

  /** Goes some rows down (the older ones) or up. */
  move(by, open) {
    this.activate(this.active < 0 ? this.total - 1 : this.active - by, open);
  }

  reveal() {
    const top = (this.total - 1 - this.active) * this.rowHeight;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    const bottom = top + this.rowHeight - this.box.clientHeight;
    if (bottom > this.box.scrollTop) this.box.scrollTop = bottom;
  }

  /** Marks the row of the capture that is open. */
  mark(id) {
    this.opened = id;
    this.draw();
  }
}
