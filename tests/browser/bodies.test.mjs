// Bodies as they are shown: as fields, as images, as bytes.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { deliver, listening, rows, strike } from './stage.mjs';

after(strike);

const bytes = (base64) => Buffer.from(base64, 'base64');
const png = bytes('iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR4nGNQUFBggAIoCwAGhgCF1h5kSwAAAABJRU5ErkJggg==');
const gif = bytes('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=');
const every = Buffer.from(Array.from({ length: 256 }, (_, i) => i));

/** Delivers one body and opens it. */
async function shown(body, type) {
  const at = await listening();
  await deliver(`${at.listen.url}/a`, body, { 'Content-Type': type });
  await rows(at.page).first().click();
  const panel = at.page.locator('#body_panel');
  await panel.locator('> *').first().waitFor();
  return { ...at, panel };
}

test('a form is shown as its fields, decoded, in their order and with their repetitions', async () => {
  const { panel } = await shown('b=2&a=caf%C3%A9+au+lait&b=%3Cb%3E&empty=', 'application/x-www-form-urlencoded; charset=utf-8');
  assert.deepEqual(await panel.locator('dt').allInnerTexts(), ['b', 'a', 'b', 'empty']);
  assert.deepEqual(await panel.locator('dd').allInnerTexts(), ['2', 'café au lait', '<b>', '']);
});

for (const [name, body, size] of [['PNG', png, [2, 3]], ['GIF', gif, [1, 1]]]) {
  test(`a ${name} is shown as an image made of its bytes, whatever its sender calls it, and nothing is fetched`, async () => {
    const { page, panel, requests, troubles } = await shown(body, 'text/html');
    const image = panel.locator('img');
    await image.waitFor();
    assert.deepEqual(await image.evaluate(async (each) => {
      await each.decode();
      return [each.naturalWidth, each.naturalHeight];
    }), size);
    assert.match(await image.getAttribute('src'), /^blob:/);
    assert.match(await image.getAttribute('alt'), new RegExp(`image/${name.toLowerCase()}`));
    const { origin } = new URL(page.url());
    assert.deepEqual(requests.filter((each) => !each.startsWith(origin) && !each.startsWith(`blob:${origin}`)), []);
    await page.keyboard.press('3');
    assert.match(await panel.innerText(), name === 'PNG' ? /^00000000 {2}89 50 4e 47/ : /^00000000 {2}47 49 46 38/);
    assert.deepEqual(troubles, []);
  });
}

test('what only calls itself an image is shown as what it is', async () => {
  const text = await shown('no image at all', 'image/png');
  assert.equal(await text.panel.innerText(), 'no image at all');
  const drawing = await shown('<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>', 'image/svg+xml');
  assert.equal(await drawing.panel.locator('img, svg').count(), 0);
  assert.match(await drawing.panel.innerText(), /^<svg/);
  const broken = await shown(Buffer.concat([png.subarray(0, 8), every]), 'image/png');
  await broken.page.keyboard.press('3');
  assert.match(await broken.panel.innerText(), /^00000000 {2}89 50 4e 47/);
});

test('bytes that are no text are shown in hex in every way, and go out unedited', async () => {
  const { page, panel } = await shown(every, 'application/json');
  for (const key of ['1', '2', '3']) {
    await page.keyboard.press(key);
    const lines = (await panel.innerText()).split('\n');
    assert.equal(lines.length, 16);
    assert.equal(lines[6], '00000060  60 61 62 63 64 65 66 67  68 69 6a 6b 6c 6d 6e 6f  `abcdefghijklmno');
  }
  await page.keyboard.press('4');
  assert.match(await panel.innerText(), /256 B of bytes that are not text/);
});

test('a body of broken characters, and an empty one, are said to be what they are', async () => {
  const { panel } = await shown(Buffer.from([0x7b, 0xff, 0x7d]), 'application/json');
  assert.match(await panel.innerText(), /^00000000 {2}7b ff 7d/);
  const empty = await shown('', 'application/json');
  assert.equal(await empty.panel.innerText(), 'The body is empty.');
});
