// The Interpolate tab: geodesics, the grid between anchors and the path drawn over it, arithmetic; pictures compared with the core's.
import assert from 'node:assert/strict';

import { test } from './fixtures.mjs';
import {
  assertShowsItsFragment, changed, click, finish, follow, groupOf, phone, press, snapshot, tileOf, until, widget,
} from './harness.mjs';

const still = '#tab=interpolate&seed=7&drift=0';

const queryOf = (fragment) => new URLSearchParams(fragment);
const kindOf = (shot, kind) => shot.widgets.find(({ name }) => name === kind || name === `${kind}, chosen`);
const lengthOf = (shot, kind) => Number(kindOf(shot, kind).value);
const middleOf = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });

/** A code of the core's own numbers as a link holds it. */
const codeText = ({ model }, row) => Buffer.from(model.sample(99n, row, 1).buffer).toString('base64url');
const anchors = (site) => `&c=${codeText(site, 0)}&d=${codeText(site, 1)}`;

/** The snapshot once every path has its length. */
async function measured(page) {
  let shot;
  await until(async () => {
    shot = await snapshot(page);
    return ['linear', 'spherical', 'geodesic'].every((kind) => lengthOf(shot, kind) > 0);
  });
  return shot;
}

/** Tiles of a group, as one. */
function tilesOf(shot, role) {
  const { first, count } = groupOf(shot, role);
  return Buffer.concat(Array.from({ length: count }, (_, i) => tileOf(shot, first + i)));
}

const gridTile = (shot, index) => middleOf(shot.draws.find(({ tile }) => tile === groupOf(shot, 'blend').first + index));

/** Where a path goes that is drawn over the grid: along its first row and down. */
function strokeOver(shot) {
  const side = Math.sqrt(groupOf(shot, 'blend').count);
  return [0, 2, 2 + 2 * side, 1 + 3 * side].map((index) => gridTile(shot, index));
}

test('a geodesic is no longer than the other paths, has their ends, and a link to it shows the same pictures', async ({ site }) => {
  const page = await site.visit(still);
  const lengths = await measured(page);
  assert.ok(lengthOf(lengths, 'geodesic') <= lengthOf(lengths, 'linear'));
  assert.ok(lengthOf(lengths, 'geodesic') <= lengthOf(lengths, 'spherical'));
  const before = assertShowsItsFragment(site, lengths);
  await press(page, 'geodesic');
  const shot = await snapshot(page);
  assert.equal(queryOf(shot.fragment).get('path'), 'geodesic');
  assertShowsItsFragment(site, shot);
  const { first, count } = groupOf(shot, 'path');
  for (const [tile, code] of [[first, before.a], [first + count - 1, before.b]]) {
    assert.ok(tileOf(shot, tile).equals(Buffer.from(site.zscape.toBytes(site.model.decode(code)))), 'an end is another digit');
  }
  assert.ok(!tilesOf(shot, 'path').equals(tilesOf(lengths, 'path')), 'the geodesic goes where the spherical path goes');

  const other = await site.open(`#${shot.fragment}`);
  const again = await measured(other);
  for (const role of ['path', 'on_path', 'kind']) assert.ok(tilesOf(again, role).equals(tilesOf(shot, role)), `${role} differs`);
  await finish(other);
  await finish(page);
});

test('anchors C and D span a grid, which shows what the core blends', async ({ site }) => {
  const page = await site.visit(still);
  const start = await snapshot(page);
  await click(page, widget(start, 'add anchor C'));
  const three = await changed(page, start);
  assert.ok(assertShowsItsFragment(site, three).anchors.length === 3);
  groupOf(three, 'blend');
  await click(page, widget(three, 'the sum'));
  await changed(page, three);
  await press(page, 'add anchor D');
  const four = await snapshot(page);
  assert.equal(assertShowsItsFragment(site, four).anchors.length, 4);
  await click(page, gridTile(four, 7));
  const staged = await changed(page, four);
  assert.ok(tileOf(staged, groupOf(staged, 'stage').first).equals(tileOf(four, groupOf(four, 'blend').first + 7)));
  assertShowsItsFragment(site, staged);
  await press(page, 'remove anchor D');
  await press(page, 'remove anchor C');
  const two = await snapshot(page);
  assert.equal(assertShowsItsFragment(site, two).anchors.length, 2);
  assert.ok(!two.groups.some(({ role }) => role === 'blend'));
  await finish(page);
});

