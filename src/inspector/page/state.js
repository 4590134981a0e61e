// What is looked at, kept in the address, so that a reload or a bookmark shows the same.

const fields = ['q', 'provider', 'verdict', 'status', 'path', 'where'];

/** The filters and the open capture, as the address has them. */
export function read() {
  const search = new URLSearchParams(location.search);
  const state = { open: search.get('open') ?? '' };
  for (const field of fields) state[field] = search.get(field) ?? '';
  return state;
}

/** Writes a state into the address. */
export function write(state) {
  const search = new URLSearchParams();
  for (const field of [...fields, 'open']) if (state[field]) search.set(field, state[field]);
  const text = search.toString();
  history.replaceState(null, '', `${location.pathname}${text ? `?${text}` : ''}${location.hash}`);
}

/** The filters as the server takes them: a text, and a condition as `--filter` reads it. */
export function query(state) {
  const terms = [];
  for (const field of ['provider', 'verdict', 'status', 'path']) if (state[field]) terms.push(`${field}=${state[field]}`);
  const further = state.where.split(',').map((term) => term.trim()).filter(Boolean);
  const search = new URLSearchParams();
  if (state.q) search.set('q', state.q);
  if (terms.length + further.length) search.set('where', [...terms, ...further].join(','));
  return search;
}

export { fields };
