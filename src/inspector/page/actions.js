// What can be done with the capture that is open.

import { getFile } from './api.js';
import { curlLine } from './curl.js';
import { askDiff } from './diff.js';
import { copy, el, toast } from './dom.js';
import { askForge, askReplay } from './replay.js';

/** Saves what the server has of a capture as a file, as the bytes it is. */
async function save(record, what) {
  try {
    const { bytes, name } = await getFile(`/api/captures/${record.id}/${what}`);
    const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
    el('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  } catch (problem) {
    toast(problem.message);
  }
}

function list(view) {
  const { record } = view.view;
  const base = view.about.apps?.[0] ?? 'http://127.0.0.1:3000';
  return [
    ['Copy as curl', 'c', () => copy(curlLine(record, new URL(base).origin), 'The curl line')],
    ['Save body', 's', () => save(record, 'body')],
    ['Compare', 'd', () => askDiff(view.view)],
    ['Replay', 'r', () => askReplay(record, view.about)],
    ['Forge', 'f', () => askForge(record, view.about)],
  ];
}

/** The buttons, and the keys that do the same. */
export function actionsFor(view) {
  const actions = list(view);
  return {
    element: el('div', { class: 'actions' }, actions.map(([name, key, action]) =>
      el('button', { type: 'button', title: `${name}  ${key}`, onclick: action }, name))),
    keys: Object.fromEntries(actions.map(([, key, action]) => [key, action])),
  };
}
