// What the page says when something is wrong, and that it keeps what it had.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { launchOptions } from './launch.mjs';
import { test, unlessFirst } from './fixtures.mjs';
import {
  afterFrames, assertShowsItsFragment, changed, click, dropFile, finish, groupOf, openPage, placeOf, press, ready, snapshot, until,
  widget, withoutCard,
} from './harness.mjs';

const weights = 'models/vae.safetensors';
const close = (page) => page.context().close();

function flipLastBit(bytes) {
  bytes[bytes.length - 1] ^= 1;
  return bytes;
}

// Of the middle of the pictures, in what draws.
function flipBitOfFirstPart(bytes) {
  const { begin, end } = placeOf(bytes, 'fc4.bias');
  bytes[(begin + end) / 2 + 1] ^= 1;
  return bytes;
}

function withoutHash(bytes) {
  const list = JSON.parse(bytes);
  list.models[0].sha256 = '';
  return Buffer.from(JSON.stringify(list));
}

// Opens the page while `faults` are in force and returns what its cover says.
async function failureText(site, faults) {
  for (const [path, fault] of Object.entries(faults)) site.faults.set(path, fault);
  const page = await site.start('#drift=0');
  await page.waitForSelector('#cover.failed');
  const text = await page.textContent('#message');
  site.faults.clear();
  return { page, text };
}

const initialFailures = [
  ['weights with another hash', { [weights]: { replace: flipBitOfFirstPart } }, /^vae: expected SHA-256 [0-9a-f]{64}, found SHA-256 [0-9a-f]{64}/],
  ['missing weights', { [weights]: { status: 404 } }, /^vae\.safetensors: the server answered 404/],
  ['a missing list of models', { 'models/models.json': { status: 404 } }, /^models\.json: the server answered 404/],
  ['missing code', { 'app.wasm': { status: 503 } }, /^app\.wasm: the server answered 503/],
  ['weights cut off', { [weights]: { cutAfter: 100000 } }, /^vae\.safetensors: the connection was cut after \d+ of \d+ bytes$/],
  ['code cut off', { 'app.wasm': { cutAfter: 100000 } }, /^app\.wasm: the connection was cut after \d+ of \d+ bytes$/],
  ['a list of models that is no JSON', { 'models/models.json': { replace: () => Buffer.from('{"mod') } }, /^models\.json: expected JSON/],
  ['a list of models without the hash', { 'models/models.json': { replace: withoutHash } },
    /models\.json: .*"vae" should have 64 hexadecimal digits of SHA-256, found ""/],
];

for (const failure of initialFailures) {
  const [what, faults, message] = failure;
  test(`${what}: the page says so, and trying again works`, unlessFirst(initialFailures, failure), async ({ site }) => {
    const { page, text } = await failureText(site, faults);
    assert.match(text, message);
    await page.click('#again');
    await ready(page);
    await close(page);
  });
}

const silences = [
  ['vae.safetensors', { pieces: 4, next: () => new Promise(() => {}) }, /^vae\.safetensors: the server fell silent after \d+ of \d+ bytes$/],
  ['models.json', { silent: true }, /^models\.json: the server does not answer$/],
];

for (const silence of silences) {
  const [file, fault, message] = silence;
  const name = `a server that falls silent before the end of ${file}: the page says so after half a minute, and trying again works`;
  test(name, unlessFirst(silences, silence), async ({ site }) => {
    site.faults.set(`models/${file}`, fault);
    const page = await site.blank();
    await page.clock.install();
    await page.goto(`${site.url}#drift=0`);
    const code = Number(await page.getAttribute('script[data-code-bytes]', 'data-code-bytes'));
    const arrived = code + (file === 'models.json' ? 0 : site.weights.length / 4);
    await page.waitForFunction((bytes) => parseInt(document.getElementById('message').textContent.split(' ')[1]) * 1000 >= bytes, arrived);
    const percent = await page.getAttribute('#bar', 'aria-valuenow');
    if (file === 'models.json') assert.equal(percent, null, 'the bar says how much has arrived of nobody knows what');
    else assert.ok(percent > 0 && percent < 100, `percent: ${percent}`);
    await page.clock.fastForward(29_000);
    assert.equal(await page.getAttribute('#cover', 'class'), null);
    await page.clock.fastForward(31_000);
    await page.waitForSelector('#cover.failed');
    assert.match(await page.textContent('#message'), message);
    site.faults.clear();
    await page.click('#again');
    await ready(page);
    await close(page);
  });
}

test('missing parts of the code: the page says so', async ({ site }) => {
  site.faults.set('page.js', { status: 404 });
  const page = await site.start('');
  await page.waitForFunction(() => document.getElementById('message').textContent.includes('did not arrive'));
  site.faults.clear();
  await close(page);
});

