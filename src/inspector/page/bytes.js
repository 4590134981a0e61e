// Bytes: as records hold them, as text, as hex, as an image.

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

/** The body of a record as bytes, and as text where it is text; nothing where it was left out. */
export function bodyOf(request) {
  if (request.body !== undefined) return { bytes: new TextEncoder().encode(request.body), text: request.body };
  if (request.body_b64 !== undefined) return { bytes: fromBase64(request.body_b64), text: null };
  return request.size === 0 ? { bytes: new Uint8Array(), text: '' } : null;
}

/** `00000010  7b 22 69 64 …  {"id…`: sixteen bytes a line, up to so many bytes. */
export function hexText(bytes, most) {
  const lines = [];
  for (let at = 0; at < Math.min(bytes.length, most); at += 16) {
    const part = [...bytes.subarray(at, Math.min(at + 16, bytes.length))];
    const hex = part.map((byte, i) => (i === 8 ? ' ' : '') + byte.toString(16).padStart(2, '0')).join(' ');
    const text = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(48)}  ${text}`);
  }
  return lines.join('\n');
}

const images = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
];

/** The kind of image that bytes are by how they begin, whatever their sender says; null where they are none. */
export function imageType(bytes) {
  const fits = ([, start]) => start.every((byte, i) => byte === null || bytes[i] === byte);
  return images.find(fits)?.[0] ?? null;
}
