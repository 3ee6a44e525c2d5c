// A person who presses everything: seeded, so that what goes wrong goes wrong again.
import assert from 'node:assert/strict';

import { test } from './fixtures.mjs';
import { finish, snapshot } from './harness.mjs';

const seconds = Number(process.env.ZSCAPE_WALK_SECONDS ?? 120);
const oneStep = 1.25;  // by which the heap grows at a time: what is largest, a saved picture say, may come late
const width = 1280;
const height = 800;

// A small generator of numbers in [0, 1) with a stated seed (Steele, Lea, Flood 2014, as mulberry32 has it).
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const keys = ['Tab', 'Enter', ' ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Escape', 'Delete', '1', '2', '3', '4',
  '?', 'Control+z', 'Control+Shift+z', 'Shift+Tab'];

async function act(page, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const at = () => [random() * width, random() * height];
  const kind = random();
  if (kind < 0.35) return page.mouse.click(...at());
  if (kind < 0.5) {
    await page.mouse.move(...at());
    await page.mouse.down();
    await page.mouse.move(...at(), { steps: 4 });
    return page.mouse.up();
  }
  if (kind < 0.65) {
    await page.mouse.move(...at());
    return page.mouse.wheel(0, (random() - 0.5) * 400);
  }
  if (kind < 0.85) return page.keyboard.press(pick(keys));
  const widgets = (await page.evaluate(() => window.zscape.widgets())).filter(({ x, y }) => x >= 0 && y >= 0 && x < width && y < height);
  if (widgets.length === 0) return page.keyboard.press('Escape');
  const { x, y, width: w, height: h } = pick(widgets);
  return page.mouse.click(x + w / 2, y + h / 2);
}

test('a random walk ends without an error, without a leak, and every state on its way is valid', { tag: '@all' }, async ({ site }) => {
  test.setTimeout(1000 * (seconds + 120));
  const page = await site.open('#seed=7');
  const warm = await page.evaluate(async () => {
    const { models } = await (await fetch('models/models.json')).json();
    for (const { id } of models.filter(({ role }) => role === 'generator')) {
      for (const tab of ['family', 'map', 'interpolate', 'generate']) {
        await window.zscape.set({ model: id, tab, stage: null, a: null, b: null, count: 1024, wall: null, drift: 1 });
        window.zscape.frame();
      }
    }
    await window.zscape.set({ model: 'vae', stage: null, a: null, b: null, count: null, wall: null });
    return window.zscape.heapBytes();
  });
  const random = numbers(20261121);
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  for (let i = 0; elapsed() < seconds; ++i) {
    await act(page, random);
    if (i % 25 === 0) await page.evaluate(() => window.zscape.set({}));  // rejects where the state is not what a link can hold
  }
  const { groups } = await snapshot(page);
  assert.ok(groups.length > 0, 'nothing is drawn any more');
  assert.equal(await page.evaluate(() => document.getElementById('cover').className), '');
  const heap = await page.evaluate(() => window.zscape.heapBytes());
  assert.ok(heap <= oneStep * warm, `the WebAssembly heap grew from ${warm} to ${heap} bytes`);
  await finish(page);
});
