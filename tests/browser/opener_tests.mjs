// Files of one's own from the browser's dialog: by mouse, by keyboard and by finger.
import assert from 'node:assert/strict';

import { test } from './fixtures.mjs';
import {
  assertShowsItsFragment, changed, click, finish, phone, press, snapshot, stageTile, tileOf, until, widget, withoutCard,
} from './harness.mjs';

const still = '#seed=7&drift=0';
const opener = 'Open a file';
const message = (page) => page.evaluate(() => window.zscape.message());

/** A page whose dialogs the driver answers from the start: a listener that comes with the press may come too late. */
async function openWithDialogs(site, options) {
  const page = await site.open(still, options);
  page.on('filechooser', () => {});
  return page;
}

/** Gives `files`, an object of buffers by their names, to the dialog that `act` opens. */
async function choose(page, act, files) {
  const [dialog] = await Promise.all([page.waitForEvent('filechooser'), act()]);
  assert.ok(dialog.isMultiple());
  await dialog.setFiles(Object.entries(files).map(([name, buffer]) => ({ name, mimeType: '', buffer })));
}

/** Latents as the page saves them, of sample `index`. */
function latents({ model }, index) {
  const code = [...model.sample(3n, index, 1)];
  return { code, file: Buffer.from(JSON.stringify({ model: model.id, codes: [code] })) };
}

async function showsOnStage(site, page, { code }) {
  const expected = site.zscape.toBytes(site.model.decode(Float32Array.from(code)));
  const shows = async () => {
    const shot = await snapshot(page);
    return tileOf(shot, stageTile(shot)).equals(expected);
  };
  await until(shows);
}

test('weights and latents are opened together from the dialog of a click, and a wrong file says why', async ({ site }) => {
  const page = await openWithDialogs(site);
  const before = await snapshot(page);
  const one = latents(site, 0);
  const act = () => click(page, widget(before, opener));
  await choose(page, act, { 'mine.safetensors': withoutCard(Buffer.from(site.weights)), 'one.json': one.file });
  await showsOnStage(site, page, one);
  const own = await snapshot(page);
  widget(own, 'model mine.safetensors');
  assert.match(own.fragment, /^model=vae&/);
  assert.notEqual(new URLSearchParams(own.fragment).get('file'), new URLSearchParams(before.fragment).get('file'));
  assertShowsItsFragment(site, own);

  for (const time of ['first', 'second']) {  // the same file again is told again
    await choose(page, act, { nonsense: Buffer.from('nonsense') });
    await until(async () => (await message(page)).startsWith('nonsense: '));
    await press(page, 'dismiss the message');
    assert.equal(await message(page), '', time);
  }
  assert.equal((await snapshot(page)).fragment, own.fragment);
  await finish(page);
});

test('the keyboard alone opens a file, also from the panel of models', async ({ site }) => {
  const page = await openWithDialogs(site);
  const spoken = () => page.evaluate(() => {
    window.zscape.frame();
    return document.getElementById('spoken').textContent;
  });
  const reach = (name, key = 'Tab') => until(async () => {
    await page.keyboard.press(key);
    return (await spoken()) === name;
  });
  const two = latents(site, 2);
  await reach(opener);
  await choose(page, () => page.keyboard.press('Enter'), { 'two.json': two.file });
  await showsOnStage(site, page, two);

  const three = latents(site, 3);
  await reach('Models', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await reach(opener);
  await choose(page, () => page.keyboard.press('Enter'), { 'three.json': three.file });
  await showsOnStage(site, page, three);
  assert.ok(!(await snapshot(page)).widgets.some(({ name }) => name === 'close'), 'the panel covers what was opened');
  await finish(page);
});

test('a finger opens a file from the sheet below the name of the model', async ({ site }) => {
  const page = await openWithDialogs(site, phone);
  const tap = async (name) => {
    await until(async () => (await snapshot(page)).widgets.some((one) => one.name === name));
    const { x, y, width, height } = widget(await snapshot(page), name);
    await page.touchscreen.tap(x + width / 2, y + height / 2);
  };
  const one = latents(site, 1);
  await tap('model vae');
  await choose(page, () => tap(opener), { 'one.json': one.file });
  await showsOnStage(site, page, one);
  await finish(page);
});

test('a browser that opens no dialog is no reason to stop', async ({ site }) => {
  const page = await site.open(still);
  await page.evaluate(() => {
    HTMLInputElement.prototype.showPicker = () => { throw new DOMException('no gesture', 'NotAllowedError'); };
  });
  await press(page, opener);
  await until(async () => /did not let the page choose a file; one can be dropped/.test(await message(page)));
  const before = await snapshot(page);
  await click(page, widget(before, 'Resample'));
  assertShowsItsFragment(site, await changed(page, before));
  await finish(page);
});
