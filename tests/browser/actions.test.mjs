// What a person does with a capture.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';

import { app, deliver, leave, listening, rows, run, signed, strike } from './stage.mjs';

after(strike);

const body = '{ "id":"gen_1", "status":"Ready","cost":1.10,\n"big":12345678901234567890,"list":[1,{"a/b":"\\u00e9"}],"twice":1,"twice":2}';

const dialog = (page) => page.locator('dialog[open]');
const note = (page) => page.locator('.editor_note');

/** A listener in front of an app, with one signed delivery that is open in the page. */
async function opened(...words) {
  const target = await app();
  const at = await listening('--forward-to', target.url, ...words);
  await deliver(`${at.listen.url}/bfl`, body, { ...(await signed(at.home, body)), Authorization: 'Bearer hush' });
  await rows(at.page).first().click();
  await at.page.locator('.forwards', { hasText: 'thank you' }).waitFor();
  return { target, ...at };
}

async function saved(page, act) {
  const saving = page.waitForEvent('download');
  await act();
  const download = await saving;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

test('a capture is copied as the curl line that hookctl exports, and saved', async () => {
  const { page, context, home, target } = await opened();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await dialog(page).getByText('The value of Authorization was masked, so the header is left out.').waitFor();
  const line = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(await page.getByRole('region', { name: 'The curl line' }).textContent(), line);
  const exported = await run(home, ['captures', 'export', 'captures.jsonl#1', '--as', 'curl', '--to', target.url, '--body-file', 'b']);
  assert.equal(line, exported.replace('--data-binary @b', `--data-raw '${body}'`));
  await leave(page);
  assert.deepEqual(await saved(page, () => page.keyboard.press('s')), { name: 'capture-1.body', text: body });
});

test('captures are compared', async () => {
  const { listen, page } = await listening();
  await deliver(`${listen.url}/a`, `{"it":"'s"}`);
  await deliver(`${listen.url}/a`, `{"it":"was"}`);
  await page.locator('#canvas .row', { hasText: '/a' }).nth(1).waitFor();
  await rows(page).first().click();
  await page.getByRole('button', { name: 'Compare' }).waitFor();
  await page.keyboard.press('d');
  await page.getByLabel('Number of the other capture').fill('1');
  await page.getByRole('button', { name: 'Compare' }).last().click();
  await page.locator('.diff .removed', { hasText: `"'s"` }).waitFor();
  await page.locator('.diff .added', { hasText: '"was"' }).waitFor();
});

test('one value is edited in place by the keyboard, and no other byte of what is signed and sent', async () => {
  const { target, home, page, troubles } = await opened();
  await page.keyboard.press('r');
  await page.getByRole('button', { name: '/id: "gen_1", edit' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('gen_"2');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '/id: "gen_"2", edit' }).and(page.locator(':focus')).waitFor();
  assert.match(await note(page).textContent(), /^\/id changed/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const cost = page.getByRole('textbox', { name: '/cost, a number' });
  await cost.fill('two');
  assert.equal(await page.locator('.says').textContent(), 'a text');
  await cost.fill('2.50');
  assert.equal(await page.locator('.says').textContent(), 'a number');
  await page.keyboard.press('Escape');
  assert.ok(await dialog(page).isVisible(), 'Escape leaves the field, not the dialog');
  await page.keyboard.press('Enter');
  await cost.fill('2.50');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '/cost: 2.50, edit' }).waitFor();
  assert.ok(await page.getByLabel('signed anew').isChecked());
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('.results', { hasText: '200 as expected' }).locator('.code', { hasText: 'thank you' }).waitFor();
  const due = body.replace('gen_1', 'gen_\\"2').replace('1.10', '2.50');
  assert.equal(target.got[1].body, due);
  assert.equal(target.got[1].headers['x-bfl-signature'], (await signed(home, due))['X-BFL-Signature']);
  assert.deepEqual(troubles, []);
});

test('members are added and removed, keys that stand twice are left to the text, and all of it is undone', async () => {
  const { page } = await opened();
  await page.keyboard.press('r');
  assert.equal(await page.getByRole('button', { name: /^\/twice/ }).count(), 0);
  await page.getByRole('button', { name: 'add to the document' }).click();
  await page.getByRole('textbox', { name: /a new member/ }).fill('x/y: {"deep":1.0}');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '/x~1y/deep: 1.0, edit' }).waitFor();
  await page.getByRole('button', { name: 'add to /list', exact: true }).click();
  await page.getByRole('textbox', { name: /a new element/ }).fill('null');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '/list/2: null, edit' }).waitFor();
  await page.getByRole('button', { name: 'remove /status' }).click();
  await page.getByRole('button', { name: /^\/status/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '/list/1/a~1b: "é", edit' }).focus();
  await page.keyboard.press('Delete');
  await page.getByText('/list/1/a~1b removed').waitFor();
  await page.getByRole('tab', { name: 'text' }).click();
  assert.equal(await page.locator('textarea').inputValue(),
    '{ "id":"gen_1", "cost":1.10,\n"big":12345678901234567890,"list":[1,{},null],"twice":1,"twice":2,"x/y":{"deep":1.0}}');
  await page.getByRole('button', { name: 'As it came' }).click();
  assert.equal(await page.locator('textarea').inputValue(), body);
});

