#!/usr/bin/env node
// The native core in one thread, which native.cpp times: decoders against LibTorch; single dense layers also against what the
// processor can multiply and add, or read of their weights.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { spread } from '../measure.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const models = resolve(root, 'assets/models');
const files = JSON.parse(readFileSync(resolve(models, 'models.json'))).models.map(({ file }) => resolve(models, file));
const timed = JSON.parse(execFileSync(resolve(root, 'build/release/tests/zscape_bench_native'), files, {
  env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
  stdio: ['ignore', 'pipe', 'inherit'],
}));

const rows = [];
for (const { what, dense, batch, core, ...others } of timed.rows) {
  const add = (against, seconds, reach) => rows.push({
    what,
    where: timed.target,
    against,
    column: `batch ${batch}`,
    value: spread(seconds.map((one, round) => one / core[round])),
    microseconds: spread(core.map((one) => (one * 1e6) / batch)),
    reach,
  });
  add('LibTorch', others.libtorch, !dense && batch === 1 ? 'libtorch-1' : undefined);
  if (!dense) continue;  // others leave out products with zero
  add('multiply and add', others.arithmetic, batch === 64 ? 'ceiling' : undefined);
  if (batch === 1) add('reading the weights', others.reading);
}
console.log(JSON.stringify({
  title: 'How many times as fast as LibTorch the native core is, and what share of the limits of the processor it reaches',
  versions: { LibTorch: timed.libtorch },
  rows,
}));
