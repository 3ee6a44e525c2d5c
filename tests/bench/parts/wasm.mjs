#!/usr/bin/env node
// The core in WebAssembly against the native core, one thread each: decoders and encoders of every published model.
// `node tests/bench/parts/wasm.mjs [PART OF A NETWORK'S NAME]` after the build prints the bench's JSON.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { chromium } from '../../browser/node_modules/playwright-core/index.mjs';
import { launchOptions } from '../../browser/launch.mjs';
import { serveSite } from '../../browser/site_server.mjs';
import { repeated, spread, stopwatch, takeTurns } from '../measure.mjs';
import { openCore, painter } from '../peers/core.mjs';
import { bytesOf, publishedNetworks, root } from '../peers/node.mjs';

const batches = [1, 16, 64, 256];

// { targets, run(target, batch), close() }: the instruction sets, best first, and for stopwatch() what runs with one of them.
async function openNative({ weights, part }) {
  const child = spawn(resolve(root, 'build/release/tests/zscape_bench_core'), [weights, part, painter],
    { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`zscape_bench_core ${weights} ${part}: expected an answer, found its end`);
    return value;
  };
  return {
    targets: (await answer()).trim().split(' '),
    run: (target, batch) => async (calls) => {
      child.stdin.write(`${target} ${batch} ${calls}\n`);
      return Number(await answer());
    },
    close: () => child.stdin.end(),
  };
}

function rowsOf({ model, part }, batch, times, best, natives) {
  const rows = [];
  for (const where of ['Node', 'Chromium']) {
    for (const target of natives) {
      rows.push({
        what: `${model} ${part}`,
        where,
        against: `native, ${target}`,
        column: `batch ${batch}`,
        value: spread(times[where].map((ms, round) => ms / times[target][round])),
        microseconds: Object.fromEntries([where, target].map((name) => [name, spread(times[name].map((ms) => (ms * 1000) / batch))])),
        reach: target === best && batch >= 16 ? 'wasm-native' : undefined,
      });
    }
  }
  return rows;
}

const server = await serveSite(root);
const browser = await chromium.launch(launchOptions);
const page = await browser.newPage();
page.on('pageerror', (error) => console.error(error.message));
await page.goto(`${server.url}tests/bench/peers/core.html`);
await page.waitForFunction(() => window.bench);

const rows = [];
for (const network of await publishedNetworks(['decoder', 'encoder'])) {
  if (!`${network.model} ${network.part}`.includes(process.argv[2] ?? '')) continue;
  const [native, core] = await Promise.all([openNative(network), openCore(bytesOf, network),
    page.evaluate((one) => window.bench.open(one), network)]);
  const [best] = native.targets;
  const narrow = native.targets.find((target) => !target.startsWith('AVX'));  // vectors of 128 bits, like WebAssembly's
  const natives = [...new Set([best, narrow])];
  for (const batch of batches) {
    const inputs = core.inputs(batch);
    await page.evaluate((size) => window.bench.warmUp(size), batch);
    const watches = {
      Node: await stopwatch(repeated(() => core.run(inputs))),
      Chromium: () => page.evaluate(() => window.bench.time()),
    };
    for (const target of natives) watches[target] = await stopwatch(native.run(target, batch));
    const times = await takeTurns(watches);
    rows.push(...rowsOf(network, batch, times, best, natives));
    const medians = rows.slice(-2 * natives.length).map(({ where, against, value }) => `${where}/${against} ${value.median.toFixed(2)}`);
    console.error(`${network.model} ${network.part}, batch ${batch}: ${medians.join(', ')}`);
  }
  native.close();
}
console.log(JSON.stringify({
  title: 'How many times as long as the native core WebAssembly takes, that with the processor\'s best instruction set and with the best ' +
    'whose vectors are as wide as WebAssembly\'s',
  versions: { Chromium: browser.version() },
  rows,
}));
await browser.close();
await server.close();