test('the text form says while one types whether it is JSON, and where it is not', async () => {
  const { page, target } = await opened();
  await page.keyboard.press('r');
  await page.getByRole('tab', { name: 'text' }).click();
  const area = page.getByRole('textbox', { name: 'Body as text' });
  assert.match(await note(page).textContent(), /^valid JSON/);
  const cases = [
    ['{"a":1,\n "b" 2}', 'line 2, column 6: here should be : and a value'],
    ['{"a":01}', 'line 1, column 7: here should be , or }'],
    ['[1,\n\n', 'line 3, column 1: the end comes too soon, here should be a value'],
    ['{"a":"\\x"}', 'line 1, column 6: this text does not end'],
    ['{a:1}', 'line 1, column 2: here should be a key in double quotes'],
  ];
  for (const [text, says] of cases) {
    await area.fill(text);
    assert.ok((await note(page).textContent()).includes(says), `${text}: ${await note(page).textContent()}`);
    assert.equal(await area.getAttribute('aria-invalid'), 'true');
  }
  await area.fill('{"a":1,\n "b" 2}');
  await page.getByRole('button', { name: 'Go there' }).click();
  assert.equal(await area.evaluate((each) => each.value.slice(each.selectionStart, each.selectionEnd)), '2');
  await page.getByRole('tab', { name: 'values' }).click();
  await page.getByText('This is not JSON').waitFor();
  await page.getByRole('tab', { name: 'text' }).click();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('.results', { hasText: '200' }).waitFor();
  assert.equal(target.got[1].body, '{"a":1,\n "b" 2}', 'what is no JSON may be sent, too');
});

test('a forgery that the app takes is found', async () => {
  const { target, page } = await opened();
  await page.keyboard.press('f');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('.results li', { hasText: 'as due' }).first().waitFor();
  assert.ok(target.got.length > 10);
  await page.locator('.results', { hasText: 'accepted a forgery' }).waitFor();
});

test('what is marked as expected is shown in the list, in other tabs and by replays', async () => {
  const { page, context, listen } = await opened();
  const other = await context.newPage();
  await other.goto(listen.inspector);
  await other.waitForSelector('html[data-ready]');
  await page.bringToFront();
  await page.keyboard.press('x');
  assert.equal(await page.getByLabel('Status:').inputValue(), '200');
  await page.getByLabel('Status:').fill('often');
  await page.getByRole('button', { name: 'Mark expected' }).last().click();
  await dialog(page).locator('[role=alert]', { hasText: "cannot read 'often'" }).waitFor();
  await page.getByLabel('Status:').fill('202');
  await page.keyboard.press('Enter');
  await page.locator('#canvas .row', { hasText: 'not as expected' }).waitFor();
  await page.locator('#capture .sub', { hasText: 'not as expected: 202' }).waitFor();
  await other.locator('#canvas .row', { hasText: 'not as expected' }).waitFor();
  await page.keyboard.press('r');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.locator('.results', { hasText: '200 not as expected' }).getByText('answered 200, 202 expected').waitFor();
  await leave(page);
  await page.reload();
  await page.getByRole('button', { name: 'Expected: 202' }).click();
  await page.getByLabel('Status:').fill('2xx');
  await page.getByRole('button', { name: 'Change the mark' }).click();
  await page.locator('#capture .sub', { hasText: /(?<!not )as expected: 2xx/ }).waitFor();
  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Remove the mark' }).click();
  await page.getByRole('button', { name: 'Mark expected' }).waitFor();
});

test('a fixture is shown with what was left out, and saved as fixture make would', async () => {
  const { page, home } = await opened();
  await page.keyboard.press('m');
  const text = dialog(page).getByRole('region', { name: 'The fixture' });
  await text.waitFor();
  assert.match(await text.textContent(), /\{\{sign\}\}/);
  await dialog(page).getByText('the value of Authorization was masked').waitFor();
  const { name, text: file } = await saved(page, () => page.getByRole('button', { name: 'Save file' }).click());
  assert.equal(name, 'bfl-succeeded-1.hook.json');
  assert.equal(file, await text.textContent());
  await run(home, ['fixture', 'make', 'captures.jsonl#1']);
  assert.equal(file, await readFile(`${home}/${name}`, 'utf8'));
  await page.getByLabel('Keep the signature that came').check();
  await text.filter({ hasText: /sha256=[0-9a-f]{64}/ }).waitFor();
});
