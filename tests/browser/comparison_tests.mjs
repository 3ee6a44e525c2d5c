// The Family tab, the models panel, and files that people bring.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { test } from './fixtures.mjs';
import {
  along, drag, assertShowsItsFragment, changed, click, dropFile, finish, forScreenshots, groupOf, snapshot, stageTile, tileOf, until,
  viewOf, widget,
} from './harness.mjs';

const models = new URL('../../build/site/models/', import.meta.url);
const screenshots = new URL('../../build/screenshots/', import.meta.url);
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const load = async ({ zscape }, id) => zscape.load(await readFile(new URL(`${id}.safetensors`, models)));

// Tensors of a safetensors file, by name: { shape, bytes }.
async function tensors(name) {
  const file = await readFile(new URL(name, models));
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, 8 + length));
  return Object.fromEntries(Object.entries(header).filter(([key]) => key !== '__metadata__').map(([key, { shape, data_offsets: [from, to] }]) =>
    [key, { shape, bytes: file.subarray(8 + length + from, 8 + length + to) }]));
}

async function testDigit(index) {
  const { images } = await tensors('mnist.digits.safetensors');
  return Float32Array.from(images.bytes.subarray(index * 784, (index + 1) * 784), (byte) => Math.fround(byte / 255));
}

const oneHot = (label) => Float32Array.from({ length: 10 }, (_, i) => (i === label ? 1 : 0));

function codeOf(model, picture, label) {
  if (!model.conditional) return model.encode(picture).mean;
  return Float32Array.from([...model.encode(picture, oneHot(label)).mean, ...oneHot(label)]);
}

const meanSquared = (a, b) => a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length;

// The place of a model in models.json, which its tiles have as their key.
async function keyOf(id) {
  const list = JSON.parse(await readFile(new URL('models.json', models))).models;
  return list.findIndex((entry) => entry.id === id);
}

const names = (shot) => shot.widgets.map(({ name }) => name);
const screenshot = (page, name) => page.screenshot({ path: new URL(`${name}.png`, screenshots).pathname });

/** The page's snapshot once a widget's name matches. */
async function shows(page, pattern) {
  let shot;
  await until(async () => names(shot = await snapshot(page)).some((name) => pattern.test(name)));
  return shot;
}

test('a test digit goes through several models, with the pictures and errors that the core computes', async ({ site }) => {
  const page = await site.visit('#tab=family&family=vae,cvae,dae&digit=13&noise=0.25&drift=0');
  for (const id of ['vae', 'cvae', 'dae']) await shows(page, new RegExp(`^${id}, error`));
  const shot = await snapshot(page);
  const digit = await testDigit(13);
  const noise = site.zscape.normals(7n, 0n, 784);
  const given = digit.map((value, i) => value + Math.fround(Math.fround(0.25) * noise[i]));
  assert.ok(tileOf(shot, groupOf(shot, 'test_digit', 1).first + 1).equals(site.zscape.toBytes(given)), 'the noisy digit');
  for (const id of ['vae', 'cvae', 'dae']) {
    const model = await load(site, id);
    const back = model.decode(codeOf(model, given, 3));
    const { first } = groupOf(shot, 'reconstruction', await keyOf(id));
    assert.ok(tileOf(shot, first).equals(site.zscape.toBytes(back)), `${id}: what comes back`);
    const difference = digit.map((value, i) => Math.fround(Math.fround(value - back[i]) * 0.5) + 0.5);
    assert.ok(tileOf(shot, first + 1).equals(site.zscape.toBytes(difference)), `${id}: the difference`);
    widget(shot, `${id}, error ${meanSquared(digit, back).toFixed(4)}`);
  }
  await finish(page);
});

