// Generate and the stage: how many digits, verdicts and their tally, real digits, clouds, frozen dimensions, colours.
import assert from 'node:assert/strict';

import { test } from './fixtures.mjs';
import {
  afterFrames, assertShowsItsFragment, changed, click, decodePng, finish, forScreenshots, groupOf, lose, press, restore, tap, phone,
  snapshot, stageTile, tileOf, until, viewOf, widget,
} from './harness.mjs';

const models = new URL('../../build/site/models/', import.meta.url);
const screenshots = new URL('../../build/screenshots/', import.meta.url).pathname;

const query = (shot) => new URLSearchParams(shot.fragment);
const shown = (shot, name) => shot.widgets.some((one) => one.name === name);

test('a wall of one digit and one of 1024 are what the core computes, in sight at every size', async ({ site }) => {
  for (const options of [{}, phone, { viewport: { width: 2560, height: 1440 } }]) {
    for (const count of [1, 1024]) {
      const page = await site.visit(`#seed=7&drift=0&count=${count}`, options);
      const shot = await snapshot(page);
      assert.equal(groupOf(shot, 'wall').count, count);
      assertShowsItsFragment(site, shot);
      const wall = shot.draws.filter(({ tile }) => tile < count);
      const { width, height } = page.viewportSize();
      for (const draw of wall) {
        assert.ok(draw.x >= 0 && draw.x + draw.width <= width);
        assert.ok(width < 940 || draw.y + draw.height <= height);
      }
      await finish(page);
    }
  }
});

test('verdicts are what the classifier reads in the tiles, and the tally counts them', async ({ site }) => {
  const page = await site.visit('#model=cvae&seed=7&drift=0', forScreenshots);
  await page.waitForFunction(() => window.zscape.verdict() !== null);
  await press(page, 'Verdicts');
  await page.waitForFunction(() => window.zscape.fragment().includes('verdicts=1'));
  await snapshot(page);
  const shot = await snapshot(page);
  const lenet = await site.zscape.load(new URL('lenet.safetensors', models));
  const { count } = groupOf(shot, 'wall');
  const counts = Array(10).fill(0);
  for (let tile = 0; tile < count; ++tile) {
    const read = lenet.classify(Float32Array.from(tileOf(shot, tile), (byte) => Math.fround(byte / 255)));
    counts[read.indexOf(Math.max(...read))] += 1;
  }
  assert.equal(widget(shot, 'tally').value, counts.map((n, label) => `${label}: ${n}`).join(', '));
  assert.equal(counts.reduce((sum, n) => sum + n), count);
  await page.screenshot({ path: `${screenshots}verdicts.png` });
  await finish(page);
});

test('real digits lie beside the wall; a click brings what the encoder makes of one to the stage', async ({ site }) => {
  for (const options of [{}, phone]) {
    const page = await site.visit('#seed=7&drift=0&real=1', { ...forScreenshots, ...options });
    await until(async () => (await snapshot(page)).groups.some(({ role }) => role === 'real'));
    const shot = await snapshot(page);
    assertShowsItsFragment(site, shot);
    const { first } = groupOf(shot, 'real');
    await click(page, shot.draws.find(({ tile }) => tile === first + 2));
    const staged = await changed(page, shot);
    const { mean } = site.model.encode(Float32Array.from(tileOf(shot, first + 2), (byte) => Math.fround(byte / 255)));
    assert.deepEqual(viewOf(site.zscape, site.model, staged.fragment, 1).stage, mean);
    await page.screenshot({ path: `${screenshots}real-${page.viewportSize().width}.png` });
    await finish(page);
  }
});

test('more like this is a wall around the digit on the stage, and its link shows the same', async ({ site }) => {
  const page = await site.open('#seed=7&drift=0');
  const before = await snapshot(page);
  const cloud = await press(page, 'More like this');
  assert.equal(query(cloud).get('wall'), 'cloud');
  assert.equal(query(cloud).get('cloud'), query(cloud).get('stage'));
  assert.ok(tileOf(cloud, 0).equals(tileOf(cloud, stageTile(cloud))), 'the first digit is not the one in the middle');
  assert.ok(!tileOf(cloud, 1).equals(tileOf(cloud, 0)));
  const again = await site.open(`#${cloud.fragment}`);
  assert.ok((await snapshot(again)).pixels.equals(cloud.pixels), 'the link shows another cloud');
  await finish(again);
  await finish(page);
});

test('Random leaves a frozen dimension as it is, the dice of a row changes it alone, and undo takes it back', async ({ site }) => {
  const page = await site.visit('#seed=7&drift=0');
  const stage = (shot) => [...viewOf(site.zscape, site.model, shot.fragment, 1).stage];
  const frozen = await press(page, 'freeze z06');
  assert.equal(query(frozen).get('frozen'), '6');
  const random = await press(page, 'Random');
  assert.deepEqual(stage(frozen).flatMap((z, d) => (z === stage(random)[d] ? [d] : [])), [6]);
  const diced = await press(page, 'randomise z09');
  assert.deepEqual(stage(random).flatMap((z, d) => (z === stage(diced)[d] ? [] : [d])), [9]);
  assertShowsItsFragment(site, diced);
  const undone = await press(page, 'undo');
  assert.deepEqual(stage(undone), stage(random));
  await finish(page);
});

test('a colour map is on the screen, also after the graphics context was lost', async ({ site }) => {
  const page = await site.open('#seed=7&drift=0&count=4', { smooth: true });
  for (const name of ['look', 'viridis', 'raw']) await press(page, name);
  await page.keyboard.press('Escape');
  const viridis = { 0: [0x44, 0x01, 0x54], 255: [0xfd, 0xe7, 0x25], 5: [0x46, 0x08, 0x5c] };
  const check = async () => {
    const shot = await snapshot(page);
    const seen = await decodePng(site.browser, await page.screenshot());
    const { x, y, width, height } = shot.draws.find(({ tile }) => tile === 0);
    const bytes = tileOf(shot, 0);
    let compared = 0;
    for (let row = 2; row < shot.height - 2; ++row) {
      for (let column = 2; column < shot.width - 2; ++column) {
        const expected = viridis[bytes[row * shot.width + column]];
        if (!expected) continue;
        const at = 3 * (Math.floor(y + ((row + 0.5) * height) / shot.height) * seen.width + Math.floor(x + ((column + 0.5) * width) / shot.width));
        assert.deepEqual([...seen.pixels.subarray(at, at + 3)], expected, `row ${row}, column ${column}`);
        compared += 1;
      }
    }
    assert.ok(compared > 100, `expected to compare more than 100 pixels, found ${compared}`);
  };
  await check();
  await lose(page);
  await restore(page);
  await afterFrames(page);
  await check();
  await finish(page);
});

test('on a phone the sheet behind More has the other controls, and a tap on a name the lock and the dice', async ({ site }) => {
  const page = await site.open('#model=ae&wall=samples&seed=7&drift=0', { ...forScreenshots, ...phone });
  const sheet = await tap(page, 'More');
  for (const name of ['temperature', 'truncation', 'prior, chosen', 'N(0, I)', 'count', 'Verdicts', 'Real']) assert.ok(shown(sheet, name), name);
  await page.screenshot({ path: `${screenshots}more.png` });
  const raw = await tap(page, 'N(0, I)');
  assert.equal(query(raw).get('raw'), '1');
  assert.ok(!tileOf(raw, 0).equals(tileOf(sheet, 0)), 'raw noise shows the same digit as the prior');
  await finish(page);
});
