// The WebAssembly side of the same-bits test: `node tests/parity/bits.mjs MODEL` prints hashes of what the core computes from
// 10 240 latents, zeros, denormals and magnitudes to 40 among them. bits.cpp prints the same lines from the native core, and
// tests/browser runs bits() in Chromium.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The lines, from the module zscape.mjs and the bytes of a weights file. Needs nothing else, so it can be sent to a page. */
export function bits(zscape, file) {
  const count = 10240;
  const model = zscape.load(file);
  const base = new Float32Array(count * model.latent);
  const latents = new Float32Array(base.length);
  const tiny = Math.fround(1e-41);
  for (let i = 0; i < count; ++i) {
    const row = zscape.normals(1, i, model.latent);
    base.set(row, i * model.latent);
    if (i % 8 === 0) row.fill(0);
    // Products of two floats are exact in JavaScript's doubles; storing them rounds once, as a float multiplication does.
    if (i % 8 === 1) row.forEach((value, k) => (row[k] = value * tiny));
    if (i % 8 === 2) row.forEach((value, k) => (row[k] = Math.min(Math.max(Math.fround(value * 20), -40), 40)));
    latents.set(row, i * model.latent);
  }
  const pictures = model.decode(latents);
  const { mean, logVariance } = model.encode(pictures);
  return [
    `normals ${zscape.sha256(base)}`,
    `latents ${zscape.sha256(latents)}`,
    `decode ${zscape.sha256(pictures)}`,
    `encode_mean ${zscape.sha256(mean)}`,
    `encode_log_variance ${zscape.sha256(logVariance)}`,
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.length !== 3) {
    console.error('usage: node tests/parity/bits.mjs MODEL   after web/serve --build-only');
    process.exit(2);
  }
  const zscape = await import('../../build/site/zscape.mjs');
  console.log(bits(zscape, await readFile(process.argv[2])).join('\n'));
}
