// The page as a person meets it: digits, sliders, links, keys, fingers, and that what is seen is what the core computes.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { test } from './fixtures.mjs';
import {
  along, drag, tap, assertShowsItsFragment, changed, click, correlation, decodePng, finish, groupOf, listed, phone, ready, snapshot,
  stageTile, tileOf, viewOf, widget,
} from './harness.mjs';

const still = '#seed=7&drift=0';
const screenshots = fileURLToPath(new URL('../../build/screenshots/', import.meta.url));

const wallDraws = (shot) => shot.draws.filter(({ tile }) => tile < groupOf(shot, 'wall').count);
const seedOf = (fragment) => new URLSearchParams(fragment).get('seed');

test('the progress bar follows the bytes that have arrived', async ({ site }) => {
  const pieces = 8;
  const gate = new EventEmitter();
  site.faults.set('models/vae.safetensors', { pieces, next: () => once(gate, 'next') });
  const page = await site.start(still);
  const code = Number(await page.getAttribute('script[data-code-bytes]', 'data-code-bytes'));
  const size = Math.ceil(site.weights.length / pieces);
  const awaited = listed('vae').first.bytes;
  for (let piece = 1; piece * size < awaited; ++piece) {
    const received = code + piece * size;
    const percent = Math.floor((100 * received) / (code + awaited));
    await page.waitForFunction((text) => document.getElementById('bar').getAttribute('aria-valuenow') === text, String(percent));
    const { share, text } = await page.evaluate(() => {
      const bar = document.getElementById('bar');
      const share = bar.firstElementChild.getBoundingClientRect().width / bar.getBoundingClientRect().width;
      return { share, text: document.getElementById('message').textContent };
    });
    assert.ok(Math.abs(100 * share - percent) < 1, `expected a bar of ${percent} %, found ${100 * share} %`);
    assert.equal(text, `loading ${Math.ceil(received / 1000)} of ${Math.ceil((code + awaited) / 1000)} kB`);
    gate.emit('next');
  }
  await ready(page);
  site.faults.clear();
  await finish(page);
});

test('digits appear, and the texture holds exactly what the core computes for the link', async ({ site }) => {
  const page = await site.visit(still);
  const shot = await snapshot(page);
  const { count } = groupOf(shot, 'wall');
  assert.ok(count >= 60, `expected a wall of at least 60 digits, found ${count}`);
  assertShowsItsFragment(site, shot);
  await finish(page);
});

test('a drifting wall is exactly what the core computes for its phase, in every frame', async ({ site }) => {
  const page = await site.visit('#seed=12345678901234567890&temperature=1.3');
  const first = await snapshot(page);
  const second = await changed(page, first);
  for (const shot of [first, second]) assertShowsItsFragment(site, shot);
  assert.ok(!tileOf(first, 0).equals(tileOf(second, 0)), 'the first digit did not move');
  await finish(page);
});

test('the canvas that a person sees shows the digits of the texture', async ({ site }) => {
  const page = await site.open(still, { smooth: true });
  const shot = await snapshot(page);
  const seen = await decodePng(site.browser, await page.screenshot());
  const found = correlation(shot, seen, 1, wallDraws(shot));
  assert.ok(found > 0.9, `correlation between screenshot and texture: expected more than 0.9, found ${found}`);
  await finish(page);
});

test('a slider changes the digit on the stage in the frame of the drag', async ({ site }) => {
  const page = await site.visit(still, { smooth: true });
  const before = await snapshot(page);
  const stage = stageTile(before);
  const { key } = before.groups.find(({ role }) => role === 'variation');
  const slider = widget(before, `z${String(key).padStart(2, '0')}`);
  const [from, to] = [0.2, 0.4].map((share) => along(slider, share));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const pressed = await changed(page, before);

  // One frame, drawn between the event and everything else.
  await page.evaluate(() => {
    window.addEventListener('pointermove', () => {
      window.zscape.frame();
      const { zscape, base64 } = window;
      const [tiles, picture] = [zscape.tiles(), zscape.picture()];
      window.recorded = { fragment: zscape.fragment(), tiles: base64(tiles.pixels), ...picture, pixels: base64(picture.pixels) };
    }, { once: true });
  });
  await page.mouse.move(to.x, to.y);
  await page.waitForFunction(() => window.recorded);
  const { fragment, tiles, ...picture } = await page.evaluate(() => window.recorded);
  const dragged = { ...pressed, fragment, pixels: Buffer.from(tiles, 'base64') };
  await page.mouse.up();

  const moved = viewOf(site.zscape, site.model, dragged.fragment, stage).stage;
  const held = viewOf(site.zscape, site.model, pressed.fragment, stage).stage;
  const different = [...moved.keys()].filter((d) => moved[d] !== held[d]);
  assert.deepEqual(different, [key], 'the drag changed another dimension');
  assertShowsItsFragment(site, dragged);
  const drawn = correlation(dragged, { ...picture, pixels: Buffer.from(picture.pixels, 'base64') }, 1, dragged.draws.filter(({ tile }) => tile === stage));
  assert.ok(drawn > 0.9, `correlation between the canvas of that frame and its stage: expected more than 0.9, found ${drawn}`);
  await finish(page);
});