test('the noise is dragged, a digit chosen, and a decoded digit brought onto the stage with its model', async ({ site }) => {
  const page = await site.visit('#tab=family&family=vae,ae&drift=0');
  const first = await shows(page, /^ae, error/);
  const noise = widget(first, 'noise on the digit');
  await drag(page, along(noise, 0.1), along(noise, 0.5));
  let noisy;
  await until(async () => {
    noisy = await snapshot(page);
    return Math.abs(Number(new URLSearchParams(noisy.fragment).get('noise')) - 0.5) < 0.02;
  });
  await click(page, widget(noisy, 'undo'));
  const clean = await changed(page, noisy);
  await click(page, widget(clean, '8'));
  const eight = await changed(page, clean);
  assert.equal(new URLSearchParams(eight.fragment).get('digit'), '8');

  const decoded = groupOf(eight, 'reconstruction', await keyOf('ae')).first;
  await click(page, eight.draws.find(({ tile }) => tile === decoded));
  await page.waitForFunction(() => window.zscape.fragment().startsWith('model=ae&'));
  const opened = await shows(page, /^vae, error/);
  const ae = await load(site, 'ae');
  const { stage } = viewOf(site.zscape, ae, opened.fragment, 1);
  assert.deepEqual(stage, ae.encode(await testDigit(8)).mean);
  assert.ok(tileOf(opened, stageTile(opened)).equals(site.zscape.toBytes(ae.decode(stage))));
  assert.equal(await page.evaluate(() => window.zscape.message()), '');
  await finish(page);
});

test('a walk drifts in several models at once, each exactly what the core computes', async ({ site }) => {
  const page = await site.visit('#tab=family&compare=walk&family=vae,dcgan,cvae&seed=5');
  const check = async (shot) => {
    const query = new URLSearchParams(shot.fragment);
    for (const id of ['vae', 'dcgan', 'cvae']) {
      const model = await load(site, id);
      const { first, count } = groupOf(shot, 'walk', await keyOf(id));
      const found = shot.pixels.subarray(first * 784, (first + count) * 784);
      const codes = model.drift(5n, count, { temperature: 1, phase: Number(query.get('phase')) });
      assert.ok(found.equals(site.zscape.toBytes(model.decode(codes))), `${id}: its walk`);
    }
  };
  await until(async () => (await snapshot(page)).groups.filter(({ role }) => role === 'walk').length === 3);
  const first = await snapshot(page);
  await check(first);
  await check(await changed(page, first));
  await finish(page);
});

test('a link to a comparison shows the same in a second browser', async ({ site }) => {
  const page = await site.open('#tab=family&family=vae,ae,vae2d&digit=27&noise=0.1&drift=0');
  const shot = await shows(page, /^vae2d, error/);
  await shows(page, /^ae, error/);
  const before = await snapshot(page);
  const again = await site.open(`#${shot.fragment}`);
  await shows(again, /^ae, error/);
  await shows(again, /^vae2d, error/);
  assert.ok((await snapshot(again)).pixels.equals(before.pixels));
  await finish(again);
  await finish(page);
});

test('a model that does not arrive says so in its row and can be tried again; the others are compared', async ({ site }) => {
  site.faults.set('models/ae.safetensors', { status: 404 });
  const page = await site.open('#tab=family&family=vae,ae,dae&drift=0');
  await shows(page, /^dae, error/);
  const failed = await shows(page, /^try ae again/);
  assert.equal(await page.evaluate(() => window.zscape.message()), '');
  site.faults.clear();
  await click(page, widget(failed, 'try ae again'));
  await shows(page, /^ae, error/);
  await page.context().close();
});

