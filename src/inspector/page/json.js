// JSON, read by our own eyes, because JSON.parse rounds numbers, drops equal keys and does not say where it stopped.

const deepest = 128;

/** Why a text is not JSON, and where: `line` and `column` from 1, `offset` in characters. */
export class NotJson extends SyntaxError {
  constructor(source, offset, why) {
    const lines = source.slice(0, offset).split('\n');
    const line = lines.length;
    const column = lines[line - 1].length + 1;
    super(`line ${line}, column ${column}: ${why}`);
    Object.assign(this, { offset, line, column });
  }
}

/** Reads a document into {kind, text?, children?}; throws NotJson where it is none. Scalars keep their text. */
export function parse(source) {
  let at = 0;
  const fail = (why) => { throw new NotJson(source, at, at < source.length ? why : `the end comes too soon, ${why}`); };
  const token = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) at = pattern.lastIndex;
    return found?.[0] ?? null;
  };
  const space = () => token(/[ \t\r\n]*/y);

  function string() {
    if (source[at] !== '"') return null;
    return token(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y)
      ?? fail('this text does not end, or has an escape that JSON does not know');
  }

  function list(end, depth, readChild) {
    const children = [];
    ++at;
    space();
    if (source[at] === end) return ++at, children;
    for (;;) {
      space();
      children.push(readChild(depth + 1));
      space();
      if (source[at] === end) return ++at, children;
      if (source[at] !== ',') fail(`here should be , or ${end}`);
      ++at;
    }
  }

  function member(depth) {
    const key = string() ?? fail('here should be a key in double quotes');
    space();
    if (source[at] !== ':') fail('here should be : and a value');
    ++at;
    return { key: JSON.parse(key), value: value(depth) };
  }

  function value(depth) {
    if (depth > deepest) fail('this is nested too deeply');
    space();
    if (source[at] === '{') return { kind: 'object', children: list('}', depth, member) };
    if (source[at] === '[') {
      return { kind: 'array', children: list(']', depth, (inner) => ({ value: value(inner) })) };
    }
    const text = string();
    if (text !== null) return { kind: 'string', text: JSON.parse(text) };
    const number = token(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== null) return { kind: 'number', text: number };
    return { kind: 'word', text: token(/true|false|null/y) ?? fail('here should be a value') };
  }

  const root = value(0);
  space();
  return at === source.length ? root : fail('the document ends before this');
}

/** One more step of a JSON Pointer. */
export const below = (pointer, key) => `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The document on several lines, with every number, escape and key as it came. */
export function indented(source) {
  let depth = 0;
  let out = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const part of source.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs) ?? []) {
    if ('}]'.includes(part)) {
      depth = Math.max(0, depth - 1);
      out = /[{[]\s*$/.test(out) ? out.trimEnd() + part : out + line() + part;
    } else if ('{['.includes(part)) {
      ++depth;
      out += part + line();
    } else if (part === ',') out += `,${line()}`;
    else out += part === ':' ? ': ' : part;
  }
  return out;
}
