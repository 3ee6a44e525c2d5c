#!/usr/bin/env node
// The page: what is sent until digits are seen, how long that takes, also against pages of peers that draw the same digits, and what its
// frames cost. `node tests/bench/parts/page.mjs` after the build prints the bench's JSON.
import { resolve } from 'node:path';

import { chromium } from '../../browser/node_modules/playwright-core/index.mjs';
import { launchOptions } from '../../browser/launch.mjs';
import { openReady, snapshot, viewOf } from '../../browser/harness.mjs';
import { load, toBytes } from '../../../build/package/zscape.mjs';
import { exactly, spread } from '../measure.mjs';
import { drawnPictures, firstDigits, peerHasDrawn, viewport, wallIsDrawn } from '../page/first_digits.mjs';
import { frameTimes } from '../page/frames.mjs';
import { home, serveBehind, slow, thisMachine } from '../page/link.mjs';
import { writePeerPages } from '../page/peer_pages.mjs';
import { bytesOf, exportNetworks, root, versions } from '../peers/node.mjs';

const rounds = 7;
const bytesRounds = 3;
const frameRounds = 2;
const frameMs = 1000 / 60;
const site = resolve(root, 'build/site');

// The codes of the digits that the page first shows, [count, 20].
async function firstCodes(browser, url) {
  const page = await openReady(browser, `${url}#drift=0`, { viewport });
  const shot = await snapshot(page);
  await page.context().close();
  const { count } = shot.groups.find(({ role }) => role === 'wall');
  const model = await load(await bytesOf('assets/models/vae.safetensors'));
  const { wall } = viewOf({}, model, shot.fragment, count);
  return { count, codes: wall, pictures: toBytes(model.decode(wall)) };
}

// What a peer's page drew is what the core decodes, as far as 8-bit weights of another kind give it.
function assertDraws(name, found, pictures) {
  const distance = found.reduce((sum, value, i) => sum + Math.abs(value - pictures[i]), 0) / pictures.length;
  if (!(found.length === pictures.length && distance < 3)) {
    throw new Error(`${name}: expected pictures within 3 of 255 of the core's on average, found ${distance}`);
  }
}

const sum = (values) => values.reduce((all, value) => all + value, 0);
const kB = ({ sent }) => sum(sent.map(({ bytes }) => bytes)) / 1000;

function bytesTable(visits, count) {
  const files = new Map(visits.flatMap(({ sent }) => sent).map(({ path, stored }) => [path, stored]));
  const rows = [...files].map(([path, stored]) => [
    { what: path, column: 'sent, kB', value: spread(visits.map(({ sent }) => kB({ sent: sent.filter((one) => one.path === path) }))) },
    { what: path, column: 'stored, kB', value: exactly(stored / 1000) },
  ]);
  rows.sort(([a], [b]) => b.value.median - a.value.median);
  rows.push([
    { what: 'all', column: 'sent, kB', value: spread(visits.map(kB)), reach: 'first-digits-bytes' },
    { what: 'all', column: 'stored, kB', value: exactly(sum([...files.values()]) / 1000) },
  ]);
  return {
    title: `What the page had been sent when its first ${count} digits were drawn, over a link of ${slow.name}: code gzipped, weights as ` +
      'they are stored, without headers',
    rows: rows.flat(),
  };
}

function timesTable(visits, peers, count) {
  const rows = [];
  for (const [where, { zscape, ...others }] of Object.entries(visits)) {
    for (const against of peers) {
      const theirs = others[against];
      const add = (column, value, reach) => rows.push({ what: 'first digits', where, against, column, value, reach });
      add('by theirs', spread(zscape.map(({ ms }, round) => ms / theirs[round].ms)),
        against === 'tfjs-wasm' ? 'first-digits-time' : undefined);
      add('ours, ms', spread(zscape.map(({ ms }) => ms)));
      add('theirs, ms', spread(theirs.map(({ ms }) => ms)));
      add('theirs, kB', spread(theirs.map(kB)));
    }
  }
  return {
    title: `From navigation to the first ${count} digits of vae in a browser that was never used and draws WebGL in software: a share of ` +
      'the time of pages of peers, tfjs-wasm with the same weights in 8 bits, onnxruntime-web in 32',
    rows,
  };
}

function framesTable(times) {
  const rows = Object.entries(times).flatMap(([what, all]) => {
    const sorted = [...all].sort((a, b) => a - b);
    const slow = sorted[Math.ceil(0.95 * sorted.length) - 1];
    return [
      { what, column: 'ms', value: spread(all), reach: what.startsWith('1024') ? 'drifting-wall' : undefined },
      { what, column: '95th percentile, ms', value: exactly(slow) },
      { what, column: 'by 16.7 ms', value: spread(all.map((ms) => ms / frameMs)) },
    ];
  });
  return { title: 'Work of a frame on the page\'s main thread, with a graphics driver that draws nothing', rows };
}

const browser = await chromium.launch(launchOptions);
const server = await serveBehind(site, thisMachine);
const { count, codes, pictures } = await firstCodes(browser, server.url);

const times = {};
for (let round = 0; round < frameRounds; ++round) {
  for (const [scene, all] of Object.entries(await frameTimes(server.url))) {
    (times[scene] ??= []).push(...all);
    console.error(`${scene}: ${spread(all).median.toFixed(1)} ms`);
  }
}
await browser.close();
await server.close();

const [{ onnx }] = (await exportNetworks(resolve(root, 'build/release'), ['decoder'])).filter(({ model }) => model === 'vae');
const folders = await writePeerPages(onnx, codes, count);
const pages = { zscape: { folder: site, isDrawn: wallIsDrawn(count) } };
for (const [name, folder] of Object.entries(folders)) {
  pages[name] = { folder, isDrawn: peerHasDrawn };
  const { seen } = await firstDigits(pages[name], thisMachine, drawnPictures);
  assertDraws(name, Buffer.from(seen, 'base64'), pictures);
}
const slowVisits = [];
for (let round = 0; round < bytesRounds; ++round) {
  slowVisits.push(await firstDigits(pages.zscape, slow));
  console.error(`${slow.name}: zscape ${Math.round(kB(slowVisits.at(-1)))} kB`);
}
const names = Object.keys(pages);
const visits = {};
for (const link of [thisMachine, home]) {
  const all = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; ++round) {
    for (let i = 0; i < names.length; ++i) {
      const name = names[(round + i) % names.length];
      all[name].push(await firstDigits(pages[name], link));
    }
    console.error(`${link.name}: ${names.map((name) => `${name} ${Math.round(all[name].at(-1).ms)} ms`).join(', ')}`);
  }
  visits[link.name] = all;
}
console.log(JSON.stringify([
  { versions: { Chromium: browser.version(), ...versions() }, ...bytesTable(slowVisits, count) },
  timesTable(visits, Object.keys(folders), count),
  framesTable(times),
]));
