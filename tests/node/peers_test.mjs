// Every network of every published model as onnxruntime-web and TensorFlow.js run what `zscape export` writes, against the core.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { bytesOf, exportNetworks, openLibraries, root } from '../bench/peers/node.mjs';
import { distances, openRunners, tolerance } from '../bench/peers/runners.mjs';

const libraries = await openLibraries();

for (const network of await exportNetworks(`${root}build/release`, ['decoder', 'encoder', 'classifier'])) {
  test(`${network.model}: peers compute what its ${network.part} does`, async () => {
    const runners = await openRunners(libraries, bytesOf, network);
    for (const batch of [1, 3, 64]) {
      for (const [name, distance] of Object.entries(await distances(runners, batch))) {
        assert.ok(distance <= tolerance, `${name} differs from the core by ${distance} in a batch of ${batch}`);
      }
    }
    await runners.close();
  });
}
