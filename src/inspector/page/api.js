// What the page asks its server for, with the token that stands behind '#' in its address.

const given = new URLSearchParams(location.hash.slice(1)).get('token');
if (given) sessionStorage.setItem('token', given);
const token = given ?? sessionStorage.getItem('token') ?? '';

/** A request that the server could not serve. */
export class Refusal extends Error {
  constructor(status, message, hint) {
    super(hint ? `${message}: ${hint}` : message);
    this.status = status;
  }
}

async function request(path, options = {}) {
  const headers = { 'X-Hookctl-Token': token, ...options.headers };
  const response = await fetch(path, { ...options, headers, cache: 'no-store' });
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

async function stream(onEvent, onState) {
  let last = null;
  for (let wait = 250; ; wait = Math.min(wait * 2, 4000)) {
    try {
      const headers = last === null ? {} : { 'Last-Event-ID': last };
      const response = await request('/api/events?form=brief', { headers });
      wait = 125;
      onState('live');
      await readEvents(response.body, (event) => {
        last = event.id;
        onEvent(event.data);
      });
      onState('lost');
    } catch (problem) {
      onState(problem.status === 401 ? 'refused' : 'lost');
    }
    await pause(wait);
  }
}

/**
 * Tells what is new. A browser opens only a few connections to one server, so of all tabs one listens and passes on
 * what it hears; when that one is closed another takes its place.
 */
export function follow(onEvent, onState) {
  const channel = new BroadcastChannel('hookctl');
  channel.onmessage = ({ data }) => (data.state ? onState(data.state) : onEvent(data.event));
  navigator.locks.request('hookctl', () => stream(
    (event) => {
      onEvent(event);
      channel.postMessage({ event });
    },
    (state) => {
      onState(state);
      channel.postMessage({ state });
    }));
  navigator.locks.query().then(({ held }) => {
    if (held.some((lock) => lock.name === 'hookctl')) onState('live');
  });
}
