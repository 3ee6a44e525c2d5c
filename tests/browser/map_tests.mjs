// The map: its cells are what the core decodes at their centres, wherever one drags and zooms it; hovering, clicking, points and
// verdicts.
import assert from 'node:assert/strict';

import { test } from './fixtures.mjs';
import {
  assertShowsItsFragment, cellsOf, changed, click, drag, finish, groupOf, phone, press, snapshot, tileOf, until, widget,
} from './harness.mjs';
import { trackOf } from './path_codes.mjs';

const plane = '#model=vae2d&tab=map&drift=0&map-points=0';
const pixel = 2;  // of the canvas, in those of the page: see openPage
const whole = { x: 0, y: 0, across: 6.6 };  // of a standard normal prior

async function opened(site, fragment = plane, open = site.visit) {
  const page = await open(fragment);
  const weights = new URL('../../build/site/models/vae2d.safetensors', import.meta.url);
  return { page, shot: await snapshot(page), core: { ...site, model: await site.zscape.load(weights) } };
}

function windowOf(shot) {
  const text = new URLSearchParams(shot.fragment).get('map-window');
  if (text === null) return whole;
  const [x, y, across] = text.split(',').map(Number);
  return { x, y, across };
}

/** Layout units per unit of the latent space, and the middle of the map. */
function placement(shot) {
  const { x, y, width, height } = widget(shot, 'map');
  return { scale: Math.min(width, height) / windowOf(shot).across, middle: { x: x + width / 2, y: y + height / 2 } };
}

/** The point of the plane under a point of the page. */
function under(shot, { x, y }) {
  const { scale, middle } = placement(shot);
  const { x: cx, y: cy } = windowOf(shot);
  return [cx + (x - middle.x) / scale, cy - (y - middle.y) / scale];
}

/** Every cell of the finest level is drawn where it lies. */
function assertCellsLieRight(shot) {
  const group = groupOf(shot, 'map');
  const cells = cellsOf(group);
  const level = Math.max(...cells.map((cell) => cell.level));
  const { scale, middle } = placement(shot);
  const { x, y } = windowOf(shot);
  let found = 0;
  cells.forEach((cell, i) => {
    if (cell.level !== level) return;
    const draw = shot.draws.find(({ tile }) => tile === group.first + i);
    assert.ok(Math.abs(draw.x - (middle.x + (cell.column * 2 ** -level - x) * scale)) < pixel, `a cell lies at ${draw.x}`);
    assert.ok(Math.abs(draw.y - (middle.y - ((cell.row + 1) * 2 ** -level - y) * scale)) < pixel);
    found += 1;
  });
  assert.ok(found > 100, `expected more than 100 cells, found ${found}`);
  return level;
}

/** The share of the map's pixels for which `matches(r, g, b)` holds. */
async function shareOfPixels(page, area, matches) {
  const { width, text } = await page.evaluate(() => {
    window.zscape.frame();
    const { width, pixels } = window.zscape.picture();
    return { width, text: window.base64(pixels) };
  });
  const pixels = Buffer.from(text, 'base64');
  const [left, top, across, down] = [area.x, area.y, area.width, area.height].map((length) => length / pixel);
  let found = 0;
  for (let y = Math.ceil(top); y < top + down - 1; ++y) {
    for (let x = Math.ceil(left); x < left + across - 1; ++x) {
      const at = 3 * (y * width + x);
      if (matches(pixels[at], pixels[at + 1], pixels[at + 2])) found += 1;
    }
  }
  return found / (across * down);
}

test('the map shows what the core decodes at the centre of every cell', async ({ site }) => {
  const { page, shot, core } = await opened(site);
  assertShowsItsFragment(core, shot);
  assertCellsLieRight(shot);
  await finish(page);
});

