// Every network of every published model as onnxruntime-web and TensorFlow.js run what `zscape export` writes, against the core:
// `node tests/bench/peers/compare.mjs BUILD_DIR` after `web/serve --build-only`.
import { resolve } from 'node:path';

import { bytesOf, exportNetworks, openLibraries } from './node.mjs';
import { distances, openRunners, tolerance } from './runners.mjs';

if (process.argv.length !== 3) {
  console.error('usage: node tests/bench/peers/compare.mjs BUILD_DIR');
  process.exit(2);
}
const libraries = await openLibraries();
let passed = 0;
let failed = 0;
for (const network of await exportNetworks(resolve(process.argv[2]), ['decoder', 'encoder', 'classifier'])) {
  const runners = await openRunners(libraries, bytesOf, network);
  const far = {};
  for (const batch of [1, 3, 64]) {
    for (const [name, distance] of Object.entries(await distances(runners, batch))) far[name] = Math.max(far[name] ?? 0, distance);
  }
  for (const [name, distance] of Object.entries(far)) {
    const same = distance <= tolerance;
    if (same) passed += 1;
    else failed += 1;
    const what = `${network.model} ${network.part}: ${name}`;
    console.log(`${same ? 'ok     ' : 'FAILED '} ${what} differs from the core by at most ${distance.toExponential(1)}`);
  }
  await runners.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
