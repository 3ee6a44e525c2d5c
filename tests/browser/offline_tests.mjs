// The page without a network after the first visit, and a new build that takes the place of the old one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { test } from './fixtures.mjs';
import { assertShowsItsFragment, finish, openReady, ready, snapshot, until } from './harness.mjs';
import { launchOptions } from './launch.mjs';
import { serveSite } from './site_server.mjs';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const built = join(repository, 'build/site');
const still = '#seed=7&drift=0';
const keeping = { serviceWorkers: 'allow' };

/** Resolves once everything is kept that `page` has loaded: its code, and the weights of `files`. */
async function kept(page, files) {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
  });
  await until(() => page.evaluate(async (wanted) => {
    const cache = await caches.open(`${new URL('./', location.href).href} weights`);
    const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
    return wanted.every((file) => paths.some((path) => path.endsWith(`/${file}`)));
  }, files));
}

const open = (page, model) => page.evaluate((id) => (location.hash = `#model=${id}&seed=7&drift=0`), model);
const shows = (page, model) => page.waitForFunction((id) => window.zscape?.fragment().startsWith(`model=${id}&`), model);

/** The built site with other models, which `change(list)` makes of the published list; as web/assemble makes it. */
async function siteWith(change) {
  const folder = await mkdtemp(join(tmpdir(), 'zscape-'));
  const models = join(folder, 'models');
  await cp(join(repository, 'assets/models'), models, { recursive: true });
  const list = JSON.parse(await readFile(join(models, 'models.json')));
  await change(list.models, models);
  await writeFile(join(models, 'models.json'), JSON.stringify(list));
  const { status, stderr } = spawnSync(join(repository, 'web/assemble'), [join(folder, 'site'), models], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return { site: join(folder, 'site'), remove: () => rm(folder, { recursive: true }) };
}

test('after the first visit the page works without its server: the same digits, every model that was opened', async ({ site }) => {
  const server = await serveSite(built);
  const page = await openReady(site.browser, server.url + still, keeping);
  const before = await snapshot(page);
  await open(page, 'cvae');
  await shows(page, 'cvae');
  const conditional = await snapshot(page);
  await kept(page, ['vae.safetensors', 'lenet.safetensors', 'cvae.safetensors']);
  await server.close();

  await page.goto('about:blank');
  await page.goto(server.url + still);
  await ready(page);
  const after = await snapshot(page);
  assert.equal(after.fragment, before.fragment);
  assert.ok(after.pixels.equals(before.pixels), 'without the server the page shows other digits');
  await page.waitForFunction(() => window.zscape.verdict() !== null);

  await page.goto('about:blank');
  await page.goto(`${server.url}index.html#${conditional.fragment}`);
  await ready(page);
  assert.ok((await snapshot(page)).pixels.equals(conditional.pixels), 'without the server the second model shows other digits');

  await open(page, 'vae2d');
  await page.waitForFunction(() => window.zscape.message() === 'vae2d.safetensors: the server does not answer');
  await page.context().close();
});

test('on the second visit nothing is downloaded but the page itself and its service worker', async ({ site }) => {
  const server = await serveSite(built);
  const page = await openReady(site.browser, server.url + still, keeping);
  await kept(page, ['vae.safetensors', 'lenet.safetensors']);
  server.requests.length = 0;
  await page.reload();
  await ready(page);
  await page.waitForFunction(() => window.zscape.verdict() !== null);
  assert.deepEqual([...new Set(server.requests)].filter((path) => path !== 'service_worker.js'), ['index.html']);
  await finish(page);
  await server.close();
});

test('a new build replaces the old one at the next visit, with its own weights and without those of the old one', async ({ site }) => {
  const fashion = 'fashion-vae.safetensors';
  const next = await siteWith(async (list, models) => {
    // Other weights under the name of those that the old build's visitors have.
    const entry = list.find(({ id }) => id === 'vae');
    const { bytes, sha256, first, dataset } = list.find(({ file }) => file === fashion);
    Object.assign(entry, { bytes, sha256, first, dataset });
    await cp(join(models, fashion), join(models, entry.file));
  });
  const old = await serveSite(built);
  const { port } = new URL(old.url);
  const page = await openReady(site.browser, old.url + still, keeping);
  await kept(page, ['vae.safetensors', 'lenet.safetensors']);
  assertShowsItsFragment(site, await snapshot(page));
  await old.close();

  const server = await serveSite(next.site, Number(port));
  assert.equal(server.url, old.url);
  await page.goto('about:blank');
  await page.goto(server.url + still);
  await ready(page);
  const model = await site.zscape.load(await readFile(join(repository, 'assets/models', fashion)));
  const follows = () => page.waitForFunction(() => window.zscape.fragment().includes('&drift=0&'));  // a link to "vae", loaded once more
  await follows();
  const shot = await snapshot(page);
  assertShowsItsFragment({ ...site, model }, shot);

  // The old build's code and weights are gone, and without the server there is the new build.
  await until(() => page.evaluate(async () => {
    const names = await caches.keys();
    const weights = await caches.open(names.find((name) => name.endsWith(' weights')));
    const files = (await weights.keys()).map(({ url }) => new URL(url).pathname.split('/').pop()).sort();
    return names.length === 2 && files.join() === 'fashion-lenet.safetensors,lenet.safetensors,models.thumbnails.safetensors,vae.safetensors';
  }));
  await server.close();
  await page.goto('about:blank');
  await page.goto(server.url + still);
  await ready(page);
  await follows();
  assert.ok((await snapshot(page)).pixels.equals(shot.pixels), 'without the server the page shows other pictures');
  await finish(page);
  await next.remove();
});

test('a server that is between two builds is no base for working offline', async ({ site }) => {
  const server = await serveSite(built);
  server.faults.set('start.js', { replace: (bytes) => Buffer.concat([bytes, Buffer.from('// of the next build\n')]) });
  const page = await openReady(site.browser, server.url + still, keeping);
  const end = await page.evaluate(async () => {
    const { installing } = await navigator.serviceWorker.register('service_worker.js');
    while (!['redundant', 'activated'].includes(installing.state)) {
      await new Promise((done) => installing.addEventListener('statechange', done, { once: true }));
    }
    return installing.state;
  });
  assert.equal(end, 'redundant');
  assertShowsItsFragment(site, await snapshot(page));

  server.faults.clear();
  await page.reload();
  await ready(page);
  await kept(page, ['vae.safetensors']);
  await finish(page);
  await server.close();
});

test('bytes with another hash than their URL names are not kept, whether or not anybody still wants them', async ({ site }) => {
  const page = await site.open(still);
  await page.route('**/offline.js', (route) => route.fulfill({ path: join(repository, 'web/page/offline.js') }));
  const keptBytes = (bytes) => page.evaluate(async ([sha256, bytes]) => {
    const { keep } = await import(new URL('offline.js', location.href));
    const url = new URL(`models/some?sha256=${sha256}`, location.href);
    await keep(url, Uint8Array.from(bytes).buffer);
    const response = await caches.match(url);
    return response ? [...new Uint8Array(await response.arrayBuffer())] : null;
  }, [site.zscape.sha256(Uint8Array.of(1, 2, 3)), bytes]);
  assert.equal(await keptBytes([1, 2, 4]), null);
  assert.deepEqual(await keptBytes([1, 2, 3]), [1, 2, 3]);
  await finish(page);
});

test('over plain HTTP from another machine, where browsers keep nothing, the page works', async ({ site }) => {
  const browser = await chromium.launch({ ...launchOptions, args: [...launchOptions.args, '--host-resolver-rules=MAP zscape.test 127.0.0.1'] });
  const page = await openReady(browser, site.url.replace('127.0.0.1', 'zscape.test') + still);
  assert.equal(await page.evaluate(() => window.isSecureContext), false);
  assertShowsItsFragment(site, await snapshot(page));
  await page.waitForFunction(() => window.zscape.verdict() !== null);
  assert.deepEqual(page.errors, []);
  await browser.close();
});
