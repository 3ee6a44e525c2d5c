// What the browser tests share: pages that notice console errors, how to act on them, and what a page shows compared with what the core
// computes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { blend, direct, onPath, sum, trackOf } from './path_codes.mjs';

/**
 * A new tab at `url` in a context of its own; `page.errors` collects what the console reports. Its preferences are those of somebody who
 * has seen the tour, a newcomer has none. It is made for a processor to paint fast: raw pixels, and one in place of four. `smooth` is the
 * page as people see it, for whoever looks at what is painted. `serviceWorkers: 'allow'` has it kept for offline, as everybody's is.
 */
export async function openPage(browser, url, { newcomer = false, smooth = false, ...options } = {}) {
  const painted = smooth ? {} : { deviceScaleFactor: 0.5 };
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 }, colorScheme: 'dark', serviceWorkers: 'block', ...options, ...painted,
  });
  // A blank page has no storage.
  const preferences = smooth ? 'tour=seen' : 'pixels=raw tour=seen';
  if (!newcomer) {
    await context.addInitScript((text) => location.protocol === 'about:' || (localStorage['zscape.preferences'] ??= text), preferences);
  }
  await context.addInitScript(() => {
    window.base64 = (bytes) => {
      let text = '';
      for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
      return btoa(text);
    };
  });
  const page = await context.newPage();
  page.errors = [];
  page.on('console', (message) => {
    // Chromium asks for an icon where a page names none.
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) page.errors.push(message.text());
  });
  page.on('pageerror', (error) => page.errors.push(error.message));
  await page.goto(url);
  return page;
}

/** The same, once digits are drawn. */
export async function openReady(browser, url, options) {
  const page = await openPage(browser, url, options);
  await ready(page);
  return page;
}

export async function ready(page) {
  await page.waitForFunction(() => window.zscape?.stats.frames >= 2 || document.getElementById('cover').className === 'failed');
  assert.equal(await page.evaluate(() => document.getElementById('cover').className), '', await page.textContent('#message'));
}

/** The widget of that name, where a person would click it. */
export function widget(shot, name) {
  const found = shot.widgets.find((one) => one.name === name);
  assert.ok(found, `expected a widget "${name}", found ${shot.widgets.map((one) => one.name).join(', ')}`);
  return found;
}

const patience = 100;  // seconds, less than a test may take: its failure then says what was waited for

