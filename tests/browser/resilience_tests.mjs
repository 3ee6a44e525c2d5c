// What the page survives: a strict policy, a lost graphics context, another size, being hidden.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';

import { chromium } from '@playwright/test';

import { test } from './fixtures.mjs';
import {
  afterFrames, assertShowsItsFragment, changed, click, correlation, decodePng, finish, groupOf, ready, snapshot, until, widget,
} from './harness.mjs';
import { windowOptions } from './launch.mjs';
import { openTab } from './tab.mjs';

const still = '#seed=7&drift=0';

// ---- the Content-Security-Policy ----

test('ordinary use violates nothing of the content security policy, which the page carries itself', async ({ site }) => {
  const page = await site.blank({ permissions: ['clipboard-read', 'clipboard-write'], serviceWorkers: 'allow' });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => window.violations.push([violatedDirective, blockedURI]));
  });
  await page.goto(site.url + still);
  await ready(page);
  const shot = await snapshot(page);
  await click(page, shot.draws.find(({ tile }) => tile === 20));
  await changed(page, shot);
  await click(page, widget(await snapshot(page), 'Share'));
  await until(async () => (await snapshot(page)).widgets.some(({ name }) => name === 'Copy link'));
  await click(page, widget(await snapshot(page), 'Copy link'));
  await page.evaluate(() => (location.hash = '#model=cvae&drift=0'));
  await page.waitForFunction(() => window.zscape.fragment().startsWith('model=cvae&'));
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  assert.deepEqual(await page.evaluate(() => window.violations), []);

  const policy = await page.getAttribute('meta[http-equiv=Content-Security-Policy]', 'content');
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
  assert.doesNotMatch(policy, /'unsafe-(inline|eval|hashes)'/);
  await finish(page);
});

test('the content security policy refuses eval, inline scripts and styles, and other hosts', async ({ site }) => {
  const page = await site.open(still);
  await page.evaluate(() => {
    window.violated = new Set();
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => window.violated.add(effectiveDirective));
    const append = (tag, properties) => document.body.appendChild(Object.assign(document.createElement(tag), properties));
    append('script', { textContent: 'window.ran = true' });
    const clicked = append('div', {});
    clicked.setAttribute('onclick', 'window.ran = true');
    clicked.click();
    append('style', { textContent: 'body { color: red }' });
    append('form', { action: '/elsewhere' }).submit();
    fetch('https://zscape.invalid/').catch(() => {});
    setTimeout(() => {  // as the page's own code: the driver may evaluate
      try {
        (0, eval)('window.ran = true');
      } catch {}
    });
  });
  const expected = ['connect-src', 'form-action', 'script-src', 'script-src-attr', 'script-src-elem', 'style-src-elem'];
  await page.waitForFunction((count) => window.violated.size >= count, expected.length);
  assert.deepEqual(await page.evaluate(() => [...window.violated].sort()), expected);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  await page.context().close();
});

// ---- a lost WebGL context ----

const lose = (page) => page.evaluate(() => {
  const canvas = document.getElementById('canvas');
  window.driver = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
  const lost = new Promise((done) => canvas.addEventListener('webglcontextlost', done, { once: true }));
  window.driver.loseContext();
  return lost.then(() => undefined);
});

const restore = (page) => page.evaluate(() => {
  const restored = new Promise((done) => document.getElementById('canvas').addEventListener('webglcontextrestored', done, { once: true }));
  window.driver.restoreContext();
  return restored.then(() => undefined);
});

const glErrors = (page) => page.evaluate(() => document.getElementById('canvas').getContext('webgl2').getError());

const wallDraws = (shot) => shot.draws.filter(({ tile }) => tile < groupOf(shot, 'wall').count);

async function assertSeen(site, page, shot) {
  const picture = await decodePng(site.browser, await page.screenshot());
  const found = correlation(shot, picture, picture.width / page.viewportSize().width, wallDraws(shot));
  assert.ok(found > 0.9, `correlation between screenshot and texture: expected more than 0.9, found ${found}`);
}

