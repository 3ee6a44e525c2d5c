// One network timed as each of its runners runs it. Runs in Node and in pages.
import { inTurns } from '../measure.mjs';
import { distances, openRunners, tolerance } from './runners.mjs';

/**
 * { convolutional, times: { batch: { name: [ms of a call in each round] } } } of a network of exportNetworks() for each of `batches`.
 * Rejects a peer that does not compute what zscape computes. `bytesOf` reads a path.
 */
export async function timed(libraries, bytesOf, network, batches) {
  const runners = await openRunners(libraries, bytesOf, network);
  const times = {};
  for (const batch of batches) {
    for (const [name, distance] of Object.entries(await distances(runners, batch))) {
      const what = `${network.model} ${network.part}, batch ${batch}`;
      if (!(distance <= tolerance)) throw new Error(`${what}: expected ${name} within ${tolerance} of the core, found ${distance}`);
    }
    const inputs = runners.inputs(batch);
    times[batch] = await inTurns(Object.fromEntries(Object.entries(runners.run).map(([name, run]) => [name, () => run(inputs, batch)])));
  }
  await runners.close();
  return { convolutional: runners.convolutional, times };
}
