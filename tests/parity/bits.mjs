// The WebAssembly side of the same-bits test: `node tests/parity/bits.mjs MODEL` prints hashes of what the core computes from many
// codes, zeros, denormals and magnitudes to 40 among them. bits.cpp prints the same lines from the native core, and tests/browser
// runs bits() in Chromium.
import { fileURLToPath } from 'node:url';

/** The lines, from the module zscape.mjs and the URL or the bytes of a weights file. Needs nothing else, so it can be sent to a page. */
export async function bits(zscape, file) {
  const model = await zscape.load(file);
  const count = model.multiplyAdds <= 2 ** 20 ? 2048 : model.multiplyAdds <= 2 ** 24 ? 256 : 64;
  const width = model.hasDecoder ? model.latent : model.height * model.width;
  const normals = new Float32Array(count * width);
  const input = new Float32Array(normals.length);
  const tiny = Math.fround(1e-41);
  for (let i = 0; i < count; ++i) {
    const row = zscape.normals(1, i, width);
    normals.set(row, i * width);
    if (i % 8 === 0) row.fill(0);
    // Products of two floats are exact in JavaScript's doubles; storing them rounds once, as a float multiplication does.
    if (i % 8 === 1) row.forEach((value, k) => (row[k] = value * tiny));
    if (i % 8 === 2) row.forEach((value, k) => (row[k] = Math.min(Math.max(Math.fround(value * 20), -40), 40)));
    input.set(row, i * width);
  }
  const lines = [`normals ${zscape.sha256(normals)}`, `input ${zscape.sha256(input)}`];
  let pictures = input;
  let classes = new Float32Array(0);
  if (model.hasDecoder) {
    const temperature = Math.fround(0.7);
    const codes = model.sample(3, 0, count, { temperature });
    lines.push(`sample ${zscape.sha256(codes)}`);
    lines.push(`drift ${zscape.sha256(model.drift(3, count, { temperature, phase: 0.3 }))}`);
    lines.push(`decode_sample ${zscape.sha256(model.decode(codes))}`);
    classes = new Float32Array(count * (model.codeWidth - model.latent));
    for (let i = 0; i < count; ++i) {
      classes.set(codes.subarray(i * model.codeWidth + model.latent, (i + 1) * model.codeWidth), i * (model.codeWidth - model.latent));
      codes.set(input.subarray(i * width, (i + 1) * width), i * model.codeWidth);
    }
    pictures = model.decode(codes);
    lines.push(`decode ${zscape.sha256(pictures)}`);
  }
  if (model.hasEncoder) {
    const { mean, logVariance } = model.encode(pictures, classes);
    lines.push(`encode_mean ${zscape.sha256(mean)}`, `encode_log_variance ${zscape.sha256(logVariance)}`);
  }
  if (model.hasClassifier) lines.push(`classify ${zscape.sha256(model.classify(pictures))}`);
  return lines;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.length !== 3) {
    console.error('usage: node tests/parity/bits.mjs MODEL   after web/serve --build-only');
    process.exit(2);
  }
  const zscape = await import('../../build/site/zscape.mjs');
  console.log((await bits(zscape, process.argv[2])).join('\n'));
}