test('the temperature slider changes the wall and the link', async ({ site }) => {
  const page = await site.visit(still);
  const before = await snapshot(page);
  const slider = widget(before, 'temperature');
  await drag(page, along(slider, 0.5), along(slider, 0.8));  // the grab at 1
  const temperature = (shot) => Number(new URLSearchParams(shot.fragment).get('temperature'));
  await page.waitForFunction(() => Number(new URLSearchParams(location.hash.slice(1)).get('temperature')) > 1.3);
  const after = await snapshot(page);
  assert.equal(temperature(before), 1);
  assert.ok(temperature(after) > 1.3 && temperature(after) < 2, `expected a temperature between 1.3 and 2, found ${temperature(after)}`);
  assertShowsItsFragment(site, after);
  const moved = wallDraws(after).filter(({ tile }) => !tileOf(after, tile).equals(tileOf(before, tile)));
  assert.equal(moved.length, wallDraws(before).length, 'some digits of the wall did not change');
  await finish(page);
});

test('a click puts a digit of the wall on the stage', async ({ site }) => {
  const page = await site.visit(still);
  const before = await snapshot(page);
  await click(page, before.draws.find(({ tile }) => tile === 20));
  const after = await changed(page, before);
  assert.ok(tileOf(after, stageTile(after)).equals(tileOf(before, 20)));
  await finish(page);
});

test('space draws new digits, and the URL follows', async ({ site }) => {
  const page = await site.visit(still);
  await page.keyboard.press(' ');
  await page.waitForFunction(() => new URLSearchParams(location.hash.slice(1)).get('seed') === '8');
  const shot = await snapshot(page);
  assert.equal(seedOf(shot.fragment), '8');
  assertShowsItsFragment(site, shot);
  await finish(page);
});

test('a link pasted into an open page is followed', async ({ site }) => {
  const page = await site.visit(still);
  await page.evaluate(() => (location.hash = '#seed=99&temperature=0.5&drift=0'));
  await page.waitForFunction(() => window.zscape.fragment().includes('seed=99'));
  assertShowsItsFragment(site, await snapshot(page));
  await finish(page);
});

test('a finger picks a digit, and the seed field opens the keyboard', async ({ site }) => {
  const page = await site.visit(still, phone);
  const before = await snapshot(page);
  assertShowsItsFragment(site, before);
  const digit = before.draws.find(({ tile }) => tile === 8);
  await page.touchscreen.tap(digit.x + digit.width / 2, digit.y + digit.height / 2);
  const after = await changed(page, before);
  assert.ok(tileOf(after, stageTile(after)).equals(tileOf(before, 8)));

  await tap(page, 'seed');
  await page.waitForFunction(() => document.activeElement.id === 'typing');
  await page.keyboard.insertText('1');
  await page.waitForFunction(() => !window.zscape.fragment().includes('seed=7&'));
  assertShowsItsFragment(site, await snapshot(page));
  await finish(page);
});

test('a key that goes down while Meta is held acts once, though macOS never says that it went up', async ({ site }) => {
  const page = await site.blank();
  await page.clock.install();
  await page.goto(site.url + still);
  await ready(page);
  const shows = (seed) => page.waitForFunction((one) => window.zscape.state().seed === one, seed);
  for (const seed of ['8', '9', '10']) {
    await page.keyboard.press(' ');
    await shows(seed);
  }
  // Frames for longer than a key has to be held to act again.
  const drawOn = async () => {
    for (let i = 0; i < 12; ++i) {
      await page.clock.fastForward(50);
      await page.evaluate(() => window.zscape.frame());
    }
    return page.evaluate(() => window.zscape.state().seed);
  };
  await page.keyboard.down('Meta');
  await page.keyboard.down('z');
  await shows('9');
  assert.equal(await drawOn(), '9');
  await page.keyboard.down('z');
  await shows('8');
  assert.equal(await drawOn(), '8');
  await finish(page);
});

test('Back and Forward of a mouse press nothing on the page', async ({ site }) => {
  const page = await site.visit(still);
  const before = await snapshot(page);
  const { x, y, width, height } = widget(before, 'Resample');
  for (const button of [3, 4]) {
    for (const type of ['pointerdown', 'pointerup']) {
      await page.evaluate(([type, init]) => document.getElementById('canvas').dispatchEvent(new PointerEvent(type, init)),
        [type, { button, clientX: x + width / 2, clientY: y + height / 2, pointerId: 1, pointerType: 'mouse' }]);
      await snapshot(page);
    }
  }
  assert.equal((await snapshot(page)).fragment, before.fragment);
  await finish(page);
});

test('a touch that the browser cancels clicks nothing', async ({ site }) => {
  const page = await site.visit(still, phone);
  const before = await snapshot(page);
  const { x, y, width, height } = widget(before, 'Resample');
  const client = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [{ x: x + width / 2, y: y + height / 2 }]);
  await snapshot(page);
  await touch('touchCancel', []);
  await snapshot(page);
  assert.equal((await snapshot(page)).fragment, before.fragment);
  await finish(page);
});

test('screenshots at desktop, phone and large sizes, each showing its digits', { tag: '@all' }, async ({ site }) => {
  await mkdir(screenshots, { recursive: true });
  const sizes = { desktop: {}, phone, large: { viewport: { width: 2560, height: 1440 } } };
  for (const [name, options] of Object.entries(sizes)) {
    const page = await site.open(still, { smooth: true, ...options });
    const shot = await snapshot(page);
    const png = await page.screenshot({ path: `${screenshots}${name}.png` });
    const found = correlation(shot, await decodePng(site.browser, png), options.deviceScaleFactor ?? 1, wallDraws(shot));
    assert.ok(found > 0.9, `${name}: correlation between screenshot and texture: expected more than 0.9, found ${found}`);
    await finish(page);
  }
});
