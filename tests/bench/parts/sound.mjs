#!/usr/bin/env node
// How many times faster than it sounds WebAssembly makes a sound, on one thread: the decoder of every published model of sounds, then
// what makes its rows audible. `node tests/bench/parts/sound.mjs` after the build prints the bench's JSON.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { chromium } from '../../browser/node_modules/playwright-core/index.mjs';
import { launchOptions } from '../../browser/launch.mjs';
import { serveSite } from '../../browser/site_server.mjs';
import { inTurns, spread } from '../measure.mjs';
import { bytesOf, root } from '../peers/node.mjs';
import { openSound } from '../peers/sound.mjs';

async function timesInNode(weights) {
  const { seconds, decode, synthesise } = await openSound(bytesOf, weights);
  return { seconds, times: await inTurns({ decode, synthesise }) };
}

function rowsOf(what, where, { seconds, times: { decode, synthesise } }) {
  const realTime = decode.map((ms, round) => (1000 * seconds) / (ms + synthesise[round]));
  return [
    { what, where, column: 'against real time', value: spread(realTime), reach: 'sound' },
    { what, where, column: 'decoder, ms', value: spread(decode) },
    { what, where, column: 'audible, ms', value: spread(synthesise) },
  ];
}

const server = await serveSite(root);
const browser = await chromium.launch(launchOptions);
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(error.message));
await page.goto(`${server.url}tests/bench/peers/sound.html`);
await page.waitForFunction(() => window.timesOf);

const rows = [];
const { models } = JSON.parse(await readFile(join(root, 'assets/models/models.json')));
for (const { id, file } of models.filter(({ role }) => role === 'sound_generator')) {
  const weights = join('assets/models', file);
  rows.push(...rowsOf(id, 'Node', await timesInNode(weights)));
  rows.push(...rowsOf(id, 'Chromium', await page.evaluate((path) => window.timesOf(path), weights)));
}
console.log(JSON.stringify({
  title: 'How many times faster than it sounds WebAssembly makes a sound, and the ms that its decoder and making it audible take',
  versions: { Chromium: browser.version() },
  rows,
}));
await browser.close();
await server.close();
