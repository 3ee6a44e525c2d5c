// The page with every kind of model: choosing one, classes, features, and what a classifier reads.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { test } from './fixtures.mjs';
import {
  assertShowsItsFragment, changed, click, finish, forScreenshots, groupOf, press, ready, snapshot, nearest, tap, stageTile, tileOf,
} from './harness.mjs';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const models = new URL('../../build/site/models/', import.meta.url);

const published = async () => JSON.parse(await readFile(new URL('models.json', models))).models;
const generators = async () => (await published()).filter(({ role }) => role === 'generator');

// The site with another model for what its pictures are compared with.
async function withModel(site, id) {
  return { ...site, model: await site.zscape.load(new URL(`${id}.safetensors`, models)) };
}

const query = (shot) => new URLSearchParams(shot.fragment);

const showsModel = (page, id) =>
  page.waitForFunction((text) => new URLSearchParams(window.zscape.fragment()).get('model') === text, id);

test('a click in the list opens a conditional model, which keeps the seed and draws the class that is chosen', async ({ site }) => {
  const page = await site.visit('#seed=21&temperature=0.8&drift=0');
  await press(page, 'cvae, Any digit on request, in many hands');
  await showsModel(page, 'cvae');
  const conditional = await withModel(site, 'cvae');
  const all = await snapshot(page);
  assertShowsItsFragment(conditional, all);
  assert.equal(query(all).get('seed'), '21');
  assert.equal(query(all).get('temperature'), '0.8');
  assert.equal(query(all).get('label'), null);

  await click(page, nearest(all, '3', 'all'));
  const threes = await changed(page, all);
  assert.equal(query(threes).get('label'), '3');
  assertShowsItsFragment(conditional, threes);
  assert.ok(tileOf(threes, 3).equals(tileOf(all, 3)), 'the fourth digit was a 3 before');
  assert.ok(!tileOf(threes, 4).equals(tileOf(all, 4)));

  await click(page, nearest(threes, '8', 'Set A'));
  const eight = assertShowsItsFragment(conditional, await changed(page, threes)).stage;
  assert.deepEqual([...eight.subarray(20)], [0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
  await finish(page);
});

test('a link with a label shows that class', async ({ site }) => {
  const page = await site.visit('#model=cvae&seed=5&label=7&drift=0');
  const shot = await snapshot(page);
  assert.equal(query(shot).get('label'), '7');
  assertShowsItsFragment(await withModel(site, 'cvae'), shot);
  await finish(page);
});

test('a convolutional model drifts, and is exactly what the core computes', async ({ site }) => {
  const page = await site.visit('#model=dcgan&seed=5');
  const first = await snapshot(page);
  const second = await changed(page, first);
  const convolutional = await withModel(site, 'dcgan');
  for (const shot of [first, second]) assertShowsItsFragment(convolutional, shot);
  assert.ok(!tileOf(first, 0).equals(tileOf(second, 0)), 'the first digit did not move');
  await finish(page);
});

test('every published model opens and shows different digits', async ({ site }) => {
  const page = await site.visit('#seed=7&drift=0');
  for (const { id } of await generators()) {
    await page.evaluate((model) => (location.hash = `#model=${model}&seed=7&drift=0`), id);
    await showsModel(page, id);
    const shot = await snapshot(page);
    assert.equal(await page.evaluate(() => window.zscape.message()), '', id);
    const { model } = await withModel(site, id);
    const stage = new Float32Array(Uint8Array.from(Buffer.from(query(shot).get('stage'), 'base64url')).buffer);
    assert.equal(stage.length, model.codeWidth, id);
    assert.ok(tileOf(shot, stageTile(shot)).equals(site.zscape.toBytes(model.decode(stage))), `${id}: the stage`);
    assert.ok(!tileOf(shot, 0).equals(tileOf(shot, 1)), `${id}: two digits of the wall are the same`);
  }
  await finish(page);
});

test('the stage says what the classifier of the data set reads', async ({ site }) => {
  const page = await site.visit('#seed=7&drift=0');
  await page.waitForFunction(() => window.zscape.verdict() !== null);
  const { model } = await withModel(site, 'lenet');
  const check = async (classifier) => {
    const shot = await snapshot(page);
    const { label, probability } = await page.evaluate(() => window.zscape.verdict());
    const read = classifier.classify(Float32Array.from(tileOf(shot, stageTile(shot)), (byte) => Math.fround(byte / 255)));
    assert.equal(label, read.indexOf(Math.max(...read)));
    assert.equal(probability, read[label]);
    return shot;
  };
  const first = await check(model);
  await click(page, first.draws.find(({ tile }) => tile === 20));
  await changed(page, first);
  await check(model);
  await page.evaluate(() => (location.hash = '#model=fashion-vae&drift=0'));
  await showsModel(page, 'fashion-vae');
  await page.waitForFunction(() => window.zscape.verdict() !== null);
  await check((await withModel(site, 'fashion-lenet')).model);
  await finish(page);
});

test('the classifier is loaded after the first digits, and its absence is no error', async ({ site }) => {
  site.faults.set('models/lenet.safetensors', { status: 404 });
  const page = await site.blank();
  const requests = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname.split('/').at(-1)));
  const warned = page.waitForEvent('console', (message) => message.text().startsWith('zscape: no verdicts: lenet: '));
  await page.goto(`${site.url}#seed=7&drift=0`);
  await ready(page);
  assert.equal((await warned).type(), 'warning');
  assert.ok(requests.indexOf('lenet.safetensors') > requests.indexOf('vae.safetensors'), requests.join(' '));
  assert.equal(await page.evaluate(() => window.zscape.verdict()), null);
  assert.equal(await page.evaluate(() => window.zscape.message()), '');
  assertShowsItsFragment(site, await snapshot(page));
  site.faults.clear();
  await page.context().close();
});

test('an overcomplete code opens with its features; a click puts one on the stage, and the arrow shows others', async ({ site }) => {
  const page = await site.open('#model=sae-wide&drift=0');
  const shot = await snapshot(page);
  assert.equal(query(shot).get('wall'), 'features');
  await click(page, shot.draws.find(({ tile }) => tile === 5));
  const staged = await changed(page, shot);
  const { model } = await withModel(site, 'sae-wide');
  const stage = new Float32Array(Uint8Array.from(Buffer.from(query(staged).get('stage'), 'base64url')).buffer);
  assert.deepEqual([...stage.keys()].filter((unit) => stage[unit] !== 0), [5]);
  assert.ok(tileOf(staged, stageTile(staged)).equals(site.zscape.toBytes(model.decode(stage))));

  await page.keyboard.press(' ');
  const others = await changed(page, staged);
  assert.equal(query(others).get('unit'), String(groupOf(shot, 'wall').count));
  const again = await site.open(`#${others.fragment}`);
  assert.ok((await snapshot(again)).pixels.equals(others.pixels), 'the link shows other features');
  await finish(again);
  await finish(page);
});

test('on a phone the chip in the top bar lists the models', async ({ site }) => {
  const page = await site.open('#seed=7&drift=0', { ...forScreenshots, ...phone });
  const before = await snapshot(page);
  await tap(page, 'model vae');
  await page.screenshot({ path: new URL('../../build/screenshots/models.png', import.meta.url).pathname });
  await tap(page, 'vae2d, The whole space on one map');
  await showsModel(page, 'vae2d');
  assert.equal((await snapshot(page)).draws[0].y, before.draws[0].y);
  await finish(page);
});
