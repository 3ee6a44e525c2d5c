// window.zscape as other people's scripts use it; links in a second browser; files that are saved; what is said to a screen reader.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { test } from './fixtures.mjs';
import { click, finish, openReady, snapshot, until, widget } from './harness.mjs';

const still = '#seed=7&drift=0';

test('a script reads the state, changes it, samples, decodes and hears of changes', async ({ site }) => {
  const page = await site.visit(still);
  const found = await page.evaluate(async () => {
    const { zscape } = window;
    const heard = [];
    const stop = zscape.onChange((state) => heard.push(state.seed));
    const codes = zscape.sample(3, { seed: 5 });
    await zscape.set({ seed: 12, stage: codes.slice(0, 20), temperature: 0.5 });
    zscape.frame();
    stop();
    await zscape.set({ seed: 13 });
    zscape.frame();
    const refusals = [];
    for (const changes of [{ temperature: 9 }, { tab: 'nowhere' }, { model: 'nothing' }, { colour: 'red' }]) {
      await zscape.set(changes).catch((error) => refusals.push(error.message));
    }
    return { state: zscape.state(), heard, refusals, codes: [...codes], pictures: [...zscape.decode(codes)] };
  });
  assert.deepEqual(found.heard, ['12']);
  assert.equal(found.state.seed, '13');
  assert.equal(found.state.temperature, 0.5);
  assert.deepEqual(found.codes, [...site.model.sample(5, 0, 3)]);
  assert.deepEqual(found.pictures, [...site.model.decode(Float32Array.from(found.codes))]);
  assert.deepEqual(Object.values(found.state.stage), found.codes.slice(0, 20));
  assert.match(found.refusals[0], /temperature: expected a number from 0 to 2, found "9"/);
  assert.match(found.refusals[1], /tab: expected one of generate/);
  assert.match(found.refusals[2], /models\.json lists no model "nothing"/);
  assert.match(found.refusals[3], /unknown key "colour"/);
  await finish(page);
});

test('a script shapes sounds and the beat', async ({ site }) => {
  const page = await site.visit('#drift=0');
  const beat = '0080'.repeat(16);
  const found = await page.evaluate(async (steps) => {
    const { zscape } = window;
    const sound = Float32Array.from({ length: 34 }, (_, i) => (i === 24 + 7 ? 1 : 0));
    await zscape.set({ tab: 'listen', sound, 'sound-a': sound, beat: steps, tempo: 90, pads: '1.2' });
    zscape.frame();
    return zscape.state();
  }, beat);
  assert.equal(found.beat, beat);
  assert.equal(found.tempo, 90);
  assert.match(found.pads, /^1\.2/);
  for (const name of ['sound', 'sound-a']) assert.deepEqual(Object.values(found[name]).indexOf(1), 31);
  await finish(page);
});

test('a listener that fails is reported, and neither the page nor other listeners stop', async ({ site }) => {
  const page = await site.open(still);
  const heard = await page.evaluate(async () => {
    const { zscape } = window;
    const heard = [];
    zscape.onChange(() => { throw new Error('mine'); });
    zscape.onChange(({ seed }) => heard.push(seed));
    await zscape.set({ seed: 12 });
    zscape.frame();
    await zscape.set({ seed: 13 });
    zscape.frame();
    return heard;
  });
  assert.deepEqual(heard, ['12', '13']);
  const reported = page.errors.splice(0);
  assert.equal(reported.length, 2);
  assert.ok(reported.every((text) => text.includes('a listener of onChange failed')), String(reported));
  await finish(page);
});

