// Puts the page together: filters, list, capture, what is new.

import { follow, get } from './api.js';
import { drawChart } from './chart.js';
import { CaptureView } from './capture.js';
import { showConnection } from './connection.js';
import { byId, el, oneLine } from './dom.js';
import { listenToKeys } from './keys.js';
import { List } from './list.js';
import { fields, query, read, write } from './state.js';
import { askScript } from './script.js';
import { toggleTheme } from './theme.js';

const state = read();

function problem(failure) {
  if (failure?.status === 0) return; // the connection's state says so
  if (failure?.status === 401) return showConnection('refused');
  const place = byId('problem');
  place.textContent = failure?.message ?? '';
  place.hidden = !failure;
}

const view = new CaptureView(byId('capture'), { onOpen: open, onClose: close });

const list = new List({
  onOpen: open,
  onProblem: problem,
  onTotal: (total) => {
    byId('count').textContent = `${total.toLocaleString()} capture${total === 1 ? '' : 's'}`;
    byId('empty').hidden = total > 0;
    byId('empty').textContent = query(state).size ? 'No capture fits these filters. Clear shows all.' : 'Nothing here yet. Deliveries appear as they come.';
  },
});

function open(id) {
  state.open = id;
  write(state);
  list.mark(id);
  byId('panes').classList.add('split');
  view.show(id);
}

function close() {
  state.open = '';
  write(state);
  list.mark('');
  view.hide();
  byId('panes').classList.remove('split');
  byId('list').focus();
}

function filter() {
  for (const field of fields) state[field] = byId(field).value.trim();
  write(state);
  list.ask(query(state));
}

/** A choice keeps what was chosen, even where the log has none of it. */
function offer(id, any, counts) {
  const select = byId(id);
  const names = Object.keys(counts).filter(Boolean);
  if (state[id] && !names.includes(state[id])) names.push(state[id]);
  select.replaceChildren(el('option', { value: '' }, any),
    ...names.map((name) => el('option', { value: name }, `${oneLine(name)}${counts[name] ? `  ${counts[name]}` : ''}`)));
  select.value = state[id];
}

/** Only a listener has answers to change. */
function showScript(script) {
  const button = byId('script_button');
  button.hidden = script === null;
  button.textContent = `Answers: ${script ?? ''}`;
}

async function showStats() {
  try {
    const stats = await get('/api/stats');
    document.title = `${oneLine(stats.log)} · hookctl`;
    byId('log').textContent = oneLine(stats.log);
    view.about = stats;
    showScript(stats.script);
    offer('provider', 'any provider', stats.providers);
    offer('verdict', 'any verdict', stats.verdicts);
    offer('status', 'any status', stats.statuses);
    drawChart(stats);
  } catch (failure) {
    problem(failure);
  }
}

/** At once, and then not more often than every so many milliseconds. */
function throttled(task, ms) {
  let due = 0;
  let timer = 0;
  return () => {
    if (timer) return;
    timer = setTimeout(() => {
      timer = 0;
      due = performance.now() + ms;
      task();
    }, Math.max(0, due - performance.now()));
  };
}

/** What is due while nobody sees the page is done once somebody does. */
function whenSeen(task) {
  let isDue = false;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || !isDue) return;
    isDue = false;
    task();
  });
  return () => {
    if (document.hidden) isDue = true;
    else task();
  };
}

function fillFilters() {
  for (const field of ['q', 'path', 'where']) byId(field).value = state[field];
  let timer = 0;
  byId('filters').addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(filter, 120);
  });
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
  byId('filters').addEventListener('reset', () => setTimeout(filter));
  byId('more').addEventListener('click', () => {
    const isOpen = byId('filters').classList.toggle('all');
    byId('more').setAttribute('aria-expanded', String(isOpen));
  });
}

fillFilters();
byId('script_button').addEventListener('click', () => askScript(view.about.script, (script) => {
  view.about.script = script;
  showScript(script);
}));
byId('theme').addEventListener('click', toggleTheme);
listenToKeys({ list, view, close });
const refresh = whenSeen(throttled(() => list.refreshSoon(), 60));
const recount = whenSeen(throttled(() => {
  showStats();
  view.refreshAttempts();
}, 1000));
follow(() => {
  refresh();
  recount();
}, (now) => {
  showConnection(now);
  if (now === 'live') refresh();
});
addEventListener('marked', () => {
  refresh();
  view.refreshAttempts();
});
await showStats();
await list.ask(query(state));
if (state.open) open(state.open);
document.documentElement.dataset.ready = '';
