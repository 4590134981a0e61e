// Several ways to look at one thing, one at a time.

import { el } from './dom.js';

/** Tabs named `ways` over an empty panel, which `onShow(i)` fills. */
export function tabs({ label, id, ways, onShow }) {
  const panel = el('div', { role: 'tabpanel', id: `${id}_panel`, class: 'panel' });
  const buttons = ways.map((name, i) => el('button', {
    type: 'button', role: 'tab', id: `${id}_tab_${i}`, 'aria-controls': panel.id, onclick: () => show(i),
  }, name));
  function show(i) {
    buttons.forEach((button, j) => {
      button.setAttribute('aria-selected', String(i === j));
      button.tabIndex = i === j ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', `${id}_tab_${i}`);
    onShow(i);
  }
  const list = el('div', { role: 'tablist', 'aria-label': label, class: 'tabs' }, buttons);
  list.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const next = (buttons.indexOf(event.target) + by + buttons.length) % buttons.length;
    show(next);
    buttons[next].focus();
    event.preventDefault();
  });
  const focus = () => buttons.find((button) => button.tabIndex === 0).focus();
  return { element: el('div', {}, list, panel), panel, show, focus };
}
