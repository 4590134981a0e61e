// What can be done with the capture that is open.

import { copyCurl } from './curl.js';
import { askDiff } from './diff.js';
import { el } from './dom.js';
import { askExpect } from './expect.js';
import { askFixture } from './fixture.js';
import { askForge } from './forge.js';
import { askReplay } from './replay.js';
import { saveBody } from './save.js';

/** Rows of name, key, what it is good for, and what it does. */
function list(view) {
  const { record, expect } = view.view;
  return [
    ['Replay', 'r', 'send it to the app again, as it was or edited', () => askReplay(view.view, view.about)],
    ['Forge', 'f', 'send it with a signature that the app must refuse', () => askForge(record, view.about)],
    [expect ? `Expected: ${expect.status}` : 'Mark expected', 'x', 'say which answer is right', () => askExpect(view.view)],
    ['Make fixture', 'm', 'a file to commit and replay', () => askFixture(record)],
    ['Copy as curl', 'c', 'a command line that sends the same', () => copyCurl(record)],
    ['Save body', 's', 'the bytes, as a file', () => saveBody(record)],
    ['Compare', 'd', 'with another capture', () => askDiff(view.view)],
  ];
}

/** The buttons, and the keys that do the same. */
export function actionsFor(view) {
  const actions = list(view);
  return {
    element: el('div', { class: 'actions', role: 'group', 'aria-label': 'Actions' }, actions.map(([name, key, what, action]) =>
      el('button', { type: 'button', title: `${what} — ${key}`, 'aria-keyshortcuts': key, onclick: action }, name))),
    keys: Object.fromEntries(actions.map(([, key, , action]) => [key, action])),
  };
}
