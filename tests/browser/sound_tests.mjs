// Sound apart from the interface: sound.js of the served site, what its graph puts out, its worker, the microphone.
import assert from 'node:assert/strict';

import { test } from './fixtures.mjs';
import { click, finish, openPage, until, withoutMicrophone } from './harness.mjs';

// Of the same sounds as in tests/unit/audio_mixer_test.cpp and audio_model_sound_test.cpp.
const mixed = 'afbf659e52cde48cc3ed60289c3337ad1da636b868ac23bea665ebb0dc7e8e1c';
const synthesised = '133b0749994e2b2eb58637f7edbda32088ab951be58bdec5a962447ce9c160f4';

/** A blank page of the site, with the functions of sound.js in `window.sound` and what the tests need beside them. */
async function openBlank({ browser, url }) {
  const page = await openPage(browser, `${url}start.js`);
  await page.evaluate(async () => {
    const fileUrl = (file) => new URL(file, location.href);
    const saw = (period, size) => Float32Array.from({ length: size }, (_, i) => (i % period) / 128 - period / 256);
    Object.assign(window, await import(fileUrl('sound.js')), { fileUrl, saw });
    window.rendered = async (commands, size) => {
      const context = new OfflineAudioContext(1, size, 16000);
      const module = await WebAssembly.compileStreaming(fetch(fileUrl('sound.wasm')));
      (await window.addMixer(context, fileUrl, module, commands)).connect(context.destination);
      return (await context.startRendering()).getChannelData(0);
    };
  });
  return page;
}

/** The same with an open sound, which a press has allowed to be heard. */
async function openSounding(site) {
  const page = await openBlank(site);
  await page.evaluate(async () => (window.sound = await window.openSound(window.fileUrl)));
  await click(page, { x: 100, y: 100 });
  return page;
}

test('the graph puts out what the mixer renders, to the last bit, and its steps come in time', async ({ site }) => {
  const page = await openBlank(site);
  const samples = await page.evaluate(async () => {
    const { saw } = window;
    const steps = Array.from({ length: 16 }, (_, i) => (i % 4 === 0 ? 1 : 0) + (i % 8 === 7 ? 512 : 0));
    return window.base64(new Uint8Array((await window.rendered([
      { kind: 'loop', samples: saw(100, 10000) }, { kind: 'pad', pad: 0, samples: saw(64, 3000) },
      { kind: 'pad', pad: 9, samples: saw(37, 2000) }, { kind: 'hit', pad: 9 }, { kind: 'once', samples: saw(90, 500) },
      { kind: 'pattern', steps, tempo: 150, swing: 0.5, playing: true },
    ], 32000)).buffer));
  });
  assert.equal(site.zscape.sha256(Buffer.from(samples, 'base64')), mixed);

  const onsets = await page.evaluate(async () => {
    const steps = new Array(16).fill(8);
    const heard = await window.rendered([{ kind: 'pad', pad: 3, samples: Float32Array.of(0.5, 0.5) },
      { kind: 'pattern', steps, tempo: 120, swing: 0.25, playing: true }], 8000);
    return [...heard.keys()].filter((i) => heard[i] !== 0 && !heard[i - 1]);
  });
  assert.deepEqual(onsets, [0, 2500, 4000, 6500]);
  await finish(page);
});

test('after a press a loop is heard and a pattern goes on, in time', async ({ site }) => {
  const page = await openSounding(site);
  await page.evaluate(() => {
    window.sound.send({ kind: 'loop', samples: window.saw(100, 10000) });
    window.sound.send({ kind: 'pattern', steps: new Array(16).fill(0), tempo: 300, swing: 0, playing: true });
  });
  const heard = () => page.evaluate(() => {
    const { sound } = window;
    return { peak: Math.max(...sound.tap()), reported: sound.peak(), step: sound.step(), position: sound.loopPosition() };
  });
  await until(async () => (await heard()).step >= 8);
  const { peak, reported, position } = await heard();
  for (const found of [peak, reported]) assert.ok(Math.abs(found - 0.38) < 0.02, `expected a peak of 0.38, found ${found}`);
  assert.ok(position >= 0 && position < 1);
  await page.evaluate(() => {
    window.sound.send({ kind: 'loop', samples: new Float32Array(0) });
    window.sound.send({ kind: 'pattern', steps: new Array(16).fill(0), tempo: 300, swing: 0, playing: false });
  });
  await until(async () => JSON.stringify(await heard()) === '{"peak":0,"reported":0,"step":-1,"position":-1}');
  await finish(page);
});