test('a script that is mistaken is told so in words, and the page goes on', async ({ site }) => {
  const page = await site.visit(still);
  const before = (await snapshot(page)).fragment;
  const refusal = (call) => page.evaluate(`(async () => window.zscape.${call})().then(() => 'nothing', (error) => String(error))`);
  const refusals = {
    'onChange(5)': /^TypeError: onChange: expected a function, found 5$/,
    'sample(-1)': /^RangeError: count: expected a whole number from 0/,
    'sample(1.5)': /^RangeError: count: expected a whole number from 0/,
    'sample(1e9)': /^RangeError: count: expected at most \d+ in one call, found 1000000000$/,
    'sample(1, { label: 3 })': /^RangeError: label: model vae has no classes to choose from$/,
    'sample(1, { temperature: NaN })': /^RangeError: temperature: expected a number from 0 to 2, found NaN$/,
    'sample(1, { temperature: 2.5 })': /^RangeError: temperature: expected a number from 0 to 2, found 2\.5$/,
    'sample(1, { seed: "seven" })': /^RangeError: seed: expected a whole number from 0 to 2\^64 - 1, found seven$/,
    'sample(1, { first: -1 })': /^RangeError: first: expected a whole number from 0/,
    'decode([1, 2])': /^TypeError: decode: expected a Float32Array, found \[object Array\]$/,
    'decode(new Float32Array(21))': /^RangeError: decode: expected rows of 20 values, found 21 values$/,
    'decode(new Float32Array(20).fill(NaN))': /^RangeError: decode: value 0: expected a finite number, found NaN$/,
    'set({ stage: [1, 2] })': /^TypeError: stage: expected a Float32Array, found \[object Array\]$/,
    'set({ stage: new Float32Array(30) })': /^RangeError: the stage was left out: model vae expects 20 latent values, found 30$/,
    'set({ a: new Float32Array(1e6) })': /^RangeError: a: values: expected at most 4096 in one call, found 1000000$/,
    'set({ b: new Float32Array(20).fill(Infinity) })': /^RangeError: b: value 0: expected a finite number, found Infinity$/,
    'set({ temperature: NaN })': /^RangeError: the link's temperature: expected a number from 0 to 2, found "NaN"$/,
    'set({ label: 3 })': /^RangeError: the class was left out: model vae draws no class on request$/,
  };
  for (const [call, message] of Object.entries(refusals)) assert.match(await refusal(call), message, call);
  assert.equal((await snapshot(page)).fragment, before);
  await page.evaluate(() => window.zscape.set({ model: 'cvae' }));
  assert.match(await refusal('sample(1, { label: 10 })'), /^RangeError: label: expected a class from 0 to 9, found 10$/);
  assert.match(await refusal('set({ label: 10 })'), /^RangeError: the class was left out: model cvae expects 0 to 9, found 10$/);
  assert.equal(await page.evaluate(() => window.zscape.sample(2, { label: 9 }).length), 2 * 30);
  await snapshot(page);
  assert.equal(await page.evaluate(() => window.zscape.message()), '');
  await finish(page);
});

test('what state() gives, set() shows again, to the last bit', async ({ site }) => {
  const page = await site.visit('#seed=12345678901234567890&temperature=0.1&drift=0&frozen=3.10&map=random' +
    '&map-latents=3,7&map-seed=9876543210987654321&map-window=0.5,-1,6.6&map-track=0.5,-1,6.6,AAAABBBB&map-points=0&map-hidden=5' +
    '&family=vae,ae&compare=walk&digit=7&noise=0.25&play=0&speed=2&count=50');
  const { fragment } = await snapshot(page);
  const { state, samples } = await page.evaluate(() => {
    const state = window.zscape.state();
    return { state, samples: [...window.zscape.sample(1, { seed: state.seed })] };
  });
  assert.equal(state.frozen, '3.10');
  assert.equal(state['map-seed'], '9876543210987654321');
  assert.deepEqual(samples, [...site.model.sample(12345678901234567890n, 0, 1)]);
  assert.equal(await page.evaluate(() => window.zscape.message()), '');
  await page.evaluate(async () => {
    const { zscape } = window;
    const state = zscape.state();
    await zscape.set({ seed: 1, frozen: null, 'map-seed': null, 'map-track': null, stage: zscape.sample(1) });
    zscape.frame();
    await zscape.set(state);
  });
  assert.equal((await snapshot(page)).fragment, fragment);
  await finish(page);
});

