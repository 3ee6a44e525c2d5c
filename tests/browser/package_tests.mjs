// The npm package as a stranger uses it in a page and in a worker. The examples are the very ones of the READMEs.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { example, installed } from '../node/installed_package.mjs';
import { test } from './fixtures.mjs';
import { finish, openPage } from './harness.mjs';
import { serveSite } from './site_server.mjs';

test('the README\'s page of 20 lines draws the digit that the core computes, and another at a click', async ({ site }) => {
  const { browser, zscape, model } = site;
  const folder = await installed();
  const html = await example('README.md', 'html', '<!doctype html>');
  assert.ok(html.trim().split('\n').length <= 20);
  await writeFile(join(folder, 'index.html'), html);
  const server = await serveSite(folder);
  const page = await openPage(browser, server.url);
  const digit = (seed) => [...zscape.toBytes(model.decode(model.sample(seed, 0, 1)))].flatMap((grey) => [grey, grey, grey, 255]);
  const shown = () => page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    return [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data];
  });
  await page.waitForFunction(() => document.querySelector('canvas').getContext('2d').getImageData(0, 0, 1, 1).data[3] === 255);
  assert.deepEqual(await shown(), digit(1));
  await page.click('canvas');
  assert.deepEqual(await shown(), digit(2));
  await finish(page);
  await server.close();
});

test('the module worker of the package\'s README answers messages that it was sent at once', async ({ site }) => {
  const { browser, zscape, model } = site;
  const folder = await installed();
  await writeFile(join(folder, 'worker.js'), await example('web/module/README.md', 'js', "import { load } from './node_modules"));
  await writeFile(join(folder, 'blank.html'), '<!doctype html>');
  const server = await serveSite(folder);
  const page = await openPage(browser, `${server.url}blank.html`);
  const pictures = await page.evaluate(() => new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve([...data]);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage({ seed: 3, count: 2 });
  }));
  assert.equal(zscape.sha256(Float32Array.from(pictures)), zscape.sha256(model.decode(model.sample(3, 0, 2))));
  await finish(page);
  await server.close();
});

test('a page where the core cannot be fetched hears so from load, and can try again', async ({ browser }) => {
  const folder = await installed();
  await writeFile(join(folder, 'blank.html'), '<!doctype html>');
  const server = await serveSite(folder);
  const page = await openPage(browser, `${server.url}blank.html`);
  const core = 'node_modules/zscape/zscape_core.wasm';
  const attempt = () => page.evaluate(() => import('./node_modules/zscape/zscape.mjs')
    .then(({ load }) => load('vae.safetensors')).then(({ id }) => id, ({ message }) => message));
  server.faults.set(core, { status: 503 });
  assert.match(await attempt(), /^ready: http.*zscape_core\.wasm: expected status 200, found 503 Service Unavailable$/);
  assert.match(await page.evaluate(() => import('./node_modules/zscape/zscape.mjs')
    .then(({ normals }) => normals(1, 0, 1)).catch(({ message }) => message)), /^normals: expected after "await load\(\.\.\.\)"/);
  server.faults.delete(core);
  assert.equal(await attempt(), 'vae');
  await page.context().close();
  await server.close();
});

