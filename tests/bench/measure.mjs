// Timing things against each other on a machine that does other things, too: in turns, many short rounds, medians. Runs in Node and
// in pages.

const sliceMs = 5;  // of one thing in one round, far above the resolution of a page's clock
const rounds = 41;
const fewestRounds = 9;  // of what is slow
const mostMs = 2000;  // after which these are enough
const chunkMs = 50;  // of warming up
const patience = 6;  // chunks without a faster one, after which the engine's optimising compiler is taken to be through
const mostWarmUpMs = 1500;

/** { median, low, high }: the middle and the quartiles. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => {
    const position = share * (sorted.length - 1);
    const below = Math.floor(position);
    return sorted[below] + (sorted[Math.ceil(position)] - sorted[below]) * (position - below);
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** The same of a value that is known exactly. */
export const exactly = (value) => ({ median: value, low: value, high: value });

/** A function of a number of calls of `call` that resolves to the ms that they take. */
export const repeated = (call) => async (calls) => {
  const start = performance.now();
  for (let i = 0; i < calls; ++i) {
    const result = call();
    if (typeof result?.then === 'function') await result;  // what is not a promise shall not pay for one
  }
  return performance.now() - start;
};

/** Calls that fill a slice. */
async function warmUp(run) {
  let calls = 1;
  let ms = await run(calls);
  for (; ms < sliceMs; ms = await run(calls)) calls *= 2;  // a page's clock may say that one took no time
  let best = ms / calls;
  const end = performance.now() + mostWarmUpMs;
  for (let waited = 0; waited < patience && performance.now() < end; ++waited) {
    calls = Math.ceil(chunkMs / best);
    ms = await run(calls) / calls;
    if (ms < 0.97 * best) waited = 0;
    best = Math.min(best, ms);
  }
  return Math.max(1, Math.round(sliceMs / best));
}

/** Warms up what `run` runs, as repeated() gives it; a function that resolves to the ms of a call, over one slice. */
export async function stopwatch(run) {
  const calls = await warmUp(run);
  return async () => await run(calls) / calls;
}

/** { name: [ms in each round] } of the stopwatches `watches`, { name: stopwatch }, which take turns. */
export async function takeTurns(watches) {
  const names = Object.keys(watches);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  const end = performance.now() + mostMs;
  for (let round = 0; round < (performance.now() < end ? rounds : fewestRounds); ++round) {
    for (let i = 0; i < names.length; ++i) {
      const name = names[(round + i) % names.length];
      times[name].push(await watches[name]());
    }
  }
  return times;
}

/** { name: [ms of a call in each round] } of the functions `things`, { name: call }, which take turns. */
export async function inTurns(things) {
  const watches = {};
  for (const [name, call] of Object.entries(things)) watches[name] = await stopwatch(repeated(call));
  return takeTurns(watches);
}
