// The page and its server: tabs, restarts, other machines.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { deliver, folder, hookctl, listening, open, otherName, rows, strike } from './stage.mjs';

after(strike);

const live = (page) => page.locator('#live[data-state=live]').waitFor();
const shows = (page, target) => page.waitForFunction((text) =>
  document.querySelector('#canvas .row .request')?.textContent.includes(text), target, { polling: 50 });

test('after a restart with a new token the page says what to do, and the new address works in the same tab', async () => {
  const home = await folder();
  const first = await hookctl(home, 'listen', '--port', '0', '--inspect');
  const { page, context } = await open(first.inspector);
  await deliver(`${first.url}/first`, 'x');
  await shows(page, '/first');
  await first.stop();
  await page.locator('#notice', { hasText: 'hookctl does not answer' }).waitFor();
  assert.ok(await rows(page).first().isVisible(), 'what was there is still shown');
  const second = await hookctl(home, 'listen', '--port', '0', '--inspect', new URL(first.inspector).port);
  await page.locator('#notice', { hasText: 'Open the new address that hookctl printed' }).waitFor();
  assert.equal(await page.locator('#live').innerText(), 'not connected');
  const other = await context.newPage();
  await other.goto(second.inspector);
  await other.waitForSelector('html[data-ready]');
  await live(other);
  await deliver(`${second.url}/second`, 'x');
  await shows(other, '/second');
  assert.ok(await page.locator('#notice').isVisible(), 'a tab of the old run is not taken for one of the new');
  await page.bringToFront();
  await page.goto(second.inspector);
  await shows(page, '/second');
  await live(page);
  assert.ok(await page.locator('#notice').isHidden());
});

test('without the token the page says where to find it', async () => {
  const home = await folder();
  const { inspector } = await hookctl(home, 'listen', '--port', '0', '--inspect');
  const { page } = await open(new URL(inspector).origin);
  await page.locator('#notice', { hasText: 'This address has no token' }).waitFor();
  assert.ok(await page.locator('#problem').isHidden());
});

test('twenty tabs all show what comes, and keep neither the receiver nor each other waiting', { timeout: 120_000 }, async () => {
  const { listen, page, context } = await listening();
  const others = [];
  for (let i = 0; i < 19; ++i) {
    const tab = await context.newPage();
    await tab.goto(listen.inspector);
    await tab.waitForSelector('html[data-ready]');
    await live(tab);
    others.push(tab);
  }
  await page.bringToFront();
  const answers = [], appeared = [];
  for (let i = 0; i < 20; ++i) {
    const began = performance.now();
    assert.equal(await deliver(`${listen.url}/n${i}`, 'x'), 200);
    answers.push(performance.now() - began);
    await shows(page, `/n${i}`);
    appeared.push(performance.now() - began);
  }
  for (const tab of others) await shows(tab, '/n19');
  const median = (times) => times.sort((a, b) => a - b)[times.length / 2];
  console.log(`with twenty tabs: answered in ${median(answers).toFixed(0)} ms, on the screen in ${median(appeared).toFixed(0)} ms (medians)`);
  assert.ok(median(answers) < 500, `the median answer took ${median(answers)} ms`);
  assert.ok(median(appeared) < 3000, `the median delivery appeared after ${median(appeared)} ms`);
});

test('from another machine the page works by the name that was allowed, without HTTPS', async () => {
  const { listen, page, context, troubles } = await listening('--allow-remote', otherName, '--respond', '200');
  assert.ok(listen.inspector.startsWith(`http://${otherName}:`));
  assert.equal(await page.evaluate(() => isSecureContext), false);
  await live(page);
  await deliver(`${listen.url}/first`, 'x');
  await shows(page, '/first');
  await rows(page).first().click();
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.locator('.toast.shown', { hasText: 'The curl line copied' }).waitFor();
  await page.getByRole('button', { name: 'Answers: 200' }).click();
  await page.getByLabel('Script').fill('503');
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.getByRole('button', { name: 'Answers: 503' }).waitFor();
  const hidden = await context.newPage();
  await hidden.goto(listen.inspector);
  await hidden.waitForSelector('html[data-ready]');
  await deliver(`${listen.url}/second`, 'x');
  await shows(hidden, '/second');
  const { port } = new URL(listen.inspector);
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 421);
  assert.deepEqual(troubles.filter((each) => !each.includes('Cross-Origin-Opener-Policy')), []);
});