test('a flipped bit is refused even when the list of models was changed to match it', async ({ site }) => {
  const replace = (bytes) => {
    const list = JSON.parse(bytes);
    const { first } = list.models[0];
    first.sha256 = site.zscape.sha256(flipBitOfFirstPart(Buffer.from(site.weights)).subarray(0, first.bytes));
    return Buffer.from(JSON.stringify(list));
  };
  const { page, text } = await failureText(site, { 'models/models.json': { replace }, [weights]: { replace: flipBitOfFirstPart } });
  assert.match(text, /^vae: the decoder's output differs from the golden record: expected SHA-256/);
  await close(page);
});

test('a browser without WebGL 2 is told so, and the weights are let go of', async ({ site }) => {
  const browser = await chromium.launch({ ...launchOptions, args: ['--no-sandbox', '--disable-3d-apis'] });
  const page = await openPage(browser, 'about:blank');
  site.faults.set(weights, { pieces: 4, next: () => new Promise(() => {}) });
  const letGo = page.waitForEvent('requestfailed', (request) => request.url().includes(weights));
  await page.goto(site.url);
  await page.waitForSelector('#cover.failed');
  assert.match(await page.textContent('#message'), /WebGL 2/);
  assert.ok(await page.locator('#again').isHidden());
  await letGo;
  site.faults.clear();
  await browser.close();
});

test('a context that the driver takes away while the weights arrive: the page says so, and trying again loads it anew', async ({ site }) => {
  let release;
  const gate = new Promise((done) => (release = done));
  site.faults.set(weights, { pieces: 4, next: () => gate });
  const page = await site.start('');
  await page.waitForFunction(() => document.getElementById('message').textContent.includes(' of '));  // after it was made
  await page.evaluate(() => document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext());
  release();
  await page.waitForSelector('#cover.failed');
  assert.match(await page.textContent('#message'), /^The graphics driver took the picture away/);
  site.faults.clear();
  const reloaded = page.waitForEvent('load');
  await page.click('#again');
  await reloaded;
  await ready(page);
  assertShowsItsFragment(site, await snapshot(page));
  await close(page);
});

const failuresOfAChange = [
  ['weights cut off', { cutAfter: 100000 }, /^cvae\.safetensors: the connection was cut after \d+ of \d+ bytes$/],
  ['missing weights', { status: 404 }, /^cvae\.safetensors: the server answered 404/],
  ['weights with another hash', { replace: flipLastBit }, /^cvae: expected SHA-256 [0-9a-f]{64}, found SHA-256 [0-9a-f]{64}/],
  ['a server that does not answer', { hangUp: true }, /^cvae\.safetensors: the server does not answer$/],
];

for (const failure of failuresOfAChange) {
  const [what, fault, message] = failure;
  const name = `${what} of another model: the one in use goes on working, and trying again works`;
  test(name, unlessFirst(failuresOfAChange, failure), async ({ site }) => {
    site.faults.set('models/cvae.safetensors', fault);
    const page = await site.open('#seed=7&drift=0');
    const before = await snapshot(page);
    await page.evaluate(() => (location.hash = '#model=cvae&seed=8&drift=0'));
    await page.waitForFunction(() => window.zscape.message() !== '');
    assert.match(await page.evaluate(() => window.zscape.message()), message);
    await afterFrames(page);
    const shot = await snapshot(page);
    assert.equal(shot.fragment, before.fragment);
    assertShowsItsFragment(site, shot);
    await click(page, shot.draws.find(({ tile }) => tile === 20));
    assertShowsItsFragment(site, await changed(page, shot));

    site.faults.clear();
    await press(page, 'Try again');
    await page.waitForFunction(() => window.zscape.fragment().startsWith('model=cvae&'));
    assert.equal(await page.evaluate(() => window.zscape.state().seed), '8', 'the link was not followed');
    const model = await site.zscape.load(await readFile(new URL('../../build/site/models/cvae.safetensors', import.meta.url)));
    assertShowsItsFragment({ ...site, model }, await snapshot(page));
    assert.equal(await page.evaluate(() => window.zscape.message()), '');
    await close(page);
  });
}

const instead = [
  ['the person cancels', 'cancel loading cvae', 'vae'],
  ['another model is opened', 'load vae2d', 'vae2d'],
];

for (const [what, name, model] of instead) {
  test(`a link to another model is not followed when ${what} while it loads`, async ({ site }) => {
    site.faults.set('models/cvae.safetensors', { pieces: 2, next: () => new Promise(() => {}) });
    const page = await site.open('#seed=7&drift=0');
    await press(page, 'Models');
    await page.evaluate(() => (location.hash = '#model=cvae&seed=99&temperature=0.5&drift=0'));
    await page.waitForFunction(() => window.zscape.widgets().some((one) => one.name === 'cancel loading cvae'));
    await press(page, name);
    await page.waitForFunction((id) => window.zscape.state().model === id, model);
    await page.waitForFunction(() => !window.zscape.widgets().some((one) => one.name === 'cancel loading cvae'));
    await afterFrames(page);
    const { seed, temperature } = await page.evaluate(() => window.zscape.state());
    assert.deepEqual({ seed, temperature }, { seed: '7', temperature: 1 });
    assert.equal(await page.evaluate(() => window.zscape.message()), '');
    site.faults.clear();
    await finish(page);
  });
}

test('codes of the test set that do not come: the map says so, its other planes work, and trying again brings them', async ({ site }) => {
  const page = await site.blank();
  await page.route('**/vae.codes.safetensors*', (route) => route.abort());
  await page.goto(`${site.url}#model=vae&tab=map&map=principal&drift=0`);
  await ready(page);
  const found = (name) => page.waitForFunction((one) => window.zscape.widgets().some((each) => each.name === one), name);
  await found('Try again');
  await click(page, widget(await snapshot(page), 'random'));
  await found('map');
  assert.ok(groupOf(await snapshot(page), 'map').count > 100);
  await click(page, widget(await snapshot(page), 'principal'));
  await found('Try again');
  await page.unroute('**/vae.codes.safetensors*');
  await click(page, widget(await snapshot(page), 'Try again'));
  await found('map');
  assert.ok(groupOf(await snapshot(page), 'map').count > 100);
  await close(page);
});

const besideTheWall = [
  ['real digits', 'mnist.digits', 'real', 'real digits'],
  ['a classifier', 'lenet', 'verdicts', 'tally'],
];

for (const [what, file, key, shown] of besideTheWall) {
  test(`${what} that did not come: the wall says so, and trying again brings what was asked for`, async ({ site }) => {
    site.faults.set(`models/${file}.safetensors`, { status: 404 });
    const page = await site.open(`#seed=7&drift=0&${key}=1`);
    const found = (name) => page.waitForFunction((one) => window.zscape.widgets().some((each) => each.name === one), name);
    await found('Try again');
    const shot = await snapshot(page);
    assert.ok(!shot.widgets.some(({ name }) => name === shown));
    assert.equal(await page.evaluate(() => window.zscape.message()), '');
    site.faults.clear();
    await click(page, widget(shot, 'Try again'));
    await found(shown);
    assert.ok(!(await snapshot(page)).widgets.some(({ name }) => name === 'Try again'));
    await close(page);
  });
}

const badLinks = [
  ['seed=-1', /seed: expected a whole number below 2\^64, found "-1"/],
  ['seed=7&temperature=hot', /temperature: expected a number/],
  ['stage=!!', /stage: expected/],
  ['colour=red', /unknown key "colour"/],
  ['model=nosuch', /models\.json lists no model "nosuch"/],
  ['model=lenet', /models\.json lists no model "lenet"/],
  ['label=10', /the class was left out: model vae draws no class on request/],
];

for (const bad of badLinks) {
  const [link, message] = bad;
  test(`the link #${link} is refused with a message over the default view`, unlessFirst(badLinks, bad), async ({ site }) => {
    const page = await site.open(`#${link}`);
    await page.waitForFunction(() => window.zscape.message() !== '');
    assert.match(await page.evaluate(() => window.zscape.message()), message);
    const { fragment } = await snapshot(page);
    assert.match(fragment, /^model=vae&tab=generate&seed=16&temperature=1&drift=1/);
    assert.deepEqual(page.errors, []);
    await close(page);
  });
}

test('a damaged file that is dropped onto the page is refused, and the digits stay', async ({ site }) => {
  const page = await site.open('#seed=7&drift=0');
  const before = await snapshot(page);
  await dropFile(page, flipLastBit(Buffer.from(site.weights)), 'mine.safetensors');
  await page.waitForFunction(() => window.zscape.message() !== '');
  assert.match(await page.evaluate(() => window.zscape.message()), /^mine\.safetensors: the tensors are not the published ones: expected SHA-256/);
  const after = await snapshot(page);
  assert.equal(after.fragment, before.fragment);
  await close(page);
});

test('a good file that is dropped onto the page is opened', async ({ site }) => {
  const page = await site.open('#seed=-1');
  await page.waitForFunction(() => window.zscape.message() !== '');
  await dropFile(page, Buffer.from('nonsense'), 'nonsense');
  await page.waitForFunction(() => window.zscape.message().startsWith('nonsense: '));
  await dropFile(page, site.weights, 'mine.safetensors');
  await page.waitForFunction(() => window.zscape.message() === '');
  await close(page);
});

test('a dropped file with the id of the published model: links go back to the published one, and tell which one they are of', async ({ site }) => {
  const page = await site.open('#seed=7&drift=0');
  const { fragment: link } = await snapshot(page);
  const file = (text) => new URLSearchParams(text).get('file');
  const showsFileOf = (text) => page.waitForFunction((one) => new URLSearchParams(window.zscape.fragment()).get('file') === one, file(text));
  await dropFile(page, withoutCard(Buffer.from(site.weights)), 'mine.safetensors');
  await page.waitForFunction((one) => new URLSearchParams(window.zscape.fragment()).get('file') !== one, file(link));
  const { fragment: own, widgets } = await snapshot(page);
  widget({ widgets }, 'model mine.safetensors');
  assert.match(own, /^model=vae&/);
  await page.evaluate((text) => (location.hash = `#${text}`), link);
  await showsFileOf(link);
  await page.evaluate((text) => (location.hash = `#${text}`), own);
  await page.waitForFunction(() => /is not followed$/.test(window.zscape.message()));
  assert.equal(file((await snapshot(page)).fragment), file(link));

  await dropFile(page, withoutCard(Buffer.from(site.weights)), 'mine.safetensors');
  await showsFileOf(own);
  await page.evaluate(() => window.zscape.set({ seed: 8 }));
  assert.equal(file((await snapshot(page)).fragment), file(own));
  await page.evaluate(() => window.zscape.set({ model: 'vae' }));
  assert.equal(file((await snapshot(page)).fragment), file(link));
  await finish(page);
});

test('weights that are dropped while a published model is on its way stay, and a picture ends nothing', async ({ site }) => {
  let arrive;
  site.faults.set('models/cvae.safetensors', { pieces: 2, next: () => new Promise((done) => (arrive = done)) });
  const page = await site.open('#seed=7&drift=0');
  const label = (name) => page.waitForFunction((one) => window.zscape.widgets().some((each) => each.name === one), `model ${name}`);
  await page.evaluate(() => void window.zscape.set({ model: 'cvae' }).catch(({ message }) => (window.refusal = message)));
  await until(() => arrive);
  await dropFile(page, Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1'), 'seven.png');
  await page.waitForFunction(() => /^seven\.png: expected the weights of a model, .* found a PNG picture$/.test(window.zscape.message()));
  assert.equal(await page.evaluate(() => window.refusal), undefined);
  const letGo = page.waitForEvent('requestfailed', (request) => request.url().includes('cvae.safetensors'));
  await dropFile(page, withoutCard(Buffer.from(site.weights)), 'mine.safetensors');
  await label('mine.safetensors');
  assert.match(await page.waitForFunction(() => window.refusal).then((text) => text.jsonValue()), /something else was asked for/);
  arrive();
  await letGo;
  await afterFrames(page);
  await label('mine.safetensors');
  assert.equal(await page.evaluate(() => window.zscape.state().model), 'vae');
  assert.equal(await page.evaluate(() => window.zscape.message()), '');
  site.faults.clear();

  await page.evaluate(() => window.zscape.set({ model: 'cvae' }));
  assert.equal(await page.evaluate(() => window.zscape.state().model), 'cvae');
  await finish(page);
});

test('undo past a dropped file with the id of the published model brings the published one back', async ({ site }) => {
  const page = await site.open('#seed=7&drift=0');
  const { fragment } = await snapshot(page);
  await dropFile(page, withoutCard(Buffer.from(site.weights)), 'mine.safetensors');
  await page.waitForFunction((one) => window.zscape.fragment() !== one, fragment);
  await snapshot(page);
  await page.keyboard.press('Control+z');
  await page.waitForFunction((one) => window.zscape.fragment() === one, fragment);
  assert.equal(await page.evaluate(() => window.zscape.message()), '');
  await finish(page);
});

test('a folder and a file of absurd size that are dropped onto the page are refused', async ({ site }) => {
  const folder = await mkdtemp(join(tmpdir(), 'zscape-'));
  const huge = join(folder, 'huge.safetensors');
  await writeFile(huge, '');
  await truncate(huge, 256e6 + 1);
  const page = await site.open('#seed=7&drift=0');
  const session = await page.context().newCDPSession(page);
  const refusals = [
    [folder, /^zscape-\w+: expected a file that can be read, found a folder or a file that is gone$/],
    [huge, /^huge\.safetensors: expected at most 256000000 bytes, found 256000001$/],
  ];
  for (const [path, message] of refusals) {
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop']) await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    await page.waitForFunction(([source]) => new RegExp(source).test(window.zscape.message()), [message.source]);
  }
  await finish(page);
  await rm(folder, { recursive: true });
});

test('after a failure at run time, Tab reaches "Try again" and Enter presses it', async ({ site }) => {
  const page = await site.open('#seed=7&drift=0');
  await page.evaluate(() => document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext());
  await page.waitForSelector('#cover.failed');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'again');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await ready(page);
  await close(page);
});