test('a lost graphics context is restored with the same digits, more than once', async ({ site }) => {
  const page = await site.open(still);
  const before = await snapshot(page);
  for (let time = 0; time < 2; ++time) {
    await lose(page);
    const frames = await page.evaluate(() => window.zscape.stats.frames);
    await click(page, before.draws.find(({ tile }) => tile === 20));  // at what cannot be seen
    assert.equal(await page.evaluate(() => window.zscape.fragment()), before.fragment);
    await restore(page);
    await page.waitForFunction((count) => window.zscape.stats.frames > count, frames);
    await assertSeen(site, page, before);
    const after = await snapshot(page);
    assert.equal(after.fragment, before.fragment);
    assert.ok(after.pixels.equals(before.pixels), 'the texture has other digits');
    assert.equal(await glErrors(page), 0);
    assert.equal(await page.evaluate(() => document.getElementById('cover').hidden), true);
  }
  await click(page, before.draws.find(({ tile }) => tile === 20));
  const clicked = await changed(page, before);
  assertShowsItsFragment(site, clicked);
  await assertSeen(site, page, clicked);
  await finish(page);
});

test('while the graphics context is lost a drifting wall stands still, and a link is followed', async ({ site }) => {
  const page = await site.open('#seed=7');
  await lose(page);
  const phase = await page.evaluate(() => window.zscape.fragment());
  await afterFrames(page);
  assert.equal(await page.evaluate(() => window.zscape.fragment()), phase);
  await page.evaluate(() => (location.hash = '#seed=99&drift=0'));
  await page.waitForFunction(() => window.zscape.fragment().includes('seed=99&'));
  await restore(page);
  const shot = await snapshot(page);
  assertShowsItsFragment(site, shot);
  await assertSeen(site, page, shot);
  await finish(page);
});

test('a model that loads while the graphics context is lost is shown when it is restored', async ({ site }) => {
  const gate = new EventEmitter();
  site.faults.set('models/cvae.safetensors', { pieces: 2, next: () => once(gate, 'next') });
  const page = await site.open(still);
  const shot = await snapshot(page);
  await page.evaluate(() => (location.hash = '#model=cvae&seed=7&drift=0'));
  await until(() => gate.listenerCount('next') > 0);
  await lose(page);
  gate.emit('next');
  await page.waitForFunction(() => window.zscape.fragment().startsWith('model=cvae&'));
  await restore(page);
  const after = await snapshot(page);
  assert.notEqual(after.fragment, shot.fragment);
  const model = await site.zscape.load(await readFile(new URL('../../build/site/models/cvae.safetensors', import.meta.url)));
  assertShowsItsFragment({ ...site, model }, after);
  await assertSeen(site, page, after);
  site.faults.clear();
  await finish(page);
});

test('a graphics context that comes back late takes the message away', async ({ site }) => {
  const page = await site.open(still);
  const before = await snapshot(page);
  await lose(page);
  await page.waitForSelector('#cover.failed');
  assert.equal(await page.textContent('#message'), 'The graphics driver took the picture away.');
  await restore(page);
  await page.waitForSelector('#cover', { state: 'hidden' });
  assert.ok((await snapshot(page)).pixels.equals(before.pixels));
  await assertSeen(site, page, before);
  await finish(page);
});

// ---- a hidden tab ----

