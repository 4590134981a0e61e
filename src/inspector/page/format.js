// Numbers and times as people read them at a glance.

export function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1000 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

export function msText(ms) {
  if (ms === null || ms === undefined) return '';
  if (ms < 10) return ms.toFixed(2);
  return ms < 1000 ? ms.toFixed(0) : `${(ms / 1000).toFixed(1)} s`;
}

/** `120 ms`, `4.2 s`, `35 min`, `2.5 h`. */
export function spanText(ms) {
  if (ms < 1000) return `${ms.toFixed(ms < 10 ? 1 : 0)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${(ms / 60_000).toFixed(1)} min`;
  return ms < 86_400_000 ? `${(ms / 3_600_000).toFixed(1)} h` : `${(ms / 86_400_000).toFixed(1)} d`;
}

/** The time of day of an RFC 3339 time, here: `14:03:59.429`. */
export function timeText(at) {
  const date = new Date(at);
  const two = (number) => String(number).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${at.slice(20, 23)}`;
}

export const dayText = (at) => new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium' });

export function answerText(answer) {
  if (!answer) return '…';
  return [answer.status, answer.fault].filter(Boolean).join(' ') || '—';
}

/** Which colour an answer has. */
export function answerClass(answer) {
  if (!answer) return 'quiet';
  if (answer.fault || answer.status === null || answer.status >= 500) return 'bad';
  return answer.status < 300 ? 'good' : 'doubt';
}

export const verdictClass = (verdict) =>
  ({ verified: 'good', authenticated: 'good', failed: 'bad' })[verdict] ?? 'quiet';