/** Resolves when `question()` has resolved to something true; unlike the driver's own waiting it waits for promises. */
export async function until(question) {
  const end = performance.now() + 1000 * patience;
  while (!(await question())) {
    if (performance.now() > end) throw new Error(`after ${patience} s still not: ${question}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Of the widgets of that name the one that is nearest to the widget `other`: wall and stage both have classes to choose from. */
export function nearest(shot, name, other) {
  const there = widget(shot, other);
  const distance = ({ x, y }) => Math.hypot(x - there.x, y - there.y);
  return shot.widgets.filter((one) => one.name === name).reduce((a, b) => (distance(a) <= distance(b) ? a : b));
}

/** Has an open page follow a link. */
export async function follow(page, fragment) {
  await page.evaluate((link) => {
    const followed = new Promise((done) => window.addEventListener('hashchange', done, { once: true }));
    location.hash = link;
    return followed.then(() => undefined);
  }, fragment);
  const model = new URLSearchParams(fragment.slice(1)).get('model') ?? 'vae';
  await page.waitForFunction((id) => window.zscape.state().model === id, model);
}

/** Closes the page, unless others go on with it; its console must have stayed free of errors. */
export async function finish(page) {
  assert.deepEqual(page.errors, []);
  if (!page.kept) await page.context().close();
}

/** A fault of the server for a page that may not use the microphone. */
export const withoutMicrophone = { headers: { 'Permissions-Policy': 'microphone=()' } };

/** Options of pages whose screenshots are for people: with `tests/run --all` they are painted as people see them. */
export const forScreenshots = { smooth: Boolean(process.env.ZSCAPE_TEST_ALL) };

/** A small one of today, with a finger. */
export const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

export async function click(page, { x, y, width = 0, height = 0 }) {
  await page.mouse.click(x + width / 2, y + height / 2);
}

/** Clicks the widget of that name. */
export async function press(page, name) {
  await click(page, widget(await snapshot(page), name));
  return snapshot(page);
}

/** The same with a finger. */
export async function tap(page, name) {
  const { x, y, width, height } = widget(await snapshot(page), name);
  await page.touchscreen.tap(x + width / 2, y + height / 2);
  return snapshot(page);
}

/** Drags from one point to another. */
export async function drag(page, from, to, steps = 4) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps });
  await page.mouse.up();
}

/** The point at a share of a widget's width, in the middle of its height. */
export const along = ({ x, y, width, height }, share) => ({ x: x + share * width, y: y + height / 2 });

/** The browser has painted twice, and the page has drawn what it wanted to. */
export const afterFrames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The driver takes the graphics context away. */
export const lose = (page) => page.evaluate(() => {
  const canvas = document.getElementById('canvas');
  window.driver = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
  const lost = new Promise((done) => canvas.addEventListener('webglcontextlost', done, { once: true }));
  window.driver.loseContext();
  return lost.then(() => undefined);
});

/** And gives it back. */
export const restore = (page) => page.evaluate(() => {
  const restored = new Promise((done) => document.getElementById('canvas').addEventListener('webglcontextrestored', done, { once: true }));
  window.driver.restoreContext();
  return restored.then(() => undefined);
});

/** The page's snapshot once its fragment is another than `before`'s. */
export async function changed(page, before) {
  await page.waitForFunction((fragment) => window.zscape.fragment() !== fragment, before.fragment);
  return snapshot(page);
}

/** Draws one frame; returns its fragment, the tiles read back from the GPU, and where they are. */
export async function snapshot(page) {
  const { pixels, ...rest } = await page.evaluate(() => {
    window.zscape.frame();
    const { zscape } = window;
    const { pixels, ...tiles } = zscape.tiles();
    return { fragment: zscape.fragment(), draws: zscape.draws(), widgets: zscape.widgets(), ...tiles, pixels: window.base64(pixels) };
  });
  return { ...rest, pixels: Buffer.from(pixels, 'base64') };
}

export const tileOf = (shot, tile) => shot.pixels.subarray(tile * shot.height * shot.width, (tile + 1) * shot.height * shot.width);

/** { first, count } of the group of tiles with that role; of the sliders' previews, the one whose dimension is `key`. */
export function groupOf(shot, role, key = 0) {
  const group = shot.groups.find((one) => one.role === role && one.key === key);
  assert.ok(group, `expected tiles of ${role} ${key}, found ${JSON.stringify(shot.groups)}`);
  return group;
}

/** The tile of the stage. */
export const stageTile = (shot) => groupOf(shot, 'stage').first;

function latentOf(text) {
  const bytes = Buffer.from(text, 'base64url');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

/** The codes that a fragment describes, and its wall of `count` digits. */
export function viewOf(zscape, model, fragment, count) {
  const query = new URLSearchParams(fragment);
  const number = (key) => Number(query.get(key));
  const code = (key) => (query.has(key) ? latentOf(query.get(key)) : null);
  const [stage, a, b] = ['stage', 'a', 'b'].map(code);
  const terms = [code('first') ?? a, code('minus') ?? b, code('plus') ?? stage];
  return {
    seed: BigInt(query.get('seed')),
    stage,
    a,
    b,
    anchors: [a, b, code('c'), code('d')].filter((anchor) => anchor),
    path: query.get('path'),
    position: number('position'),
    track: query.has('track') ? trackOf(query.get('track')) : null,
    terms,
    sum: sum(...terms),
    wall: model.drift(BigInt(query.get('seed')), count, {
      temperature: number('temperature'), phase: number('phase'), label: query.has('label') ? number('label') : undefined,
    }),
  };
}

/** `stage` with its value of `dimension` in even steps from -2 to 2. */
function variationsOf(stage, dimension, count) {
  const codes = new Float32Array(count * stage.length);
  for (let row = 0; row < count; ++row) {
    codes.set(stage, row * stage.length);
    codes[row * stage.length + dimension] = (4 * row) / (count - 1) - 2;
  }
  return codes;
}

/** What `code` gives for each of `count` tiles. */
const tiles = (count, code) => Array.from({ length: count }, (_, i) => code(i));

function gridOf(zscape, view, count, latent) {
  const side = Math.sqrt(count);
  return tiles(count, (i) => blend(zscape, view, latent, (i % side) / (side - 1), Math.floor(i / side) / (side - 1)));
}

/** Columns of the kinds of paths, between their ends. */
function kindsOf(zscape, view, count, latent) {
  const kinds = ['spherical', 'linear', 'geodesic'];
  return tiles(count, (i) => direct(zscape, view, kinds[i % 3], latent, (Math.floor(i / 3) + 1) / (count / 3 + 1)));
}

/** The line of a published model in models.json. */
export function listed(id) {
  const { models } = JSON.parse(readFileSync(new URL('../../build/site/models/models.json', import.meta.url)));
  return models.find((one) => one.id === id);
}

/** { begin, end } of a tensor's bytes in the model file `bytes`. */
export function placeOf(bytes, name) {
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const [begin, end] = JSON.parse(bytes.toString('utf8', 8, start))[name].data_offsets;
  return { begin: start + begin, end: start + end };
}

/** Picture `k` of every model, in the order of their ids, as they are published. */
function thumbnailsOf(k) {
  const file = readFileSync(new URL('../../build/site/models/models.thumbnails.safetensors', import.meta.url));
  const start = 8 + Number(file.readBigUInt64LE(0));
  const { __metadata__: _, ...models } = JSON.parse(file.subarray(8, start));
  const strips = Object.keys(models).sort().map((id) => file.subarray(...models[id].data_offsets.map((offset) => start + offset)));
  return Buffer.concat(strips.map((strip) => strip.subarray((k * strip.length) / 5, ((k + 1) * strip.length) / 5)));
}

/** Drops a file onto the page. */
export function dropFile(page, bytes, name) {
  return page.evaluate(([base64, name]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
    document.getElementById('canvas').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
  }, [bytes.toString('base64'), name]);
}

/** The same tensors as in the model file `bytes`, but not the published file. */
export function withoutCard(bytes) {
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  const { __metadata__: { 'zscape.spec': spec }, ...tensors } = JSON.parse(bytes.toString('utf8', 8, start));
  const header = Buffer.from(JSON.stringify({ __metadata__: { 'zscape.spec': spec }, ...tensors }));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([size, header, bytes.subarray(start)]);
}

/** The bytes of the first published digits of MNIST's test set. */
function realPictures(count) {
  const file = readFileSync(new URL('../../build/site/models/mnist.digits.safetensors', import.meta.url));
  const header = 8 + Number(file.readBigUInt64LE(0));
  const { shape, data_offsets: [start] } = JSON.parse(file.toString('utf8', 8, header)).images;
  return file.subarray(header + start, header + start + count * shape[1] * shape[2]);
}

/** { level, column, row } of every tile of a map: the squares between multiples of 2^-level. */
export function cellsOf({ ids }) {
  const index = (bits) => Number(BigInt.asIntN(28, bits));
  return ids.map(BigInt).map((id) => ({ level: Number(id >> 56n) - 128, column: index(id >> 28n), row: index(id) }));
}

/** The codes at the centres of the cells of a model of two latents. */
const centresOf = (cells) => Float32Array.from(cells.flatMap(({ level, column, row }) =>
  [(column + 0.5) * 2 ** -level, (row + 0.5) * 2 ** -level]));

/** The tile of the digit on the path. */
export const pathTile = (shot) => groupOf(shot, 'on_path').first;

/**
 * Asserts that every picture is, byte for byte, what the core makes of the snapshot's fragment; returns the fragment's view. For models
 * whose prior is N(0, I).
 */
export function assertShowsItsFragment({ zscape, model }, shot) {
  const wall = shot.groups.find(({ role }) => role === 'wall');
  assert.equal(wall?.first ?? 0, 0);
  const view = viewOf(zscape, model, shot.fragment, wall?.count ?? 1);
  const { latent } = model;
  // Codes in one array, or one by one where some are null: for the program alone to find.
  const codesOf = {
    wall: () => view.wall,
    stage: () => view.stage,
    variation: (group) => variationsOf(view.stage, group.key, group.count),
    on_path: () => [onPath(zscape, view, latent, view.position)],
    path: ({ count }) => tiles(count, (i) => onPath(zscape, view, latent, i / (count - 1))),
    kind: ({ count }) => kindsOf(zscape, view, count, latent),
    anchor: () => view.anchors,
    blend: ({ count }) => gridOf(zscape, view, count, latent),
    term: () => [...view.terms, view.sum],
    map: (group) => centresOf(cellsOf(group)),
  };
  const assertShows = (group, first, count, codes) => {
    const found = shot.pixels.subarray(first * shot.height * shot.width, (first + count) * shot.height * shot.width);
    assert.ok(found.equals(zscape.toBytes(model.decode(codes))),
      `${group.role} ${group.key}, tile ${first - group.first}: the texture differs from what the core decodes`);
  };
  const given = { real: (group) => realPictures(group.count), thumbnail: (group) => thumbnailsOf(group.key) };
  for (const group of shot.groups) {
    if (given[group.role]) {
      const found = shot.pixels.subarray(group.first * shot.height * shot.width, (group.first + group.count) * shot.height * shot.width);
      assert.ok(found.equals(given[group.role](group)), `${group.role} ${group.key}: the texture differs from what is published`);
      continue;
    }
    const codes = codesOf[group.role](group);
    if (!Array.isArray(codes)) {
      assertShows(group, group.first, group.count, codes);
      continue;
    }
    assert.equal(codes.length, group.count);
    codes.forEach((code, i) => code && assertShows(group, group.first + i, 1, code));
  }
  return view;
}

/** Correlation between the tiles and the pixels drawn where they are said to be; `picture` is { width, height, pixels } in RGB. */
export function correlation(shot, picture, scale, draws) {
  const pairs = [];
  for (const { tile, x, y, width, height } of draws) {
    const bytes = tileOf(shot, tile);
    for (let row = 2; row < shot.height - 2; row += 3) {
      for (let column = 2; column < shot.width - 2; column += 3) {
        const left = Math.floor((x + ((column + 0.5) * width) / shot.width) * scale);
        const top = Math.floor((y + ((row + 0.5) * height) / shot.height) * scale);
        if (left >= picture.width || top >= picture.height || left < 0 || top < 0) continue;
        pairs.push([bytes[row * shot.width + column], picture.pixels[3 * (top * picture.width + left) + 1]]);
      }
    }
  }
  const mean = (k) => pairs.reduce((sum, pair) => sum + pair[k], 0) / pairs.length;
  const [m0, m1] = [mean(0), mean(1)];
  const moment = (f) => pairs.reduce((sum, pair) => sum + f(pair), 0);
  return moment(([p, q]) => (p - m0) * (q - m1)) / Math.sqrt(moment(([p]) => (p - m0) ** 2) * moment(([, q]) => (q - m1) ** 2));
}

/** A screenshot's PNG bytes as { width, height, pixels } in RGB, decoded by the browser itself. */
export async function decodePng(browser, png) {
  const page = await browser.newPage();
  const { width, height, text } = await page.evaluate(async (base64) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const rgba = context.getImageData(0, 0, image.width, image.height).data;
    let text = '';
    for (let i = 0; i < rgba.length; i += 4) text += String.fromCharCode(rgba[i], rgba[i + 1], rgba[i + 2]);
    return { width: image.width, height: image.height, text: btoa(text) };
  }, png.toString('base64'));
  await page.close();
  return { width, height, pixels: Buffer.from(text, 'base64') };
}
