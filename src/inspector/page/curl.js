// A capture as a command line that sends it again.

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

// curl writes these itself.
const own = new Set(['host', 'content-length', 'transfer-encoding', 'connection', 'expect']);

/** A `curl` line; masked headers are left out, and a body that is not text is read from a saved file. */
export function curlLine(record, base) {
  const { request } = record;
  const method = request.method ?? 'POST';
  const parts = [method === (request.size ? 'POST' : 'GET') ? 'curl' : `curl -X ${quoted(method)}`];
  for (const [name, value, kind] of request.headers) {
    if (own.has(name.toLowerCase()) || kind) continue;
    parts.push(`-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (!request.headers.some(([name]) => name.toLowerCase() === 'content-type') && request.size) parts.push("-H 'Content-Type:'");
  // A text that begins with '@' would be the name of a file.
  if (request.body !== undefined && !/^@|\0/.test(request.body)) parts.push(`--data-binary ${quoted(request.body)}`);
  else if (request.size) parts.push(`--data-binary @capture-${record.seq}.body`);
  parts.push(quoted(base + (request.target ?? '/')));
  return parts.join(' \\\n  ');
}
