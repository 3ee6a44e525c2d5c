// The path from anchor A to anchor B: the anchors, the position, playback, both kinds of path; each picture compared with the core's.
import assert from 'node:assert/strict';

import { test } from './fixtures.mjs';
import { along, assertShowsItsFragment, changed, click, drag, finish, groupOf, pathTile, snapshot, tileOf, widget } from './harness.mjs';

const still = '#seed=7&drift=0';

const drawOf = (shot, tile) => shot.draws.find((draw) => draw.tile === tile);

const setAnchor = (shot, index) => widget(shot, ['Set A', 'Set B'][index]);

// Where the controls are.
function controls(shot) {
  const kind = (name) => shot.widgets.find((one) => one.name === name || one.name === `${name}, chosen`);
  return {
    play: widget(shot, 'play'),
    spherical: kind('spherical'),
    linear: kind('linear'),
    position: (share) => along(widget(shot, 'position on the path'), share),
  };
}

// The pictures from A to B.
function strip(site, shot) {
  const { first, count } = groupOf(shot, 'path');
  return Array.from({ length: count }, (_, i) => tileOf(shot, first + i));
}

async function opened(site) {
  const page = await site.visit(still);
  const shot = await snapshot(page);
  return { page, shot, view: assertShowsItsFragment(site, shot), at: controls(shot) };
}

test('Set A and Set B put the digit on the stage at the ends of the path', async ({ site }) => {
  const { page, shot } = await opened(site);
  let before = shot;
  for (const [index, digit] of [[0, 20], [1, 33]]) {
    await click(page, drawOf(before, digit));
    const staged = await changed(page, before);
    await click(page, setAnchor(staged, index));
    const after = await changed(page, staged);
    const view = assertShowsItsFragment(site, after);
    const other = assertShowsItsFragment(site, staged);
    assert.deepEqual([view.a, view.b][index], view.stage);
    assert.deepEqual([view.a, view.b][1 - index], [other.a, other.b][1 - index]);
    assert.ok(strip(site, after).at(-index).equals(tileOf(shot, digit)), 'the end of the strip is another digit');
    before = after;
  }
  await finish(page);
});

test('the position slider moves the digit along the path', async ({ site }) => {
  const { page, shot, view, at } = await opened(site);
  assert.equal(view.position, 0);
  await drag(page, at.position(0.1), at.position(0.4));
  await page.waitForFunction(() => Number(new URLSearchParams(window.zscape.fragment()).get('position')) > 0.38);
  const after = await snapshot(page);
  const moved = assertShowsItsFragment(site, after);
  assert.ok(Math.abs(moved.position - 0.4) < 0.02, `position: expected 0.4, found ${moved.position}`);
  const tile = pathTile(shot);
  assert.ok(!tileOf(after, tile).equals(tileOf(shot, tile)), 'the digit on the path did not change');
  await finish(page);
});

test('the play button moves the position, and stops it', async ({ site }) => {
  const { page, at } = await opened(site);
  const moves = (least) => page.waitForFunction((position) => {
    const query = new URLSearchParams(window.zscape.fragment());
    return query.get('play') === '1' && Number(query.get('position')) > position;
  }, least);
  await click(page, at.play);
  await moves(0);
  const first = assertShowsItsFragment(site, await snapshot(page));
  await moves(first.position);
  const second = assertShowsItsFragment(site, await snapshot(page));
  assert.ok(second.position > first.position);

  await click(page, at.play);
  await page.waitForFunction(() => window.zscape.fragment().includes('play=0'));
  const [stopped, later] = [await snapshot(page), await snapshot(page)];
  assert.equal(later.fragment, stopped.fragment);
  assertShowsItsFragment(site, later);
  await finish(page);
});

test('linear and spherical paths show different digits between the same ends', async ({ site }) => {
  const { page, shot, view, at } = await opened(site);
  assert.equal(view.path, 'spherical');
  await click(page, at.linear);
  const linear = await changed(page, shot);
  assert.equal(assertShowsItsFragment(site, linear).path, 'linear');
  const [round, straight] = [strip(site, shot), strip(site, linear)];
  const same = round.map((tile, i) => tile.equals(straight[i]));
  assert.deepEqual(same, round.map((_, i) => i === 0 || i === round.length - 1));

  await click(page, at.spherical);
  const back = await changed(page, linear);
  assert.equal(back.fragment, shot.fragment);
  assertShowsItsFragment(site, back);
  await finish(page);
});