/** Frames of `tab`, and seconds that its main thread works and its scripts run, while the browser paints `seen` sixty times. */
async function whilePainted(tab, seen) {
  const frames = () => tab.evaluate('window.zscape.stats.frames');
  const spent = async () => {
    const { metrics } = await tab.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const framesBefore = await frames();
  const before = await spent();
  await seen.evaluate(`new Promise((done) => {
    let left = 60;
    const tick = () => (left-- > 0 ? requestAnimationFrame(tick) : done());
    tick();
  })`);
  const after = await spent();
  return {
    frames: (await frames()) - framesBefore,
    busy: after.TaskDuration - before.TaskDuration,
    scripts: after.ScriptDuration - before.ScriptDuration,
  };
}

test('a hidden tab draws nothing and costs next to nothing; seen again, it goes on', { tag: '@all' }, async ({ site }) => {
  const browser = await chromium.launch(windowOptions);
  const page = await openTab(browser, `${site.url}#seed=7`);
  await page.send('Performance.enable');
  await until(() => page.evaluate('window.zscape?.verdict() != null'));  // everything is loaded
  await until(() => page.evaluate('navigator.serviceWorker.controller !== null'));
  const visible = await whilePainted(page, page);
  assert.ok(visible.frames > 0 && visible.scripts > 0);

  const other = await openTab(browser, 'about:blank');
  await until(() => page.evaluate('document.hidden'));
  await until(() => page.evaluate('location.hash.slice(1) === window.zscape.fragment()'));  // the last that was seen is in the link
  const hidden = await whilePainted(page, other);
  assert.equal(hidden.frames, 0);
  assert.equal(hidden.scripts, 0);
  assert.ok(hidden.busy < visible.busy / 10, `seconds of work: expected less than a tenth of ${visible.busy}, found ${hidden.busy}`);

  const fragment = await page.evaluate('window.zscape.fragment()');
  await other.close();
  await page.show();
  await until(() => page.evaluate('!document.hidden'));
  await until(() => page.evaluate(`window.zscape.fragment() !== ${JSON.stringify(fragment)}`));
  await browser.close();
});

// ---- other sizes ----

const metrics = [
  ['a window of another size', { width: 1000, height: 700, deviceScaleFactor: 1, mobile: false }],
  ['a narrow window', { width: 500, height: 800, deviceScaleFactor: 1, mobile: false }],
  ['a screen of twice the pixels', { width: 800, height: 600, deviceScaleFactor: 2, mobile: false }],
  ['a zoom of 125 %', { width: 1024, height: 640, deviceScaleFactor: 1.25, mobile: false }],
  ['a phone', { width: 360, height: 740, deviceScaleFactor: 3, mobile: true }],
  ['a phone on its side', { width: 740, height: 360, deviceScaleFactor: 3, mobile: true, screenOrientation: { type: 'landscapePrimary', angle: 90 } }],
];

test('the page follows changes of size, pixel ratio and orientation, and shows its digits where it says', async ({ site }) => {
  const page = await site.open(still);
  const session = await page.context().newCDPSession(page);
  for (const [what, { ...size }] of metrics) {
    await session.send('Emulation.setDeviceMetricsOverride', size);
    const expected = [size.width, size.height, size.deviceScaleFactor].map(Number);
    await page.waitForFunction(([width, height, ratio]) => {
      const canvas = document.getElementById('canvas');
      return innerWidth === width && canvas.width === Math.round(width * ratio) && canvas.height === Math.round(height * ratio);
    }, expected);
    const shot = await snapshot(page);
    const inside = wallDraws(shot).filter(({ y, height }) => y + height <= size.height);
    assert.ok(inside.length > 0, what);
    const right = Math.max(...inside.map(({ x, width }) => x + width));
    assert.ok(right <= size.width, `${what}: a digit ends at ${right} of ${size.width}`);
    const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
    const picture = await decodePng(site.browser, Buffer.from(data, 'base64'));
    assert.deepEqual([picture.width, picture.height], [size.width, size.height].map((length) => length * size.deviceScaleFactor), what);
    const found = correlation(shot, picture, size.deviceScaleFactor, inside);
    assert.ok(found > 0.9, `${what}: correlation between screenshot and texture: expected more than 0.9, found ${found}`);
  }
  await finish(page);
});