test('dragging the map moves it with the pointer, and the wheel sharpens it around the pointer', async ({ site }) => {
  const { page, shot, core } = await opened(site);
  const { middle } = placement(shot);
  const [from, to] = [{ x: middle.x + 30, y: middle.y - 20 }, { x: middle.x - 110, y: middle.y + 75 }];
  const grabbed = under(shot, from);
  await drag(page, from, to, 6);
  await page.mouse.move(2, 2);
  let dragged;
  await until(async () => {
    dragged = await snapshot(page);
    return under(dragged, to).every((value, i) => Math.abs(value - grabbed[i]) < 1e-3);
  });
  assertShowsItsFragment(core, dragged);
  const level = assertCellsLieRight(dragged);

  await page.mouse.move(to.x, to.y);
  for (let i = 0; i < 6; ++i) await page.mouse.wheel(0, -100);
  await page.waitForFunction((across) => Number(new URLSearchParams(window.zscape.fragment()).get('map-window')?.split(',')[2]) < across,
    windowOf(dragged).across / 2.5);
  await page.mouse.move(2, 2);
  const zoomed = await snapshot(page);
  under(zoomed, to).forEach((value, i) => assert.ok(Math.abs(value - grabbed[i]) < 1e-3));
  assertShowsItsFragment(core, zoomed);
  assert.ok(assertCellsLieRight(zoomed) > level);
  await finish(page);
});

test('hovering decodes what is under the pointer, and a click puts it on the stage', async ({ site }) => {
  const { page, shot, core } = await opened(site);
  const { middle } = placement(shot);
  const at = { x: Math.round(middle.x) + 91, y: Math.round(middle.y) - 37 };
  const code = Float32Array.from(under(shot, at));
  await page.mouse.move(at.x, at.y);
  await until(async () => (await snapshot(page)).groups.some(({ role }) => role === 'pointer'));
  const hovered = await snapshot(page);
  const picture = site.zscape.toBytes(core.model.decode(code));
  assert.ok(tileOf(hovered, groupOf(hovered, 'pointer').first).equals(picture), 'the picture under the pointer is another');
  await click(page, at);
  await page.mouse.move(2, 2);
  const clicked = await changed(page, hovered);
  assert.deepEqual(assertShowsItsFragment(core, clicked).stage, code);
  await finish(page);
});

test('a link to the map shows the same cells in another browser', async ({ site }) => {
  const { page, shot } = await opened(site, `${plane}&map-window=-1.25,0.5,0.75`);
  const other = await opened(site, `#${shot.fragment}`, site.open);
  const [one, two] = [shot, other.shot].map((each) => groupOf(each, 'map'));
  assert.deepEqual(two.ids, one.ids);
  // What is beside the map, thumbnails for one, comes when it comes.
  for (let i = 0; i < one.count; ++i) assert.ok(tileOf(other.shot, two.first + i).equals(tileOf(shot, one.first + i)), `cell ${i} differs`);
  assertShowsItsFragment(other.core, other.shot);
  await finish(page);
  await finish(other.page);
});

test('the switch colours the map by what the classifier reads', async ({ site }) => {
  const { page, shot } = await opened(site);
  const area = widget(shot, 'map');
  const colourful = (r, g, b) => Math.max(r, g, b) - Math.min(r, g, b) > 24;
  assert.ok(await shareOfPixels(page, area, colourful) < 0.01);
  await click(page, widget(shot, 'Verdicts'));
  await page.mouse.move(2, 2);
  await until(async () => await shareOfPixels(page, area, colourful) > 0.3);
  await finish(page);
});

test('the legend hides the points of a class', async ({ site }) => {
  const { page } = await opened(site, '#model=vae2d&tab=map&drift=0');
  const orange = (r, g, b) => r === 255 && g === 169 && b === 14;  // class 1
  const area = widget(await snapshot(page), 'map');
  await until(async () => await shareOfPixels(page, area, orange) > 0.003);
  await click(page, widget(await snapshot(page), 'class 1, shown'));
  await page.mouse.move(2, 2);
  await until(async () => await shareOfPixels(page, area, orange) === 0);
  assert.match((await snapshot(page)).fragment, /map-hidden=2/);
  await finish(page);
});

/** Where on the map the link's path has its points. */
function trackOnPlane(shot) {
  const [x, y, across, points] = new URLSearchParams(shot.fragment).get('map-track').split(',');
  const track = trackOf(points);
  return Array.from({ length: track.length / 2 }, (_, i) =>
    [Number(x) + (track[2 * i] - 0.5) * Number(across), Number(y) + (0.5 - track[2 * i + 1]) * Number(across)]);
}

