// Runs the tests of this folder, where there is what they need; otherwise says what is missing and passes by.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const needed = {
  '/usr/bin/chromium': 'scripts/setup test',
  [join(here, 'node_modules/playwright-core')]: 'scripts/fetch-packages',
  [join(here, 'node_modules/axe-core')]: 'scripts/fetch-packages',
};
const missing = Object.entries(needed).filter(([path]) => !existsSync(path));
for (const [path, remedy] of missing) console.log(`the browser tests pass by: '${path}' is missing (${remedy})`);
if (missing.length === 0) {
  const tests = process.argv.slice(2).map((name) => join(here, name));
  const flags = ['--test', '--test-concurrency=1', '--test-reporter=spec', '--test-timeout=280000'];
  process.exit(spawnSync(process.execPath, [...flags, ...tests], { stdio: 'inherit' }).status ?? 1);
}
