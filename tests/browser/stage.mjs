// What the tests share: hookctl as a process, a browser, an app that records what it is sent.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { chromium } from 'playwright-core';

export const binary = process.env.HOOKCTL_BINARY;
/** A name that the browser takes for another machine, and that leads here. */
export const otherName = 'build-7.test';
export const secret = 'we-chose-this-secret';
const started = [];
const children = new Set();

// Whatever ends this process ends what it started.
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** A folder of its own, gone at the end. */
export async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'hookctl-browser-'));
  started.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

const environment = { PATH: process.env.PATH, HOME: '/nonexistent', BFL_WEBHOOK_SECRET: secret };

/** hookctl with `--json`; ready when it is there. Yields its first line, and how to stop it. */
export async function hookctl(cwd, ...words) {
  const child = spawn(binary, [...words, '--json'], { cwd, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  child.on('exit', () => children.delete(child));
  const lines = createInterface({ input: child.stdout });
  const [line] = await once(lines, 'line');
  lines.on('line', () => {});
  const stop = async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGINT');
    await once(child, 'exit');
  };
  started.push(stop);
  return { ...JSON.parse(line), stop };
}

/** Runs hookctl to its end; yields what it printed. */
export async function run(cwd, words, input = '') {
  const child = spawn(binary, words, { cwd, env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {});  // who reads no input may be gone before it comes
  child.stdin.end(input);
  let out = '';
  child.stdout.on('data', (part) => { out += part; });
  await once(child, 'close');
  return out;
}

/** An app that answers 200 and keeps what it got. */
export async function app() {
  const got = [];
  const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      got.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      response.end('thank you');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  started.push(() => { server.closeAllConnections(); server.close(); });
  return { url: `http://127.0.0.1:${server.address().port}`, got };
}

/** Posts a delivery; yields its status. */
export async function deliver(url, body, headers = {}) {
  const response = await fetch(url, { method: 'POST', body, headers });
  await response.arrayBuffer();
  return response.status;
}

/** The headers of a genuine delivery of bfl. */
export async function signed(cwd, body) {
  const lines = await run(cwd, ['sign', '-', '--provider', 'bfl'], body);
  return Object.fromEntries(lines.trim().split('\n').map((line) => line.split(': ')));
}

let browser;

/** A page of its own, whose errors fail the test; `requests` are all it asked for. */
export async function open(url, options = {}) {
  if (!browser) {
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium', chromiumSandbox: process.getuid() !== 0, args: [`--host-resolver-rules=MAP ${otherName} 127.0.0.1`],
    });
    started.push(() => browser.close());
  }
  const context = await browser.newContext({ viewport: { width: 1360, height: 820 }, colorScheme: 'dark', ...options });
  const page = await context.newPage();
  const troubles = [], requests = [];
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  page.on('dialog', (dialog) => { troubles.push(`a script ran: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(url);
  await page.waitForSelector('html[data-ready]');
  return { page, context, troubles, requests };
}

/** The rows of the list that are there. */
export const rows = (page) => page.locator('#canvas .row:not(.waiting)');

/** Leaves the dialog that is open. */
export async function leave(page) {
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

/** A listener with an inspector, and a page that shows it. */
export async function listening(...words) {
  const home = await folder();
  const listen = await hookctl(home, 'listen', '--port', '0', '--inspect', ...words);
  return { home, listen, ...(await open(listen.inspector)) };
}

/** Ends everything that was started, the latest first. */
export async function strike() {
  for (const stop of started.splice(0).reverse()) await stop();
  browser = undefined;
}
