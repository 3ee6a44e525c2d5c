// The Listen tab: the published voice is heard, shaped, played on pads and by the sequencer, saved and recorded.
import assert from 'node:assert/strict';

import { test, unlessFirst } from './fixtures.mjs';
import { finish, openReady, press, snapshot, until, withoutMicrophone } from './harness.mjs';

const listening = '#tab=listen&drift=0';

/** The page on its Listen tab, with the voice and all its sounds. */
async function openListening({ browser, url }) {
  const page = await openReady(browser, `${url}${listening}`);
  await until(async () => (await widgets(page)).some(({ name }) => name === 'latent pad'));
  return page;
}

const widgets = (page) => page.evaluate(() => {
  window.zscape.frame();
  return window.zscape.widgets();
});

const played = (page) => page.evaluate(() => window.zscape.sound());

test('the voice and the code of sound come with the tab, and not before', async ({ site }) => {
  const { browser, url, requests } = site;
  requests.length = 0;
  const page = await openReady(browser, `${url}#drift=0`);
  const ofSound = () => requests.filter((path) => path.startsWith('sound') || path.includes('voice.safetensors'));
  assert.deepEqual(ofSound(), []);
  await press(page, 'Listen');
  await until(async () => (await widgets(page)).some(({ name }) => name === 'latent pad'));
  await until(async () => ofSound().length >= 5);
  await finish(page);
});

test('a loop is heard once it is asked for, with the samples that were generated, and follows the latent pad', async ({ site }) => {
  const page = await openListening(site);
  await press(page, 'Loop');
  await until(async () => (await played(page))?.peak > 0.05);
  const before = (await snapshot(page)).fragment;
  const pad = (await widgets(page)).find(({ name }) => name === 'latent pad');
  await page.mouse.move(pad.x + pad.width / 2, pad.y + pad.height / 2);
  await page.mouse.down();
  for (const share of [0.6, 0.7, 0.8]) await page.mouse.move(pad.x + share * pad.width, pad.y + share * pad.height);
  await until(async () => (await snapshot(page)).fragment !== before);
  await page.mouse.up();
  await until(async () => (await played(page)).loopPosition >= 0);
  await press(page, 'Loop');
  await until(async () => (await played(page)).loopPosition === -1);
  await finish(page);
});

test('digit keys play the pads, and the sequencer plays its steps', async ({ site }) => {
  const page = await openListening(site);
  await until(async () => {
    await page.keyboard.press('7');
    await widgets(page);
    return (await played(page))?.peak > 0.05;
  });
  const steps = (await widgets(page)).find(({ name }) => name === 'steps of the beat');
  await page.mouse.click(steps.x + steps.width / 32, steps.y + steps.height * 0.75);
  await until(async () => /beat=0080/.test((await snapshot(page)).fragment));
  await page.keyboard.press('Space');
  await until(async () => (await played(page)).step >= 4);
  await page.keyboard.press('Space');
  await until(async () => {
    await widgets(page);
    return (await played(page)).step === -1;
  });
  await finish(page);
});

test('what is heard is saved as a WAV file, and a file of one\'s own comes back through the model', async ({ site }) => {
  const page = await openListening(site);
  await until(async () => {
    const waiting = page.waitForEvent('download', { timeout: 1500 }).catch(() => null);
    await press(page, 'Save WAV');
    const download = await waiting;
    if (!download) return false;
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const file = Buffer.concat(chunks);
    assert.equal(download.suggestedFilename(), 'voice.wav');
    assert.equal(file.subarray(0, 4).toString() + file.subarray(8, 12).toString(), 'RIFFWAVE');
    assert.equal(file.length, 44 + 2 * 10000);
    await page.evaluate((bytes) => (window.ownFile = Uint8Array.from(bytes)), [...file]);
    return true;
  });
  const drop = (name) => page.evaluate((called) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([window.ownFile], called));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer }));
  }, name);
  await drop('mine.wav');
  await until(async () => (await widgets(page)).some(({ name }) => name === 'play the original'));
  await page.evaluate(() => window.ownFile.fill(0, 44));
  await drop('silent.wav');
  await page.waitForFunction(() => {
    window.zscape.frame();
    return window.zscape.message() === 'silent.wav: nothing in it can be heard';
  });
  await finish(page);
});