test('the worker makes the same sound of a picture as the core and reads files', async ({ site }) => {
  const page = await openSounding(site);
  const { samples, ...found } = await page.evaluate(async () => {
    const { sound, saw } = window;
    const format = { rate: 16000, samples: 10000, window: 512, hop: 128, width: 80, rangeDb: 70 };
    const row = Float32Array.from({ length: 256 * 80 }, (_, i) => ((i * 7) % 97) / 128);
    const audible = () => sound.audible({ row, format });
    const [{ samples, picture }] = await Promise.all([audible(), audible()]);
    const wave = await sound.audible({ row: saw(100, 10000).map((sample) => (sample + 1) / 2), format: { ...format, window: 0 } });
    const own = await sound.readSamples({ name: 'a saw', samples: saw(100, 4000), rate: 48000, format });
    const silent = await sound.readSamples({ name: 'nothing', samples: new Float32Array(100), rate: 48000, format }).catch(({ message }) => message);
    const problem = await sound.readWav({ name: 'three bytes', bytes: Uint8Array.of(1, 2, 3), format }).catch(({ message }) => message);
    const misuse = await sound.audible({ row: new Float32Array(7), format }).catch(({ message }) => message);
    return {
      samples: window.base64(new Uint8Array(samples.buffer)), seen: picture.every((level, i) => level === row[i]),
      ofWave: [wave.samples[5000] === saw(100, 10000)[5000], wave.picture.length],
      own: [own.row.length, own.picture.length, Math.max(...own.samples).toFixed(1)], silent, problem, misuse,
      after: (await audible()).samples.length,
    };
  });
  assert.equal(site.zscape.sha256(Buffer.from(samples, 'base64')), synthesised);
  assert.deepEqual(found, {
    seen: true, ofWave: [true, 256 * 80], own: [256 * 80, 256 * 80, '0.7'],
    silent: 'nothing: nothing in it can be heard', problem: 'three bytes: is no WAV file: expected it to begin with RIFF and WAVE',
    misuse: 'unreachable', after: 10000,
  });
  await finish(page);
});

test('what the microphone hears is recorded, and a refusal says what to do', async ({ site }) => {
  const page = await openSounding(site);
  assert.equal(await page.evaluate(() => window.sound.stop()), null);
  await page.evaluate(() => window.sound.record());
  await until(() => page.evaluate(() => window.sound.recordedSeconds() > 1.2));  // it beeps once a second
  const { size, rate, peak } = await page.evaluate(async () => {
    const { samples, rate } = await window.sound.stop();
    return { size: samples.length, rate, peak: samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0) };
  });
  assert.ok(size > rate && size < 10 * rate, `expected a second or some, found ${size} samples at ${rate} a second`);
  assert.ok(peak > 0.05, `expected a beep, found a peak of ${peak}`);
  await finish(page);

  site.faults.set('start.js', withoutMicrophone);
  const refused = await openSounding(site);
  assert.equal(await refused.evaluate(() => window.sound.record().catch(({ message }) => message)),
    'no microphone: the browser was not allowed to use it; its settings for this site change that');
  assert.equal(await refused.evaluate(() => window.sound.stop()), null);
  await refused.context().close();  // its console complains of the policy
});

test('in a tab that is hidden the microphone is closed, and what it heard is kept', async ({ site }) => {
  const page = await openSounding(site);
  await page.evaluate(async () => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => (window.stream = await open(wanted));
    await window.sound.record();
  });
  const track = () => page.evaluate(() => window.stream.getTracks()[0].readyState);
  await until(() => page.evaluate(() => window.sound.recordedSeconds() > 1.2));
  assert.equal(await track(), 'live');
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  assert.equal(await track(), 'ended');
  const peak = await page.evaluate(async () => Math.max(...(await window.sound.stop()).samples));
  assert.ok(peak > 0.05, `expected a beep, found a peak of ${peak}`);
  await finish(page);
});

test('sound is not loaded before it is asked for, and then does what the page allows', async ({ site }) => {
  const page = await site.open('');
  assert.deepEqual(site.requests.filter((path) => path.startsWith('sound')), []);
  assert.equal(await page.evaluate(async () => {
    const fileUrl = (file) => new URL(file, location.href);
    const sound = await (await import(fileUrl('sound.js'))).openSound(fileUrl);
    const format = { rate: 16000, samples: 100, window: 0, hop: 0, width: 0, rangeDb: 0 };
    return (await sound.readSamples({ name: 'ones', samples: new Float32Array(50).fill(1), rate: 16000, format })).row.length;
  }), 100);
  await finish(page);
});
