// A text edited in place: value by value where it is JSON, or as the text it is.

import { post } from './api.js';
import { el, visible } from './dom.js';
import { inlineField } from './inline_field.js';
import { below, parse } from './json.js';
import { scalarText, tree } from './json_tree.js';
import { tabs } from './tabs.js';

const kinds = { string: 'a text', number: 'a number', word: 'true, false or null' };

/** What becomes of a value that is typed: what was a text stays one; elsewhere JSON is JSON, and the rest a text. */
function becomes(kind, typed) {
  if (kind === 'string') return kinds.string;
  try {
    const value = parse(typed);
    return kinds[value.kind] ?? `an ${value.kind}`;
  } catch {
    return 'a text';
  }
}

/** Line ends as they were; a text area knows only one kind. */
function lineEndsOf(text) {
  const isAllCrLf = text.includes('\r\n') && !/(?:^|[^\r])\n|\r(?!\n)/.test(text);
  return isAllCrLf ? '\r\n' : '\n';
}

export class JsonEditor {
  /** `onEdit` hears of each change. */
  constructor(text, onEdit) {
    this.original = text;
    this.text = text;
    this.onEdit = onEdit;
    this.closed = new Set();
    this.lineEnd = lineEndsOf(text);
    this.note = el('p', { class: 'editor_note quiet', role: 'status', id: 'editor_note' });
    this.reset = el('button', { type: 'button', class: 'more', hidden: true, onclick: () => this.restore() }, 'As it came');
    this.goThere = el('button', { type: 'button', class: 'more', hidden: true, onclick: () => this.showProblem() }, 'Go there');
    this.ways = tabs({ label: 'Edit the body', id: 'editor', ways: ['values', 'text'], onShow: (way) => this.draw(way) });
    this.element = el('div', { class: 'editor', role: 'group', 'aria-label': 'Body' }, this.ways.element,
      el('div', { class: 'editor_line' }, this.note, this.goThere, this.reset));
    this.ways.show(this.problem() ? 1 : 0);
  }

  get isChanged() {
    return this.text !== this.original;
  }

  /** Why the text is no JSON; null where it is. */
  problem() {
    try {
      this.root = parse(this.text);
      return null;
    } catch (problem) {
      return problem;
    }
  }

  draw(way) {
    this.way = way;
    this.ways.panel.replaceChildren(way === 0 ? this.valueForm() : this.textForm());
    this.tell();
  }

  /** Says what the text is now. */
  tell(what = '') {
    const problem = this.problem();
    this.area?.setAttribute('aria-invalid', String(problem !== null));
    this.goThere.hidden = problem === null || this.way === 0;
    this.reset.hidden = !this.isChanged;
    this.note.className = `editor_note ${problem ? 'doubt' : 'quiet'}`;
    this.note.textContent = [what, problem ? `not JSON — ${problem.message}` : what ? '' : 'valid JSON',
      this.isChanged ? '' : 'as it came'].filter(Boolean).join('  ·  ');
    return problem;
  }

  take(text, what) {
    this.text = text;
    this.onEdit();
    this.tell(what);
  }

  restore() {
    this.text = this.original;
    this.draw(this.way);
    this.ways.focus();
  }

  textForm() {
    this.area = el('textarea', { name: 'body', spellcheck: 'false', 'aria-label': 'Body as text', 'aria-describedby': 'editor_note' });
    this.area.value = this.text;
    this.area.addEventListener('input', () => {
      this.take(this.lineEnd === '\n' ? this.area.value : this.area.value.replaceAll('\n', this.lineEnd));
    });
    return this.area;
  }

  showProblem() {
    const problem = this.problem();
    if (!problem) return;
    const at = this.area.value.split('\n').slice(0, problem.line - 1).join('\n').length + (problem.line > 1 ? 1 : 0) + problem.column - 1;
    this.area.focus();
    this.area.setSelectionRange(at, Math.min(at + 1, this.area.value.length));
  }

