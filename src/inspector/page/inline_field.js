// A field that stands where something is edited, until it is left.

import { el } from './dom.js';

/**
 * Enter or going elsewhere hands what was typed to `onTake` if it is something new; otherwise, and on Escape, what
 * `after` yields takes the field's place. `tell` says beside it what the typed text will be.
 */
export function inlineField({ label, text, opens = null, tell, onTake, after }) {
  const says = el('span', { class: 'quiet says', role: 'status' });
  const input = el('input', { type: 'text', 'aria-label': label, spellcheck: 'false', autocomplete: 'off' });
  const place = el('span', { class: 'json_field', 'data-opens': opens }, input, says);
  input.value = text;
  input.size = Math.min(60, Math.max(8, text.length + 2));
  const look = () => { says.textContent = tell(input.value); };
  let isLeft = false;
  const leave = (isTaken) => {
    if (isLeft) return;
    isLeft = true;
    if (isTaken && input.value !== text) return void onTake(input.value);
    const back = after();
    const hadFocus = document.activeElement === input;
    place.replaceWith(back);
    if (hadFocus) back.focus();
  };
  input.addEventListener('input', look);
  input.addEventListener('blur', () => leave(true));
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    leave(event.key === 'Enter');
  });
  look();
  return { place, input };
}