for (const [what, options] of [['a phone', phone], ['a wide window', {}]]) {
  test(`on ${what} the panel shows every model with its thumbnails, loads one, and lets go of one that is slow`, async ({ site }) => {
    const page = await site.open('#seed=7&drift=0', { ...forScreenshots, ...options });
    const press = async (name) => {
      const shot = await shows(page, new RegExp(`^${name}$`));
      if (options.hasTouch) await page.touchscreen.tap(...(({ x, y, width, height }) => [x + width / 2, y + height / 2])(widget(shot, name)));
      else await click(page, widget(shot, name));
    };
    if (options.hasTouch) await press('model vae');
    await press('Models');
    await until(async () => (await snapshot(page)).groups.some(({ role }) => role === 'thumbnail'));  // a file of their own
    const panel = await shows(page, /^load vae2d$/);
    const thumbnails = await tensors('models.thumbnails.safetensors');
    const ids = Object.keys(thumbnails).sort();
    for (let k = 0; k < 5; ++k) {
      const { first, count } = groupOf(panel, 'thumbnail', k);
      assert.equal(count, ids.length);
      ids.forEach((id, i) => assert.ok(tileOf(panel, first + i).equals(thumbnails[id].bytes.subarray(784 * k, 784 * (k + 1))), `${id} ${k}`));
    }
    await screenshot(page, `models-panel-${options.hasTouch ? 'phone' : 'wide'}`);

    let release;
    site.faults.set('models/vae2d.safetensors', { pieces: 4, next: () => new Promise((done) => (release = done)) });
    await press('load vae2d');
    await press('cancel loading vae2d');
    await shows(page, /^load vae2d$/);
    release?.();
    site.faults.clear();
    assert.ok((await snapshot(page)).fragment.startsWith('model=vae&'));
    await press('load vae2d');
    await page.waitForFunction(() => window.zscape.fragment().startsWith('model=vae2d&'));
    await press('close');
    assertShowsItsFragment({ ...site, model: await load(site, 'vae2d') }, await shows(page, /^Share$/));
    await page.context().close();
  });
}

// A file as safetensors.torch.save_file() writes it: names and shapes, and no metadata.
function saved(parameters) {
  const header = {};
  let offset = 0;
  for (const [name, { shape, values }] of Object.entries(parameters)) {
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, (offset += 4 * values.length)] };
  }
  let text = JSON.stringify(header);
  text = text.padEnd(8 * Math.ceil(text.length / 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, Buffer.from(text), ...Object.values(parameters).map(({ values }) => Buffer.from(values.buffer))]);
}

test('a file saved from somebody\'s own class opens and shows its digits; latents of it come onto the stage', async ({ site }) => {
  const shapes = { 'fc1.weight': [400, 784], 'fc1.bias': [400], 'fc21.weight': [20, 400], 'fc21.bias': [20], 'fc22.weight': [20, 400],
    'fc22.bias': [20], 'fc3.weight': [400, 20], 'fc3.bias': [400], 'fc4.weight': [784, 400], 'fc4.bias': [784] };
  const parameters = Object.fromEntries(Object.entries(shapes).map(([name, shape], i) => {
    const values = site.zscape.normals(11n, BigInt(i), shape.reduce((a, b) => a * b)).map((value) => value / Math.sqrt(shape[1] ?? 100));
    return [name, { shape, values }];
  }));
  const bytes = saved(parameters);
  const model = await site.zscape.load(bytes);
  assert.ok(!model.verified);
  const page = await site.open('#seed=7&drift=0');
  const before = await snapshot(page);
  await dropFile(page, bytes, 'mine.safetensors');
  await until(async () => !tileOf(await snapshot(page), 0).equals(tileOf(before, 0)));
  assert.equal(await page.evaluate(() => window.zscape.message()), '');
  const shot = await snapshot(page);
  assertShowsItsFragment({ ...site, model }, shot);

  const codes = model.sample(3n, 0, 2);
  const rows = [0, 1].map((i) => [...codes.subarray(20 * i, 20 * (i + 1))]);
  await dropFile(page, Buffer.from(JSON.stringify({ codes: rows })), 'mine.json');
  const staged = await changed(page, shot);
  const view = assertShowsItsFragment({ ...site, model }, staged);
  assert.deepEqual([view.stage, view.a, view.b].map((code) => [...code]), [rows[0], rows[0], rows[1]]);
  await finish(page);
});
