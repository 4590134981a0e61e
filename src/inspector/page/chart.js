// Deliveries over time as bars, by verdict, and how long answers took as a line above them.

import { byId, el, svg } from './dom.js';
import { dayText, msText, spanText, timeText } from './format.js';

const height = 48;
const kinds = [['good', 'verified'], ['unattempted', 'not checked'], ['failed', 'failed']];

const countOf = (span) => span.good + span.failed + span.unattempted;

function bars(spans, most, width) {
  return spans.flatMap((span, i) => {
    let y = height;
    const title = svg('title', {}, `${countOf(span)} deliveries, ${span.failed} failed`);
    const parts = kinds.filter(([kind]) => span[kind] > 0).map(([kind]) => {
      const tall = Math.max(1.5, (span[kind] / most) * (height - 4));
      y -= tall;
      return svg('rect', { class: `bar_${kind}`, x: i * width + width * 0.1, y, width: width * 0.8, height: tall });
    });
    return parts.length ? [svg('g', {}, title, parts)] : [];
  });
}

/** A line through the medians, on a scale of its own. */
function latencies(spans, width) {
  const known = spans.map((span, i) => [i, span.p50_ms]).filter(([, ms]) => ms !== null);
  if (known.length < 2) return null;
  const most = Math.max(...known.map(([, ms]) => ms), 1);
  const points = known.map(([i, ms]) => `${(i + 0.5) * width},${height - 3 - (ms / most) * (height - 8)}`).join(' ');
  return svg('polyline', { class: 'latency', points });
}

/** Draws the timeline of the log. */
export function drawChart(stats) {
  const place = byId('chart');
  const { timeline } = stats;
  const spans = timeline?.spans ?? [];
  const width = 600 / Math.max(spans.length, 1);
  const most = Math.max(1, ...spans.map(countOf));
  place.setAttribute('viewBox', `0 0 600 ${height}`);
  place.replaceChildren(...bars(spans, most, width), ...[latencies(spans, width)].filter(Boolean));
  const failed = stats.verdicts.failed ?? 0;
  place.setAttribute('aria-label', `${stats.captures} deliveries, ${failed} of them failed their check`);
  const slowest = Math.max(...spans.map((span) => span.p99_ms ?? 0));
  byId('legend').replaceChildren(...[
    timeline ? `${dayText(timeline.from)} ${timeText(timeline.from).slice(0, 8)}` : 'no deliveries yet',
    timeline ? `a bar is ${spanText(timeline.span_ms)}` : null,
    stats.verdicts.verified || stats.verdicts.authenticated ? el('span', { class: 'key key_good' }, 'verified') : null,
    failed ? el('span', { class: 'key key_failed' }, `${failed} failed`) : null,
    stats.verdicts.unattempted ? el('span', { class: 'key key_unattempted' }, `${stats.verdicts.unattempted} not checked`) : null,
    slowest ? el('span', { class: 'key key_latency' }, `time to answer, the slowest ${msText(slowest)}${slowest < 1000 ? ' ms' : ''}`) : null,
    stats.duplicates ? `${stats.duplicates} duplicates` : null,
    stats.refused ? `${stats.refused} refused` : null,
    stats.damaged ? `${stats.damaged} damaged lines` : null,
  ].filter(Boolean).map((part) => (typeof part === 'string' ? el('span', {}, part) : part)));
}