  valueForm() {
    this.area = null;
    if (this.problem()) return el('p', { class: 'quiet' }, 'This is not JSON, so it has no values to edit one by one: edit the text.');
    const form = tree(this.root, {
      scalar: (value, pointer) => this.valueButton(value, pointer),
      tools: (value, pointer) => this.tools(value, pointer),
      isOpen: (pointer) => !this.closed.has(pointer),
    });
    form.addEventListener('toggle', ({ target }) => {
      this.closed[target.open ? 'delete' : 'add'](target.dataset.pointer);
    }, true);
    form.addEventListener('keydown', (event) => this.walk(form, event));
    return form;
  }

  /** Up and down lead from value to value, Delete takes one out. */
  walk(form, event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!event.target.matches('.json_value')) return;
    if (event.key === 'Delete') this.remove(event.target.dataset.pointer);
    if (!by) return;
    const all = [...form.querySelectorAll('.json_value')];
    all[all.indexOf(event.target) + by]?.focus();
    event.preventDefault();
  }

  remove(pointer) {
    return this.change([{ pointer }], `${pointer} removed`);
  }

  valueButton(value, pointer) {
    const shown = el('span', { class: `json_${value.kind}` }, scalarText(value));
    if (!pointer) return el('span', { title: pointer === null ? 'its key stands several times: edit the text' : null }, shown);
    const button = el('button', {
      type: 'button', class: 'json_value', 'data-pointer': pointer, 'aria-label': `${pointer}: ${scalarText(value)}, edit`,
      onclick: () => this.editValue(button, value, pointer),
    }, shown);
    return button;
  }

  editValue(button, value, pointer) {
    const { place, input } = inlineField({
      label: `${pointer}, ${kinds[value.kind]}`, text: value.text, opens: pointer, after: () => button,
      tell: (typed) => becomes(value.kind, typed),
      onTake: (typed) => this.change([{ pointer, value: typed }], `${pointer} changed`, pointer),
    });
    button.replaceWith(place);
    input.select();
  }

  tools(value, pointer) {
    if (pointer === null) return null;
    const name = pointer || 'the document';
    const tool = (text, label, onclick) => el('button', { type: 'button', class: 'tool', 'aria-label': label, title: label, onclick }, text);
    return el('span', { class: 'json_tools' },
      value.children ? tool('+', `add to ${name}`, (event) => this.add(event.currentTarget, value, pointer)) : null,
      pointer ? tool('✕', `remove ${name}`, () => this.remove(pointer)) : null);
  }

  /** Asks for a new element, or for a member as `key: value`. */
  add(button, value, pointer) {
    const isArray = value.kind === 'array';
    const parts = (typed) => (isArray ? [typed, '-', typed] : /^\s*"?([^":]*)"?\s*:\s*([^]*)$/.exec(typed));
    const tell = (typed) => {
      const read = parts(typed);
      return read ? becomes('', read[2]) : 'write key: value';
    };
    const take = (typed) => {
      const read = parts(typed);
      if (!read) return this.draw(0), this.tell('A member is written as key: value');
      const to = below(pointer, read[1]);
      this.change([{ pointer: to, value: read[2] }], `${to} added`, to);
    };
    const what = isArray ? 'a new element' : 'a new member, key: value';
    const { place, input } = inlineField({ label: `${what}, of ${pointer || 'the document'}`, text: '', tell, onTake: take, after: () => button });
    button.replaceWith(place);
    input.focus();
  }

  /** Has the server change what is named; no other byte becomes another one. */
  async change(edits, what, focus) {
    let opened = null;
    try {
      const { body } = await post('/api/edit', { body: this.text, edits });
      opened = this.ways.panel.querySelector('[data-opens]')?.dataset.opens;
      this.text = body;
      this.onEdit();
      this.draw(0);
      this.tell(visible(what));
    } catch (problem) {
      this.draw(0);
      this.tell(problem.message);
    }
    // Who went on to another value meanwhile stays there.
    const buttonOf = (pointer) => [...this.ways.panel.querySelectorAll('.json_value')].find((each) => each.dataset.pointer === pointer);
    if (opened && opened !== focus) buttonOf(opened)?.click();
    else (buttonOf(focus) ?? this.ways.panel.querySelector('.json_value'))?.focus();
  }
}
