// Whether what is shown is up to date, and what to do where it is not.

import { byId } from './dom.js';

const states = { live: 'live', lost: 'reconnecting', refused: 'not connected' };

const notices = {
  live: '',
  lost: 'hookctl does not answer; it may have ended. What you see is what was there. If it was started again, open the '
    + 'address that it printed then.',
  refused: 'hookctl was started again, and this page has the token of an earlier run. Open the new address that hookctl printed.',
  stranger: 'This address has no token, or one of another run. Open the address that hookctl printed, with all that stands behind #.',
};

const patience = 3000; // before somebody is told that the server is gone
let wasLive = false;
let timer = 0;

/** Shows one of the states. */
export function showConnection(now) {
  const live = byId('live');
  live.textContent = states[now];
  live.dataset.state = now;
  wasLive ||= now === 'live';
  clearTimeout(timer);
  const say = () => {
    const notice = byId('notice');
    notice.textContent = notices[now === 'refused' && !wasLive ? 'stranger' : now];
    notice.hidden = now === 'live';
  };
  if (now === 'lost') timer = setTimeout(say, patience);
  else say();
}
