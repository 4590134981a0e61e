// Makes the README's pictures of the inspector: HOOKCTL_BINARY=… node screenshots.mjs FOLDER

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { app, deliver, folder, hookctl, open, run, signed, strike } from './stage.mjs';

const into = process.argv[2];
const secrets = ['--secret-env', 'BFL_WEBHOOK_SECRET'];
const providers = ['bfl', 'github', 'shopify', 'bfl', 'slack', 'linear', 'bfl', 'typeform'];
const body = '{"id":"gen_7f3a1c","status":"Ready","cost":1.10,"result":{"sample":"https://delivery.example/r/7f3a1c.png",'
  + '"prompt":"a lighthouse at dusk","seed":12345678901234567890}}';

/** Deliveries as they come in an afternoon: most are right, some are sent again, one lost its signature on the way. */
async function record(home) {
  const target = await app();
  const listen = await hookctl(home, 'listen', '--port', '0', '--forward-to', target.url, '--respond', '500,app*5,503,app', ...secrets);
  for (let i = 0; i < 24; ++i) {
    const provider = providers[i % providers.length];
    await run(home, ['simulate', '--provider', provider, '--speed', '1000', '--to', `${listen.url}/hooks/${provider}`, ...secrets]);
  }
  const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer x', ...(await signed(home, body)) };
  await deliver(`${listen.url}/hooks/bfl`, `${body}\n`, headers);
  await run(home, ['simulate', '--provider', 'bfl', '--speed', '1000', '--to', `${listen.url}/hooks/bfl`, ...secrets]);
  await listen.stop();
}

/** Spreads the times of a log over two hours. */
async function spread(log) {
  const records = (await readFile(log, 'utf8')).trim().split('\n').map((line) => JSON.parse(line));
  const start = Date.parse('2026-11-21T14:02:11Z');
  let at = start, step = 7;
  const times = new Map();
  for (const each of records) {
    step = (step * 7919 + 13) % 101;
    at += (step < 60 ? 4 + step : 200 + 5 * step) * 1000 + step * 7;
    if (!times.has(each.id)) times.set(each.id, at);
    each.at = new Date(times.get(each.id)).toISOString().replace('Z', '123Z');
  }
  await writeFile(log, `${records.map((each) => JSON.stringify(each)).join('\n')}\n`);
}

const home = await folder();
await record(home);
await spread(join(home, 'captures.jsonl'));
await mkdir(into, { recursive: true });
const inspect = await hookctl(home, 'inspect', ...secrets, '--to', 'http://localhost:3000');
for (const colorScheme of ['dark', 'light']) {
  const { page } = await open(inspect.inspector, { colorScheme, timezoneId: 'UTC', locale: 'en-GB' });
  await page.locator('#canvas .row').nth(20).waitFor();
  if (colorScheme === 'light') await page.screenshot({ path: join(into, 'inspector-list.png') });
  await page.locator('#canvas .row', { hasText: 'gen_7f3a1c' }).first().click();
  await page.locator('.cause').waitFor();
  if (colorScheme === 'dark') await page.screenshot({ path: join(into, 'inspector-dark.png') });
  if (colorScheme === 'dark') continue;
  await page.keyboard.press('r');
  await page.getByRole('button', { name: /^\/status/ }).click();
  await page.getByRole('textbox', { name: '/status, a text' }).fill('Error');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^\/cost/ }).click();
  await page.screenshot({ path: join(into, 'inspector-replay.png') });
}
await strike();
