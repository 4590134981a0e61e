// What axe finds in every view, in both themes.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';

import { app, deliver, folder, hookctl, leave, open, strike } from './stage.mjs';

after(strike);

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

for (const colorScheme of ['dark', 'light']) {
  test(`axe finds nothing to complain about in the ${colorScheme} theme`, { timeout: 120_000 }, async () => {
    const home = await folder();
    const target = await app();
    const listen = await hookctl(home, 'listen', '--port', '0', '--inspect', '--forward-to', target.url, '--respond', '500,app');
    const headers = { 'Content-Type': 'application/json', Authorization: 'x', 'X-BFL-Signature': `sha256=${'0'.repeat(64)}` };
    for (let i = 0; i < 3; ++i) await deliver(`${listen.url}/bfl`, '{"id":"gen_1","status":"Ready","list":[1,"a",null,{}],"no":[]}', headers);
    // The tests' own tool is a script, which the page's policy would not let in.
    const { page } = await open(listen.inspector, { colorScheme, bypassCSP: true });
    await page.evaluate(axe);
    const look = async (what) => {
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map((each) => `${what}: ${each.id} ${each.nodes.map((node) => node.html)}`), []);
    };
    await page.locator('#canvas .row').nth(2).waitFor();
    await look('list');
    await page.locator('#canvas .row').first().click();
    await page.locator('.explained b').waitFor();
    await look('capture');
    const views = [['?', '.keys'], ['a', '[name=script]'], ['d', '.choices'], ['c', '.code'], ['m', '.code'], ['x', '[name=status]'], ['r', '.json_value'], ['f', '[name=forge]']];
    for (const [key, part] of views) {
      await page.keyboard.press(key);
      await page.locator(`dialog[open] ${part}`).first().waitFor();
      await page.locator('.toast.shown').waitFor({ state: 'detached' });
      await look(`dialog ${key}`);
      await leave(page);
    }
    await page.keyboard.press('x');
    await page.keyboard.press('Enter');
    await page.locator('#capture .sub .tag').waitFor();
    await page.keyboard.press('r');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('.results .code').waitFor();
    await page.getByRole('button', { name: /^\/id/ }).click();
    await page.locator('.json_field').waitFor();
    await look('a value that is edited');
    await page.getByRole('tab', { name: 'text', exact: true }).click();
    await page.locator('textarea').fill('{');
    await look('a text that is no JSON');
    await leave(page);
    await page.setViewportSize({ width: 390, height: 780 });
    await look('capture on a phone');
    await page.keyboard.press('Escape');
    await look('list on a phone');
    await listen.stop();
    await page.locator('#notice').waitFor();
    await look('the server is gone');
  });
}
