// The keyboard.

import { byId, el, openDialog } from './dom.js';
import { toggleTheme } from './theme.js';

const help = [
  ['j  k', 'next, previous capture; also the arrow keys'],
  ['g  G', 'newest, oldest'],
  ['Enter', 'open'],
  ['Esc', 'close'],
  ['/', 'search'],
  ['1 … 4', 'body: pretty, raw, hex, as sent'],
  ['e', 'expand or collapse the body'],
  ['r', 'replay to the app, as it was or edited'],
  ['f', 'forge'],
  ['x', 'mark which answer is expected'],
  ['m', 'make a fixture'],
  ['c', 'copy as curl'],
  ['s', 'save the body'],
  ['d', 'compare with another capture'],
  ['a', 'change the answers of the listener'],
  ['t', 'light or dark'],
  ['?', 'this list'],
];

export function showHelp() {
  openDialog('Keyboard', el('dl', { class: 'keys' },
    help.map(([key, what]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, what)])));
}

const isTyping = (target) => target.matches('input, select, textarea, [contenteditable]');

/** Lets the keys work the list and the capture that is open. */
export function listenToKeys({ list, view, close }) {
  const move = (by) => () => {
    list.move(by, view.isOpen);
    byId('list').focus();
  };
  const page = () => Math.max(1, Math.floor(list.box.clientHeight / list.rowHeight) - 1);
  const bindings = {
    j: move(1), k: move(-1), ArrowDown: move(1), ArrowUp: move(-1),
    g: () => list.activate(list.total - 1, view.isOpen), G: () => list.activate(0, view.isOpen),
    PageDown: () => list.move(page(), view.isOpen), PageUp: () => list.move(-page(), view.isOpen),
    Home: () => list.activate(list.total - 1, view.isOpen), End: () => list.activate(0, view.isOpen),
    Enter: () => list.activate(list.active < 0 ? list.total - 1 : list.active, true),
    Escape: () => view.isOpen && close(),
    '/': () => byId('q').focus(),
    '?': showHelp,
    t: toggleTheme,
    a: () => byId('script_button').hidden || byId('script_button').click(),
  };
  const onlyInList = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'Enter']);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId('dialog').open) return;
    if (isTyping(event.target)) {
      if (event.key === 'Escape') byId('list').focus();
      return;
    }
    const inList = event.target === byId('list') || event.target === document.body;
    if (onlyInList.has(event.key) && !inList) return;
    const action = bindings[event.key] ?? view.keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  byId('help_button').addEventListener('click', showHelp);
}