test('a copied link opens in a second browser with equal bits, and is called verified', async ({ site }) => {
  const page = await site.open('#seed=99&temperature=0.8&drift=0', { permissions: ['clipboard-read', 'clipboard-write'] });
  await click(page, (await snapshot(page)).draws.find(({ tile }) => tile === 20));
  await click(page, widget(await snapshot(page), 'Share'));
  await until(async () => (await snapshot(page)).widgets.some(({ name }) => name === 'Copy link'));
  await click(page, widget(await snapshot(page), 'Copy link'));
  await until(() => page.evaluate(() => document.getElementById('happened').textContent === 'link copied'));
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const shot = await snapshot(page);
  await finish(page);

  const other = await openReady(site.browser, link);
  await until(() => other.evaluate(() => document.getElementById('happened').textContent.startsWith('verified')));
  const opened = await snapshot(other);
  assert.ok(opened.pixels.equals(shot.pixels), 'the second page shows other digits');
  await finish(other);

  const stale = await openReady(site.browser, link.replace(/&file=[0-9a-f]{4}/, '&file=0000'));
  await until(() => stale.evaluate(() => window.zscape.message().includes('another version')));
  await finish(stale);
});

test('what Share saves is what is shown', async ({ site }) => {
  const page = await site.open(still);
  const save = async (name) => {
    await click(page, widget(await snapshot(page), 'Share'));
    await until(async () => (await snapshot(page)).widgets.some((one) => one.name === name));
    const [download] = await Promise.all([page.waitForEvent('download'), click(page, widget(await snapshot(page), name))]);
    const bytes = await readFile(await download.path());
    await page.keyboard.press('Escape');
    await until(async () => (await snapshot(page)).widgets.some((one) => one.name === 'Resample'));
    return { name: download.suggestedFilename(), bytes };
  };
  const latents = await save('Digit as JSON');
  assert.equal(latents.name, 'vae-digit.json');
  const stage = await page.evaluate(() => [...window.zscape.state().stage]);
  assert.deepEqual(JSON.parse(latents.bytes).codes[0].map(Math.fround), stage);
  const animation = await save('Walk as animated PNG');
  const frames = await page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: 'image/png' });
    await decoder.tracks.ready;
    return { count: decoder.tracks.selectedTrack.frameCount, repeats: decoder.tracks.selectedTrack.repetitionCount };
  }, animation.bytes.toString('base64'));
  assert.deepEqual(frames, { count: 48, repeats: Infinity });
  const picture = await save('Window as PNG');
  const size = await page.evaluate(async (base64) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
    return [image.width, image.height];
  }, picture.bytes.toString('base64'));
  assert.deepEqual(size, [640, 400]);  // of the canvas, half of the page: see openPage
  await finish(page);
});

test('with the keyboard alone: Tab goes through the page and out of it, keys act, and what happens is said', async ({ site }) => {
  const page = await site.open(still);
  const said = () => page.evaluate(() => document.getElementById('spoken').textContent);
  const count = (await snapshot(page)).widgets.length;
  await page.keyboard.press('Tab');
  await until(async () => (await said()) !== '');
  for (let i = 0; i < count && !(await said()).startsWith('Resample'); ++i) {
    const before = await said();
    await page.keyboard.press('Tab');
    await until(async () => (await said()) !== before);
  }
  await page.keyboard.press('Enter');
  await until(() => page.evaluate(() => window.zscape.state().seed === '8'));
  await page.keyboard.press('Control+z');
  await until(() => page.evaluate(() => window.zscape.state().seed === '7'));
  await until(() => page.evaluate(() => /^the stage reads as \d, \d+ percent$/.test(document.getElementById('happened').textContent)));
  await finish(page);
});
