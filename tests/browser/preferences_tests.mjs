// What the page remembers of a person's choices, and what it takes from the system's settings.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';

import { test } from './fixtures.mjs';
import { click, finish, ready, snapshot, until, widget } from './harness.mjs';

const still = '#seed=7&drift=0';
const dark = [17, 22, 29];
const light = [247, 247, 244];

/** The colour in the canvas's corner. */
const background = (page) => page.evaluate(() => {
  window.zscape.frame();
  return [...window.zscape.picture().pixels.subarray(0, 3)];
});

/** The page's own, around the canvas and of the cover. */
const ownBackground = (page) => page.evaluate(() =>
  [document.body, document.getElementById('cover')].map((one) => getComputedStyle(one).backgroundColor));
const css = (colour) => `rgb(${colour.join(', ')})`;

const names = async (page) => (await snapshot(page)).widgets.map(({ name }) => name);

async function choose(page, ...choices) {
  await click(page, widget(await snapshot(page), 'look'));
  for (const choice of choices) {
    await until(async () => (await names(page)).includes(choice));
    await click(page, widget(await snapshot(page), choice));
    await until(async () => (await names(page)).includes(`${choice}, chosen`));
  }
}

test('the theme is the system\'s, from the first paint on and as it changes', async ({ site }) => {
  const page = await site.open(still, { colorScheme: 'light' });
  assert.deepEqual(await background(page), light);
  assert.deepEqual(await ownBackground(page), [css(light), css(light)]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await until(async () => isDeepStrictEqual(await background(page), dark));
  assert.deepEqual(await ownBackground(page), [css(dark), css(dark)]);
  await finish(page);
});

test('a theme, raw pixels and colours that were chosen are there on the next visit', async ({ site }) => {
  const page = await site.open(still, { smooth: true, deviceScaleFactor: 0.5 });
  await choose(page, 'light', 'raw', 'viridis');
  assert.deepEqual(await ownBackground(page), [css(light), css(light)]);
  await page.reload();
  await ready(page);
  assert.deepEqual(await background(page), light);
  await click(page, widget(await snapshot(page), 'look'));
  await until(async () => (await names(page)).includes('raw, chosen'));
  for (const chosen of ['light, chosen', 'viridis, chosen']) assert.ok((await names(page)).includes(chosen), chosen);
  await finish(page);
});

test('a chosen theme is the cover\'s before any of the page\'s code has arrived', async ({ site }) => {
  const page = await site.open(still);
  await choose(page, 'light');
  await page.route('**/start.js*', (route) => route.abort());
  await page.reload();
  assert.equal(await page.textContent('#message'), 'loading');
  assert.deepEqual(await ownBackground(page), [css(light), css(light)]);
  await page.context().close();
});

test('where the browser lets no page remember anything, and with a text that says nothing, the page is as for who is new', async ({ site }) => {
  const refuse = () => Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError'); } });
  const garble = () => location.protocol === 'about:' || localStorage.setItem('zscape.preferences', '{"theme": 1} theme= \u0000');
  for (const hinder of [refuse, garble]) {
    const page = await site.blank({ newcomer: true });
    await page.addInitScript(hinder);
    await page.goto(site.url + still);
    await ready(page);
    assert.deepEqual(await background(page), dark);
    await click(page, widget(await snapshot(page), 'No, thanks'));
    await until(async () => !(await names(page)).includes('No, thanks'));
    await choose(page, 'light');
    assert.deepEqual(await background(page), light);
    await finish(page);
  }
});

test('who is here for the first time is offered a tour, and once it was declined never again', async ({ site }) => {
  const page = await site.open(still, { newcomer: true });
  await click(page, widget(await snapshot(page), 'No, thanks'));
  await until(() => page.evaluate(() => localStorage.getItem('zscape.preferences') === 'tour=seen'));
  await page.reload();
  await ready(page);
  assert.ok(!(await names(page)).includes('No, thanks'));
  await finish(page);
});

test('with reduced motion the wall stands still until a link or the person has it drift', async ({ site }) => {
  const page = await site.open('#seed=7&count=4', { reducedMotion: 'reduce' });
  // How many different ones of three frames; of each the digits and how far they have drifted.
  const moments = async () => {
    const shown = [];
    for (let i = 0; i < 3; ++i) {
      const { pixels, groups } = await snapshot(page);
      const { first, count } = groups.find(({ role }) => role === 'wall');
      shown.push(`${await page.evaluate(() => window.zscape.state().phase)} ${pixels.subarray(first, (first + count) * 784).toString('base64')}`);
    }
    return new Set(shown).size;
  };
  assert.equal(await moments(), 1);
  await click(page, widget(await snapshot(page), 'Drift'));
  await until(async () => (await moments()) > 1);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));  // or it hears of no change
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await until(async () => (await moments()) === 1);
  await page.evaluate(() => (location.hash = '#seed=8&count=4&drift=1'));
  await until(async () => (await moments()) > 1);
  await finish(page);
});
