// The map: its cells are what the core decodes at their centres, wherever one drags and zooms it; hovering, clicking, points and
// verdicts.
import assert from 'node:assert/strict';

import {
  assertShowsItsFragment, cellsOf, changed, click, finish, groupOf, openReady, snapshot, test, tileOf, until, widget,
} from './harness.mjs';

const plane = '#model=vae2d&tab=map&drift=0&map-points=0';
const whole = { x: 0, y: 0, across: 6.6 };  // of a standard normal prior

async function opened(context, fragment = plane) {
  const page = await openReady(context.browser, context.url + fragment);
  const weights = new URL('../../build/site/models/vae2d.safetensors', import.meta.url);
  return { page, shot: await snapshot(page), core: { ...context, model: await context.zscape.load(weights) } };
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
    assert.ok(Math.abs(draw.x - (middle.x + (cell.column * 2 ** -level - x) * scale)) < 1, `a cell lies at ${draw.x}`);
    assert.ok(Math.abs(draw.y - (middle.y - ((cell.row + 1) * 2 ** -level - y) * scale)) < 1);
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
  let found = 0;
  for (let y = Math.ceil(area.y); y < area.y + area.height - 1; ++y) {
    for (let x = Math.ceil(area.x); x < area.x + area.width - 1; ++x) {
      const at = 3 * (y * width + x);
      if (matches(pixels[at], pixels[at + 1], pixels[at + 2])) found += 1;
    }
  }
  return found / (area.width * area.height);
}

test('the map shows what the core decodes at the centre of every cell', async (context) => {
  const { page, shot, core } = await opened(context);
  assertShowsItsFragment(core, shot);
  assertCellsLieRight(shot);
  await finish(page);
});

test('dragging the map moves it with the pointer, and the wheel sharpens it around the pointer', async (context) => {
  const { page, shot, core } = await opened(context);
  const { middle } = placement(shot);
  const [from, to] = [{ x: middle.x + 30, y: middle.y - 20 }, { x: middle.x - 110, y: middle.y + 75 }];
  const grabbed = under(shot, from);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
  await page.mouse.move(2, 2);
  const dragged = await changed(page, shot);
  under(dragged, to).forEach((value, i) => assert.ok(Math.abs(value - grabbed[i]) < 1e-3, `${value} is not ${grabbed[i]}`));
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

test('hovering decodes what is under the pointer, and a click puts it on the stage', async (context) => {
  const { page, shot, core } = await opened(context);
  const { middle } = placement(shot);
  const at = { x: Math.round(middle.x) + 91, y: Math.round(middle.y) - 37 };
  const code = Float32Array.from(under(shot, at));
  await page.mouse.move(at.x, at.y);
  await until(async () => (await snapshot(page)).groups.some(({ role }) => role === 'pointer'));
  const hovered = await snapshot(page);
  const picture = context.zscape.toBytes(core.model.decode(code));
  assert.ok(tileOf(hovered, groupOf(hovered, 'pointer').first).equals(picture), 'the picture under the pointer is another');
  await click(page, at);
  await page.mouse.move(2, 2);
  const clicked = await changed(page, hovered);
  assert.deepEqual(assertShowsItsFragment(core, clicked).stage, code);
  await finish(page);
});

test('a link to the map shows the same cells in another browser', async (context) => {
  const { page, shot } = await opened(context, `${plane}&map-window=-1.25,0.5,0.75`);
  const other = await opened(context, `#${shot.fragment}`);
  assert.deepEqual(groupOf(other.shot, 'map').ids, groupOf(shot, 'map').ids);
  assert.ok(other.shot.pixels.equals(shot.pixels));
  assertShowsItsFragment(other.core, other.shot);
  await finish(page);
  await finish(other.page);
});

test('the switch colours the map by what the classifier reads', async (context) => {
  const { page, shot } = await opened(context);
  const area = widget(shot, 'map');
  const colourful = (r, g, b) => Math.max(r, g, b) - Math.min(r, g, b) > 24;
  assert.ok(await shareOfPixels(page, area, colourful) < 0.01);
  await click(page, widget(shot, 'Verdicts'));
  await page.mouse.move(2, 2);
  await until(async () => await shareOfPixels(page, area, colourful) > 0.3);
  await finish(page);
});

test('the legend hides the points of a class', async (context) => {
  const { page } = await opened(context, '#model=vae2d&tab=map&drift=0');
  const orange = (r, g, b) => r === 255 && g === 169 && b === 14;  // class 1
  const area = widget(await snapshot(page), 'map');
  await until(async () => await shareOfPixels(page, area, orange) > 0.003);
  await click(page, widget(await snapshot(page), 'class 1, shown'));
  await page.mouse.move(2, 2);
  await until(async () => await shareOfPixels(page, area, orange) === 0);
  assert.match((await snapshot(page)).fragment, /map-hidden=2/);
  await finish(page);
});
