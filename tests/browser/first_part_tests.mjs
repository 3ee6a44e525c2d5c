// The first part of the weights, which draws: what is seen before the rest has arrived, when it arrives, and when it does not.
import assert from 'node:assert/strict';

import { test, unlessFirst } from './fixtures.mjs';
import { assertShowsItsFragment, changed, click, finish, groupOf, listed, press, ready, snapshot } from './harness.mjs';

const weights = 'models/vae.safetensors';
const still = '#seed=7&drift=0';
const close = (page) => page.context().close();

/** Lets only the first part of the weights through, in two pieces of three; returns what lets the rest through, or with 'cut' ends it. */
function holdRest(site) {
  let arrive;
  let pieces = 1;
  const held = new Promise((done) => (arrive = done));
  site.faults.set(weights, { pieces: 3, next: () => (++pieces === 2 ? Promise.resolve() : held) });
  assert.ok(2 * Math.ceil(site.weights.length / 3) > listed('vae').first.bytes);
  return arrive;
}

const message = (page) => page.evaluate(() => window.zscape.message());
const says = (page, pattern) => page.waitForFunction((source) => new RegExp(source).test(window.zscape.message()), pattern.source);

/** Resolves once the model in use encodes test digits; changes the tab. */
async function encodes(page) {
  await page.evaluate(() => window.zscape.set({ tab: 'family' }));
  await page.waitForFunction(() => {
    window.zscape.frame();
    return window.zscape.widgets().some(({ name }) => name.startsWith('vae, error '));
  });
}

const hasEncoder = (shot) => shot.widgets.some(({ name }) => name.startsWith('vae, error '));

test('digits are drawn before the rest of the weights has arrived; then nothing that is seen changes, and digits are encoded', async ({ site }) => {
  const arrive = holdRest(site);
  site.requests.length = 0;
  const page = await site.open('#seed=7&drift=0&real=1', { serviceWorkers: 'allow' });
  await page.waitForFunction(() => window.zscape.widgets().some(({ name }) => name === 'real digits'));
  const first = await snapshot(page);
  assertShowsItsFragment(site, first);
  await click(page, first.draws.find(({ tile }) => tile === 20));
  const before = await changed(page, first);
  assertShowsItsFragment(site, before);
  const real = before.draws.find(({ tile }) => tile === groupOf(before, 'real').first);
  await click(page, real);  // which takes an encoder
  assert.equal((await snapshot(page)).fragment, before.fragment);

  arrive();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));  // registered once everything is there
  const after = await snapshot(page);
  assert.equal(after.fragment, before.fragment);
  assert.deepEqual(after.groups, before.groups);
  assert.ok(after.pixels.equals(before.pixels), 'other digits than before the rest arrived');
  assert.equal(await message(page), '');
  await click(page, real);
  await changed(page, after);
  await page.keyboard.press('Control+z');
  await page.waitForFunction((fragment) => window.zscape.fragment() === fragment, before.fragment);
  await page.keyboard.press('Control+z');
  await page.waitForFunction((fragment) => window.zscape.fragment() === fragment, first.fragment);
  for (const path of ['app.wasm', 'page.js', 'models/models.json', weights]) {
    assert.ok(site.requests.filter((one) => one === path).length <= (path === weights ? 1 : 2), `${path}: ${site.requests}`);
  }
  site.faults.clear();
  await finish(page);
});

test('the Family tab says that the encoder is on its way, and shows what it makes of the digit once it is there', async ({ site }) => {
  const arrive = holdRest(site);
  const page = await site.open('#seed=7&drift=0&tab=family');
  await page.waitForFunction(() => window.zscape.widgets().some(({ name }) => name === 'test digits'));
  assert.ok(!hasEncoder(await snapshot(page)));
  arrive();
  await encodes(page);
  site.faults.clear();
  await finish(page);
});

/** Sends it whole, with its last bit flipped. */
function damageRest(site) {
  site.faults.set(weights, { replace: (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([bytes.at(-1) ^ 1])]) });
  return () => {};
}

const failures = [
  ['is cut off', holdRest, new RegExp('^vae draws, but its encoder did not come: vae\\.safetensors: the connection was cut after ' +
    `\\d+ of ${listed('vae').bytes} bytes$`)],
  ['has another hash', damageRest,
    /^vae draws, but its encoder did not come: expected SHA-256 [0-9a-f]{64}, found SHA-256 [0-9a-f]{64}/],
];

for (const failure of failures) {
  const [what, fault, pattern] = failure;
  const name = `the rest of the weights ${what}: the digits stay, the page says so, and trying again brings the encoder`;
  test(name, unlessFirst(failures, failure), async ({ site }) => {
    const end = fault(site);
    const page = await site.open(still);
    end('cut');
    await says(page, pattern);
    const before = await snapshot(page);
    assertShowsItsFragment(site, before);
    site.faults.clear();
    await press(page, 'Try again');
    await encodes(page);
    assert.equal(await message(page), '');
    await page.evaluate(() => window.zscape.set({ tab: 'generate' }));
    const after = await snapshot(page);
    assert.equal(after.fragment, before.fragment);
    assertShowsItsFragment(site, after);
    await close(page);
  });
}

test('a server that falls silent after the first part: the digits stay, and the page says so after half a minute', async ({ site }) => {
  holdRest(site);
  const page = await site.blank();
  await page.clock.install();
  await page.goto(site.url + still);
  await ready(page);
  await page.clock.fastForward(10_000);
  assert.equal(await message(page), '');
  await page.clock.fastForward(31_000);
  await says(page, /^vae draws, but its encoder did not come: vae\.safetensors: the server fell silent after \d+ of \d+ bytes$/);
  assertShowsItsFragment(site, await snapshot(page));
  site.faults.clear();
  await close(page);
});

test('the rest of the weights of a model that was left meanwhile is nobody\'s loss', async ({ site }) => {
  const arrive = holdRest(site);
  const page = await site.open(still, { serviceWorkers: 'allow' });
  await page.evaluate(() => window.zscape.set({ model: 'vae2d' }));
  const before = await snapshot(page);
  arrive();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  assert.equal((await snapshot(page)).fragment, before.fragment);
  assert.equal(await message(page), '');
  site.faults.clear();
  await page.evaluate(() => window.zscape.set({ model: 'vae' }));
  await encodes(page);
  await finish(page);
});

test('a server that knows ranges sends the rest only once digits are drawn', async ({ site }) => {
  const ranges = [];
  const { bytes, first } = listed('vae');
  site.faults.set(weights, { ranges });
  const page = await site.open(still);
  await encodes(page);
  assert.deepEqual(ranges, [`bytes=0-${first.bytes - 1}`, `bytes=${first.bytes}-`]);
  assert.ok(bytes > first.bytes);
  assert.equal(await message(page), '');
  await finish(page);
});