test('another model is chosen, undone by the button and taken again, and one that does not come says so', async ({ site }) => {
  const page = await openListening(site);
  const has = (name) => async () => (await widgets(page)).some((one) => one.name === name);
  site.faults.set('models/audio-vae.safetensors', { status: 503 });
  await press(page, 'audio-vae');
  await until(has('Try again'));
  site.faults.clear();
  await press(page, 'Try again');
  await until(has('latent pad'));
  const latents = (state) => state.sound?.length;
  const shaped = () => page.evaluate(() => window.zscape.state()).then(latents);
  await page.evaluate(() => window.zscape.set({ sound: new Float32Array(16) }));
  await until(async () => await shaped() === 16);
  await press(page, 'undo');
  await press(page, 'undo');
  await until(has('latent pad'));
  await until(async () => (await snapshot(page)).fragment.includes('tab=listen') && (await page.evaluate(() => window.zscape.message())) === '');
  await press(page, 'redo');
  await press(page, 'redo');
  await until(async () => await shaped() === 16 && await has('latent pad')());
  await page.context().close();
});

test('the microphone is asked for only when recording starts, and a refusal is said', async ({ site }) => {
  const page = await openListening(site);
  await press(page, 'record');
  await until(async () => (await page.evaluate(() => window.zscape.sound()?.recordedSeconds)) > 1.1);
  await press(page, 'record');
  await until(async () => (await widgets(page)).some(({ name }) => name === 'play the original'));
  await finish(page);
  site.faults.set('index.html', withoutMicrophone);
  const refused = await openListening(site);
  await press(refused, 'record');
  await refused.waitForFunction(() => window.zscape.message().startsWith('no microphone: the browser was not allowed'));
  await refused.context().close();  // its console complains of the policy
});

const soundFailures = [
  ['sound.wasm', { status: 503 }, 'no sound: sound.wasm: the server answered 503'],
  ['sound.wasm', { cutAfter: 1000 }, 'no sound: sound.wasm: the connection was cut after '],
  ['sound_worklet.js', { status: 404 }, 'no sound: sound_worklet.js: the server does not answer'],
  ['sound_worker.js', { status: 404 }, 'no sound: sound_worker.js: the server does not answer'],
];

for (const failure of soundFailures) {
  const [file, fault, message] = failure;
  const name = `without ${file}, ${Object.keys(fault)}: the tab shows sounds and says why none is heard, and trying again works`;
  test(name, unlessFirst(soundFailures, failure), async ({ site }) => {
    site.faults.set(file, fault);
    const page = await openListening(site);
    await until(async () => (await widgets(page)).some(({ name }) => name === 'Try again'));
    await page.waitForFunction((said) => document.getElementById('happened').textContent.startsWith(said), message);
    site.faults.clear();
    await press(page, 'Try again');
    await press(page, 'Loop');
    await until(async () => (await played(page))?.peak > 0.05);
    assert.ok(!(await widgets(page)).some(({ name }) => name === 'Try again'));
    await page.context().close();
  });
}

test('without the voice the tab says why, and trying again brings it', async ({ site }) => {
  const { browser, url, faults } = site;
  faults.set('models/voice.safetensors', { status: 503 });
  const page = await openReady(browser, `${url}${listening}`);
  await until(async () => (await widgets(page)).some(({ name }) => name === 'Try again'));
  faults.clear();
  await press(page, 'Try again');
  await until(async () => (await widgets(page)).some(({ name }) => name === 'latent pad'));
  await page.context().close();
});
