// What the page asks its server for, with the token that stands behind '#' in its address.

const given = new URLSearchParams(location.hash.slice(1)).get('token');
if (given) sessionStorage.setItem('token', given);
const token = given ?? sessionStorage.getItem('token') ?? '';

/** A request that the server could not serve; status 0 where there was no server. */
export class Refusal extends Error {
  constructor(status, message, hint) {
    super(hint ? `${message}: ${hint}` : message);
    this.status = status;
  }
}

async function request(path, options = {}) {
  const headers = { 'X-Hookctl-Token': token, ...options.headers };
  const response = await fetch(path, { ...options, headers, cache: 'no-store' }).catch((problem) => {
    throw problem.name === 'AbortError' ? problem : new Refusal(0, 'hookctl does not answer', 'is it still running?');
  });
  if (response.ok) return response;
  const said = await response.json().catch(() => ({ message: `the server says ${response.status}` }));
  throw new Refusal(response.status, said.message, said.hint);
}

export const get = async (path, signal) => (await request(path, { signal })).json();

/** A file to be saved: its bytes, and the name that the server gives it. */
export async function getFile(path) {
  const response = await request(path);
  const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition'))?.[1] ?? 'capture';
  return { bytes: new Uint8Array(await response.arrayBuffer()), name };
}

export const post = async (path, object) =>
  (await request(path, {
    method: 'POST', body: JSON.stringify(object), headers: { 'Content-Type': 'application/json' },
  })).json();

/** Reads a stream of server-sent events and hands each on as {id, event, data}. */
async function readEvents(body, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const fields = {};
      for (const line of block.split('\n')) {
        const colon = line.indexOf(': ');
        if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
      }
      if (fields.data) onEvent({ ...fields, data: JSON.parse(fields.data) });
    }
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Follows what is new until the server refuses the token, which no patience heals. */
async function stream(onEvent, onState, signal) {
  let last = null;
  for (let wait = 250; !signal?.aborted; wait = Math.min(wait * 2, 4000)) {
    try {
      const headers = last === null ? {} : { 'Last-Event-ID': last };
      const response = await request('/api/events?form=brief', { headers, signal });
      wait = 125;
      onState('live');
      await readEvents(response.body, (event) => {
        last = event.id;
        onEvent(event.data);
      });
      onState('lost');
    } catch (problem) {
      if (problem.status === 401) return onState('refused');
      if (!signal?.aborted) onState('lost');
    }
    await pause(wait);
  }
}

/** Follows as long as the page is seen, so that tabs in the background leave the connections to others. */
function streamWhileSeen(onEvent, onState) {
  let ending = null;
  const look = () => {
    ending?.abort();
    ending = document.hidden ? null : new AbortController();
    if (ending) stream(onEvent, onState, ending.signal);
  };
  document.addEventListener('visibilitychange', look);
  look();
}

// Tabs of one run know each other by its token; those of an earlier run, which hear nothing any more, are not among them.
const run = `hookctl ${token}`;
const channel = new BroadcastChannel(run);

/** Tells the other tabs that something changed that the server does not tell of. */
export const tellTabs = () => channel.postMessage({ event: {} });

/**
 * Tells what is new. A browser opens only a few connections to one server, so of all tabs one listens and passes on
 * what it hears; when that one is closed another takes its place.
 */
export function follow(onEvent, onState) {
  let told = null; // the state, where this is the tab that listens
  channel.onmessage = ({ data }) => {
    if (data.ask) return told && channel.postMessage({ state: told });
    return data.state ? onState(data.state) : onEvent(data.event);
  };
  // Browsers keep locks from pages of other machines without HTTPS.
  if (!navigator.locks) return void streamWhileSeen(onEvent, onState);
  channel.postMessage({ ask: true });
  navigator.locks.request(run, () => stream(
    (event) => {
      onEvent(event);
      channel.postMessage({ event });
    },
    (state) => {
      told = state;
      onState(state);
      channel.postMessage({ state });
    }));
}

// Another token behind '#' does not load the page anew on its own.
addEventListener('hashchange', () => {
  const next = new URLSearchParams(location.hash.slice(1)).get('token');
  if (next && next !== token) location.reload();
});