test('a path drawn over the map is played, and its link shows the same pictures', async ({ site }) => {
  const { page, shot, core } = await opened(site);
  await press(page, 'Path');
  await until(async () => (await snapshot(page)).widgets.some(({ name }) => name === 'Round trip'));
  const ready = await snapshot(page);
  const { middle } = placement(ready);
  const corners = [[-120, -90], [-120, 80], [130, 80]].map(([x, y]) => ({ x: Math.round(middle.x + x), y: Math.round(middle.y + y) }));
  const wanted = corners.map((corner) => under(ready, corner));
  await page.mouse.move(corners[0].x, corners[0].y);
  await page.mouse.down();
  for (const { x, y } of corners.slice(1)) await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(2, 2);
  await page.waitForFunction(() => Number(new URLSearchParams(window.zscape.fragment()).get('position')) > 0.02);
  await press(page, 'play');
  await page.evaluate((fragment) => (location.hash = fragment), (await snapshot(page)).fragment.replace(/position=[^&]*/, 'position=0'));
  await page.waitForFunction(() => window.zscape.fragment().includes('position=0&'));
  const drawn = await snapshot(page);
  assert.equal(windowOf(drawn).across, windowOf(shot).across, 'the map moved');
  const found = trackOnPlane(drawn);
  const near = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.1;
  for (const [corner, code] of wanted.entries()) {
    assert.ok(found.some((point) => near(point, code)), `the path misses corner ${corner}: expected ${code}, found ${found}`);
  }
  const first = core.zscape.toBytes(core.model.decode(Float32Array.from(found[0])));
  assert.ok(tileOf(drawn, groupOf(drawn, 'on_path').first).equals(first));
  const strip = groupOf(drawn, 'path');
  assert.ok(tileOf(drawn, strip.first).equals(first) && tileOf(drawn, strip.first + strip.count - 1).equals(first), 'it is no loop');

  const other = await opened(site, `#${drawn.fragment}`, site.open);
  assert.equal(other.shot.fragment, drawn.fragment);
  for (const role of ['path', 'on_path', 'map']) {
    const [one, two] = [drawn, other.shot].map((each) => groupOf(each, role));
    assert.equal(one.count, two.count);
    for (let i = 0; i < one.count; ++i) assert.ok(tileOf(drawn, one.first + i).equals(tileOf(other.shot, two.first + i)), `${role} ${i}`);
  }
  await finish(other.page);
  await finish(page);
});

test('two fingers zoom the map around the points that they are on, and neither clicks nor scrolls', async ({ site }) => {
  const page = await site.visit(plane, phone);
  const shot = await snapshot(page);
  const { middle } = placement(shot);
  const at = (x, y, id) => ({ x: Math.round(middle.x) + x, y: Math.round(middle.y) + y, id });
  const [a, b, toA, toB] = [at(-30, 10, 1), at(40, 10, 2), at(-70, 20, 1), at(90, 20, 2)];
  const [underA, underB] = [under(shot, a), under(shot, b)];
  const client = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [a]);
  await snapshot(page);
  await touch('touchStart', [a, b]);
  const between = (from, to, t) => ({ ...to, x: from.x + t * (to.x - from.x), y: from.y + t * (to.y - from.y) });
  for (const t of [0.25, 0.5, 0.75, 1]) {
    await touch('touchMove', [between(a, toA, t), between(b, toB, t)]);
    await snapshot(page);
  }
  await touch('touchEnd', [toB]);
  await touch('touchEnd', []);
  const after = await changed(page, shot);
  const same = (found, expected) => found.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < 0.02, `${found} is not ${expected}`));
  same(under(after, toA), underA);
  same(under(after, toB), underB);
  const stageOf = ({ fragment }) => new URLSearchParams(fragment).get('stage');
  assert.equal(stageOf(after), stageOf(shot));
  assert.equal(widget(after, 'map').y, widget(shot, 'map').y);
  await finish(page);
});
