// zscape.mjs in Chromium: the same bits as in Node, and errors that say what is wrong.
import assert from 'node:assert/strict';

import { bits } from '../parity/bits.mjs';
import { test } from './fixtures.mjs';

test('Node and Chromium compute the same bits', async ({ site }) => {
  const inNode = await bits(site.zscape, site.weights);
  const page = await site.start('models/models.json');  // a document without scripts of its own
  const inChromium = await page.evaluate(async ([url, source]) => {
    const zscape = await import(`${url}zscape.mjs`);
    return new Function(`return ${source}`)()(zscape, `${url}models/vae.safetensors`);
  }, [site.url, bits.toString()]);
  assert.deepEqual(inChromium, inNode);
});

test('load says what is wrong with a model that cannot be had', async ({ site }) => {
  const { url, faults } = site;
  const page = await site.start('models/models.json');
  const fails = async (source, message) => assert.match(await page.evaluate(async ([module, address]) => {
    const { load } = await import(module);
    return load(address).then(() => 'loaded', (error) => error.message);
  }, [`${url}zscape.mjs`, source]), message);
  await fails(`${url}none.safetensors`, /^load: http.*none\.safetensors: expected status 200, found 404/);
  await fails('none.safetensors', /^load: none\.safetensors: expected status 200, found 404/);
  await fails(`${url}models/models.json`, /^load: http.*models\.json: the header claims \d+ bytes/);
  await fails('http://localhost:1/vae.safetensors', /^load: http:\/\/localhost:1\/vae\.safetensors: \w/);
  faults.set('models/vae.safetensors', { cutAfter: 1000 });
  await fails(`${url}models/vae.safetensors`, /^load: http.*vae\.safetensors: \w/);
  await fails(7, /^load: expected a URL, an ArrayBuffer or a typed array, found \[object Number\]$/);
});
