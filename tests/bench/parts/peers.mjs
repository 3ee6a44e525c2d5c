#!/usr/bin/env node
// The core against onnxruntime-web and TensorFlow.js with the same weights, one thread each: decoders and encoders of every published
// model, in Node and in Chromium. `node tests/bench/parts/peers.mjs [PART OF A NETWORK'S NAME]` after the build prints the bench's JSON.
import { resolve } from 'node:path';

import { chromium } from '../../browser/node_modules/playwright-core/index.mjs';
import { launchOptions } from '../../browser/launch.mjs';
import { serveSite } from '../../browser/site_server.mjs';
import { spread } from '../measure.mjs';
import { bytesOf, exportNetworks, openLibraries, root, versions } from '../peers/node.mjs';
import { timed } from '../peers/timed.mjs';

const batches = [1, 16, 64, 256];

// The line of issue 5's table that a ratio belongs to, if any.
function reachOf({ part }, convolutional, peer, batch) {
  if (part !== 'decoder' || peer !== 'onnxruntime-web') return undefined;
  if (convolutional) return batch <= 16 ? 'decode-convolutional' : undefined;
  return { 1: 'decode-1', 64: 'decode-64' }[batch];
}

function rowsOf(network, where, { convolutional, times }) {
  const rows = [];
  for (const peer of ['onnxruntime-web', 'tfjs-wasm']) {
    for (const batch of batches) {
      const { zscape, [peer]: other } = times[batch];
      const perPicture = (ms) => spread(ms.map((one) => (one * 1000) / batch));
      rows.push({
        what: `${network.model} ${network.part}`,
        where,
        against: peer,
        column: `batch ${batch}`,
        value: spread(zscape.map((ms, round) => other[round] / ms)),
        microseconds: { zscape: perPicture(zscape), [peer]: perPicture(other) },
        reach: reachOf(network, convolutional, peer, batch),
      });
    }
  }
  return rows;
}

const networks = (await exportNetworks(resolve(root, 'build/release'), ['decoder', 'encoder']))
  .filter(({ model, part }) => `${model} ${part}`.includes(process.argv[2] ?? ''));
const libraries = await openLibraries();
const server = await serveSite(root);
const browser = await chromium.launch(launchOptions);
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(error.message));
await page.goto(`${server.url}tests/bench/peers/page.html`);
await page.waitForFunction(() => window.timed);

const places = {
  Node: (network) => timed(libraries, bytesOf, network, batches),
  Chromium: (network) => page.evaluate(([one, sizes]) => window.timed(one, sizes), [network, batches]),
};
const rows = [];
for (const network of networks) {
  for (const [where, time] of Object.entries(places)) {
    const made = rowsOf(network, where, await time(network));
    rows.push(...made);
    for (const peer of ['onnxruntime-web', 'tfjs-wasm']) {
      const ratios = made.filter(({ against }) => against === peer).map(({ value }) => value.median.toFixed(2));
      console.error(`${network.model} ${network.part}, ${where}, ${peer}: ${ratios.join(' ')}`);
    }
  }
}
console.log(JSON.stringify({
  title: 'How many times as fast as its peers the core is, by batch',
  versions: { Chromium: browser.version(), ...versions() },
  rows,
}));
await browser.close();
await server.close();