test('a path drawn over the grid is played round, and its link shows the same pictures', async ({ site }) => {
  const page = await site.visit(still + anchors(site));
  const [start, ...rest] = strokeOver(await snapshot(page));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (const { x, y } of rest) await page.mouse.move(x, y, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() => Number(new URLSearchParams(window.zscape.fragment()).get('position')) > 0.02);
  await press(page, 'play');
  const shot = await snapshot(page);
  const view = assertShowsItsFragment(site, shot);
  assert.ok(view.track.length >= 8, `expected a track of at least 4 points, found ${view.track.length / 2}`);
  assert.equal(queryOf(shot.fragment).get('play'), '0');

  const other = await site.open(`#${shot.fragment}`);
  const again = await snapshot(other);
  assert.equal(again.fragment, shot.fragment);
  assert.ok(again.pixels.equals(shot.pixels), 'the link shows other pictures');
  await finish(other);

  // It goes on behind its end: four times as fast, from shortly before it.
  await page.evaluate((fragment) => (location.hash = fragment), shot.fragment.replace(/position=[^&]*/, 'position=0.99')
    .replace('play=0', 'play=1&speed=4'));
  await page.waitForFunction(() => {
    const query = new URLSearchParams(window.zscape.fragment());
    return query.get('play') === '1' && Number(query.get('position')) < 0.9;
  });
  await press(page, 'Clear path');
  assert.equal(assertShowsItsFragment(site, await snapshot(page)).track, null);
  await finish(page);
});

test('a finger draws a path over the grid on a phone, where the page stays in its place', async ({ site }) => {
  const page = await site.visit(still + anchors(site), phone);
  const before = await snapshot(page);
  const points = strokeOver(before);
  const client = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [points[0]]);
  for (const point of points.slice(1)) {
    await touch('touchMove', [point]);
    await snapshot(page);
  }
  await touch('touchEnd', []);
  await page.waitForFunction(() => window.zscape.fragment().includes('&track='));
  const after = await snapshot(page);
  assert.deepEqual(gridTile(after, 0), gridTile(before, 0));
  assert.ok(assertShowsItsFragment(site, after).track.length >= 6);
  await finish(page);
});

test('arithmetic with means of classes is what the core adds up', async ({ site }) => {
  const page = await site.visit(still);
  await snapshot(page);
  const choose = async (place, code) => {
    await press(page, place);
    await until(async () => (await snapshot(page)).widgets.some(({ name }) => name === code));
    await press(page, code);
    await until(async () => !(await snapshot(page)).widgets.some(({ name }) => name === code));
  };
  await choose('the first term', 'mean of a class: 7');
  await choose('the term that is taken away', 'mean of a class: 1');
  await choose('the term that is added', 'in view: B');
  const shot = await snapshot(page);
  assert.equal(widget(shot, 'the first term').value, 'mean 7');
  const view = assertShowsItsFragment(site, shot);
  assert.deepEqual(view.terms[2], view.b);
  await click(page, widget(shot, 'the sum'));
  const staged = await changed(page, shot);
  assert.deepEqual(assertShowsItsFragment(site, staged).stage, view.sum);
  await finish(page);
});

test('a link with too much of a path is refused and the page stays alive', async ({ site }) => {
  const page = await site.open(still);
  for (const hostile of ['track=AAAA', `track=${'A'.repeat(4 * 65)}`, 'speed=1e9', 'path=wormhole', 'c=AACAfw', 'plus=AAAA']) {
    await follow(page, `${still}&${hostile}`);
    const shot = await snapshot(page);
    assert.ok(!shot.fragment.includes('track='), 'the track was taken');
    assert.ok(shot.widgets.some(({ name }) => name === 'Share'));
  }
  await finish(page);
});
