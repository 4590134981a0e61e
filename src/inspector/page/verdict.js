// What a check found, in words: the cause, the advice, and the signed bytes part by part.

import { get } from './api.js';
import { fromBase64, hexText } from './bytes.js';
import { el, visible } from './dom.js';
import { verdictClass } from './format.js';

const shownOfPart = 4000;

const reasons = {
  valid: 'the signature is of these bytes and a key at hand',
  header_missing: 'a header that carries the signature is missing',
  header_malformed: 'the signature is not written as the provider writes it',
  timestamp_missing: 'the signed time is missing',
  timestamp_malformed: 'the signed time cannot be read',
  timestamp_too_old: 'the signed time is too long ago',
  timestamp_in_future: 'the signed time is in the future',
  signature_mismatch: 'the signature is not of these bytes and this secret',
  key_unusable: 'the secret cannot be a key of this scheme',
  scheme_unknown: 'there was nothing to check it by',
  body_truncated: 'the body is not whole',
};

/** The text of a part with the place marked where it differs from what was signed. */
function partText(part, difference) {
  const text = part.text ?? hexText(fromBase64(part.b64), 1024);
  const bytes = new TextEncoder().encode(text);
  if (difference === undefined || part.name !== '{body}' || part.text === undefined || difference > shownOfPart) {
    return visible(text.slice(0, shownOfPart)) + (text.length > shownOfPart ? ' …' : '');
  }
  const decode = (from, to) => visible(new TextDecoder().decode(bytes.subarray(from, to)));
  const there = decode(difference, difference + 1);
  const mark = there === '\n' ? '⏎' : there || '∅';
  return [decode(0, difference), el('mark', { title: `differs from byte ${difference} on` }, mark),
    there === '\n' ? '\n' : '', decode(difference + 1, shownOfPart)];
}

function signedBytes(input, difference) {
  if (!input) return null;
  if (!input.parts) return input.problem ? el('p', { class: 'quiet' }, `Signed bytes: ${visible(input.problem)}`) : null;
  const names = input.parts.filter((part) => part.name).map((part) => part.name);
  const parts = input.parts.map((part) => {
    const kind = part.name ? `part_${names.indexOf(part.name) % 4}` : 'part_text';
    return el('span', { class: `part ${kind}`, title: part.name ?? 'text of the scheme' },
      part.hidden ? '(the secret)' : partText(part, difference));
  });
  const key = names.map((name, i) => el('span', { class: `part part_${i % 4}` }, name));
  return el('div', { class: 'signed' },
    el('p', { class: 'quiet' }, 'Signed bytes  ', key),
    el('pre', { class: 'code', tabindex: 0, role: 'region', 'aria-label': 'Signed bytes' }, parts));
}

function causeOf(verdict) {
  const { cause, tried } = verdict;
  if (cause) {
    return el('div', { class: 'cause' },
      el('p', {}, el('b', {}, `Cause: ${cause.class}`), ' — ', visible(cause.change), el('span', { class: 'tag good' }, 'proven')),
      el('p', {}, visible(cause.advice), '.'));
  }
  if (!tried) return null;
  return el('p', { class: 'quiet' }, `No cause was found among ${tried.hypotheses} possible ones: the secret or key is `
    + 'another one, or the body changed in a way not known.');
}

function hintFor(check) {
  if (check.masked.length && check.verdict.state === 'unattempted') return `Masked in the record: ${check.masked.map(visible).join(', ')}.`;
  if (check.redacted.length) return `Redacted in the record: ${check.redacted.map(visible).join(', ')}.`;
  if (check.verdict.provider && !check.has_keys) {
    return 'There is no secret at hand. Start hookctl with one to check signatures: --secret-env VAR.';
  }
  return null;
}

/** What a check with the keys at hand finds, beside what the record says. */
export async function explainVerdict(id, recorded, place, signal) {
  const check = await get(`/api/captures/${id}/verdict`, signal);
  const { verdict } = check;
  const hint = hintFor(check);
  const found = verdict.provider && !check.has_keys ? 'it was not checked' : reasons[verdict.reason] ?? verdict.reason;
  const differs = verdict.state !== recorded.state
    ? el('p', { class: 'quiet' }, `When it came: ${recorded.state}, ${recorded.reason}.`) : null;
  place.replaceChildren(...[
    el('p', {}, el('b', { class: verdictClass(verdict.state) }, verdict.state), '  ', found,
      verdict.detail && !['valid', 'signature_mismatch'].includes(verdict.reason) ? el('span', { class: 'quiet' }, `  (${visible(verdict.detail)})`) : null),
    el('p', { class: 'quiet' }, [verdict.provider, verdict.scheme, verdict.basis ? `recognised by ${visible(verdict.basis)}` : null]
      .filter(Boolean).join('  ·  ')),
    differs, hint ? el('p', { class: 'quiet' }, hint) : null, causeOf(verdict),
    verdict.received ? el('p', { class: 'code_line' }, `received ${visible(verdict.received)}   expected ${visible(verdict.expected ?? '?')}`) : null,
    signedBytes(check.input, verdict.cause?.first_difference),
  ].filter(Boolean));
}
