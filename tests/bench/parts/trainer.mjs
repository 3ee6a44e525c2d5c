#!/usr/bin/env node
// zscape-train against peers/train.py, which trains the same on Debian's PyTorch: an epoch of a few thousand digits each, in turns, with
// one thread and with all. Both run the same LibTorch and the same OpenBLAS.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { spread } from '../measure.mjs';

const rounds = 7;
const batchSize = 128;
const mostLossDifference = 0.03;  // as a share: both draw other random numbers
const models = {
  vae: { images: 19200, learningRate: 1e-3, flags: ['--schedule', 'constant'], losses: ['loss'] },
  // Neither R1 nor a moving average, which the usual script does without.
  dcgan: { images: 2560, learningRate: 2e-4, flags: ['--gradient-penalty', '0', '--weight-average', '0'], losses: ['loss_d', 'loss_g'] },
};

const root = fileURLToPath(new URL('../../../', import.meta.url));
const train = resolve(root, 'build/release/native/trainer/zscape-train');
const data = resolve(root, 'build/data/mnist');

function output(program, words, threads) {
  return execFileSync(program, words.map(String), {
    env: { ...process.env, OMP_NUM_THREADS: threads, OPENBLAS_NUM_THREADS: threads },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** { seconds, losses } of zscape-train. */
function ours(name, seed, threads) {
  const { images, learningRate, flags } = models[name];
  const folder = mkdtempSync(join(tmpdir(), 'zscape-bench-'));
  try {
    const text = output(train, ['train', resolve(root, `assets/recipes/${name}.json`), '--data-dir', data, '--device', 'cpu', '--epochs', 1,
      '--train-limit', images, '--batch-size', batchSize, '--learning-rate', learningRate, '--seed', seed, ...flags, '--out', folder], threads);
    const rates = [...text.matchAll(/ (\d+) images\/s/g)];
    return { seconds: images / rates.at(-1)[1], losses: JSON.parse(readFileSync(join(folder, 'metrics.jsonl'))) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** { seconds, losses, torch } of the script. */
function theirs(name, seed, threads, workers) {
  const { images, learningRate } = models[name];
  return JSON.parse(output('/usr/bin/python3', [resolve(root, 'tests/bench/peers/train.py'), name, '--data-dir', data, '--images', images,
    '--batch-size', batchSize, '--learning-rate', learningRate, '--seed', seed, '--workers', workers], threads));
}

function timed(name, threads) {
  const workers = [0, 2].sort((a, b) => theirs(name, 0, threads, a).seconds - theirs(name, 0, threads, b).seconds)[0];
  const pairs = [];
  for (let round = 1; round <= rounds; ++round) {
    const first = round % 2 === 0 ? ours(name, round, threads) : undefined;
    const script = theirs(name, round, threads, workers);
    pairs.push({ trainer: first ?? ours(name, round, threads), script });
  }
  return { workers, pairs };
}

function rowsOf(name, threads, { workers, pairs }) {
  const row = { against: 'Python script', column: threads === 1 ? '1 thread' : `${threads} threads` };
  const imagesPerSecond = (who) => spread(pairs.map((pair) => models[name].images / pair[who].seconds));
  const rows = [{
    what: `${name}, time`,
    where: 'CPU',
    ...row,
    value: spread(pairs.map(({ trainer, script }) => trainer.seconds / script.seconds)),
    imagesPerSecond: { trainer: imagesPerSecond('trainer'), script: imagesPerSecond('script') },
    workers,
    reach: 'trainer',
  }];
  for (const loss of models[name].losses) {
    const value = spread(pairs.map(({ trainer, script }) => trainer.losses[loss] / script.losses[loss]));
    if (!(Math.abs(value.median - 1) <= mostLossDifference))
      throw new Error(`${name}: expected the same ${loss} of both within ${mostLossDifference}, found a ratio of ${value.median}`);
    rows.push({ what: `${name}, ${loss}`, where: 'CPU', ...row, value });
  }
  return rows;
}

output(train, ['data', 'mnist', '--data-dir', data], 1);
const rows = [];
const versions = {};
for (const threads of new Set([1, availableParallelism()])) {
  for (const name of Object.keys(models)) {
    const measured = timed(name, threads);
    versions.PyTorch = measured.pairs[0].script.torch;
    rows.push(...rowsOf(name, threads, measured));
    console.error(`${name}, threads: ${threads}, workers: ${measured.workers}, ${rows.at(-models[name].losses.length - 1).value.median.toFixed(2)}`);
  }
}
console.log(JSON.stringify({ title: 'What share of the Python script\'s time the trainer takes, and of its mean losses it has', versions, rows }));
