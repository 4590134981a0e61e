// What strangers try: payloads that want to be more than text, and pages of other sites.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, test } from 'node:test';

import { app, deliver, folder, hookctl, leave, open, strike } from './stage.mjs';

after(strike);

const payloads = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '"><script>alert(1)</script>',
  '<iframe src="javascript:alert(1)"></iframe>', '<a href="javascript:alert(1)">x</a>', '</textarea><script>alert(1)</script>',
  '</pre><script src=//evil.example/x.js></script>', '<link rel=stylesheet href=//evil.example/x.css>', '<base href=//evil.example/>',
  '<meta http-equiv=refresh content="0;url=//evil.example">', '<img src=//evil.example/pixel.png>', '<style>@import "//evil.example/x"</style>',
  '{{constructor.constructor("alert(1)")()}}', '${alert(1)}', '\u202Egnp.exe', '<template><script>alert(1)</script></template>',
  '<form action=//evil.example><input autofocus onfocus=alert(1)>', '<video><source onerror=alert(1)>', '<math><mtext><script>alert(1)</script>',
];

/** A hundred bodies made of them: bare, in JSON as value and key, as a form, as a page, as an image. */
const bodies = payloads.flatMap((text) => [
  [text, 'text/html'], [JSON.stringify({ id: text, status: text, [text]: { deep: [text] } }), 'application/json'],
  [new URLSearchParams({ [text]: text }).toString(), 'application/x-www-form-urlencoded'],
  [`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><text>${text}</text></svg>`, 'image/svg+xml'],
  [`\u0089PNG${text}`, 'image/png'],
]);

test('a hundred hostile bodies, headers and ids run nothing and load nothing', { timeout: 120_000 }, async () => {
  assert.equal(bodies.length, 100);
  const home = await folder();
  const target = await app();
  const listen = await hookctl(home, 'listen', '--port', '0', '--inspect', '--forward-to', target.url);
  for (const [body, type] of bodies) {
    const word = encodeURIComponent(body.slice(0, 60));
    await deliver(`${listen.url}/${word}?q=${word}`, body, {
      'Content-Type': type, 'X-BFL-Signature': Buffer.from(body.slice(0, 80)).toString('latin1').replace(/[^\x20-\x7e]/g, '?'),
    });
  }
  const { page, troubles, requests } = await open(listen.inspector);
  await page.waitForFunction(() => document.getElementById('count').textContent === '100 captures');
  await page.focus('#list');
  for (let i = 0; i < bodies.length; ++i) {
    await page.keyboard.press('j');
    if (i === 0) await page.keyboard.press('Enter');
    const seq = String(bodies.length - i);
    await page.waitForFunction((n) => document.querySelector('#capture h2 span')?.textContent.trim() === `#${n}`, seq);
    for (const key of ['2', '4', '1']) await page.keyboard.press(key);
    if (i % 4) continue;
    await page.keyboard.press('r');
    await page.locator('dialog[open] .editor').waitFor();
    for (const way of ['text', 'values']) await page.getByRole('tab', { name: way, exact: true }).click();
    await leave(page);
    await page.keyboard.press('m');
    await page.locator('dialog[open] .code').waitFor();
    await leave(page);
    await page.focus('#list');
  }
  const found = await page.evaluate(() => ({
    scripts: document.querySelectorAll('script').length,
    strangers: document.querySelectorAll('iframe, object, embed, base, form[action], [onerror], [onload], [onfocus], dialog :is(link, style, svg, a, img), #capture link, #capture style, #capture svg, #capture a').length,
  }));
  assert.deepEqual(found, { scripts: 1, strangers: 0 });
  const own = new URL(listen.inspector).origin;
  assert.deepEqual(requests.filter((url) => !url.startsWith(`${own}/`) && !url.startsWith(`blob:${own}/`)), []);
  assert.deepEqual(troubles, []);
});

test('a page on another origin can neither read nor change anything', async () => {
  const home = await folder();
  const listen = await hookctl(home, 'listen', '--port', '0', '--inspect', '--respond', '200');
  const { origin, hash } = new URL(listen.inspector);
  const token = new URLSearchParams(hash.slice(1)).get('token');
  const other = http.createServer((_, response) => response.end('<!doctype html><title>other</title>'));
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { page: own, context } = await open(listen.inspector);
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${other.address().port}/`);
  const tried = await page.evaluate(async ([at, known]) => {
    const attempt = (options) => fetch(`${at}/api/script`, { method: 'POST', body: '{"script":"500"}', ...options })
      .then((response) => response.type).catch(() => 'failed');
    const frame = document.createElement('iframe');
    frame.src = `${at}/`;
    document.body.append(frame);
    await new Promise((resolve) => { frame.onload = resolve; setTimeout(resolve, 1000); });
    let inside = 'hidden';
    try { inside = frame.contentDocument?.title ?? 'hidden'; } catch { /* as it should be */ }
    return {
      read: await fetch(`${at}/api/captures`).then(() => 'read').catch(() => 'failed'),
      withToken: await fetch(`${at}/api/captures`, { headers: { 'X-Hookctl-Token': known } }).then(() => 'read').catch(() => 'failed'),
      simple: await attempt({ mode: 'no-cors', headers: { 'Content-Type': 'text/plain' } }),
      json: await attempt({ headers: { 'Content-Type': 'application/json', 'X-Hookctl-Token': known } }),
      inside,
    };
  }, [origin, token]);
  other.close();
  assert.deepEqual(tried, { read: 'failed', withToken: 'failed', simple: 'failed', json: 'failed', inside: 'hidden' });
  assert.equal(await deliver(`${listen.url}/a`, 'x'), 200);
  assert.ok(await own.isVisible('#list'));
});

test('a name that was rebound to this machine is the wrong host', async () => {
  const home = await folder();
  const listen = await hookctl(home, 'listen', '--port', '0', '--inspect');
  const { port } = new URL(listen.inspector);
  const ask = async (host) => {
    const request = http.get({ host: '127.0.0.1', port, path: '/', headers: { host } });
    const [response] = await once(request, 'response');
    response.resume();
    return response.statusCode;
  };
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1.evil.example:${port}`, `0.0.0.0:${port}`]) {
    assert.equal(await ask(host), 421, host);
  }
  assert.equal(await ask(`localhost:${port}`), 200);
});
