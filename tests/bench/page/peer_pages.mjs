// The peers' pages as folders that any web server could serve: their libraries as npm brings them, the decoder of `vae` in their own
// format, and a few lines that draw its digits.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import protobuf from 'protobufjs';

import { readOnnx } from '../peers/onnx_reader.mjs';
import { bytesOf, root } from '../peers/node.mjs';

const here = join(root, 'tests/bench/page');
const packages = join(root, 'tests/bench/node_modules');
const pages = {
  'tfjs-wasm': {
    html: 'tfjs.html',
    weights: tfjsWeights,
    files: ['@tensorflow/tfjs-core/dist/tf-core.min.js', '@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js',
      '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'],
  },
  'onnxruntime-web': {
    html: 'onnxruntime.html',
    weights: async (onnx) => ({ 'decoder.onnx': await bytesOf(onnx) }),
    files: ['onnxruntime-web/dist/ort.wasm.bundle.min.mjs', 'onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'],
  },
};

function transposed({ shape: [rows, columns], values }) {
  return { shape: [columns, rows], values: Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]) };
}

// As tensorflowjs_converter --quantize_uint8: each tensor's least value, and steps of a 255th of its range.
function quantised(name, { shape, values }) {
  const min = values.reduce((least, value) => Math.min(least, value));
  const scale = (values.reduce((most, value) => Math.max(most, value)) - min) / 255;
  return {
    entry: { name, shape, dtype: 'float32', quantization: { dtype: 'uint8', min, scale, original_dtype: 'float32' } },
    bytes: Uint8Array.from(values, (value) => Math.round((value - min) / scale)),
  };
}

async function tfjsWeights(onnx) {
  const { nodes, tensors } = readOnnx(protobuf, await bytesOf(onnx));
  const [first, second] = nodes.filter(({ kind }) => kind === 'Gemm').map(({ inputs }) => inputs.slice(1).map((name) => tensors.get(name)));
  const all = [['fc3', first], ['fc4', second]].flatMap(([name, [weight, bias]]) =>
    [quantised(`${name}/kernel`, transposed(weight)), quantised(`${name}/bias`, bias)]);
  const shard = 'group1-shard1of1.bin';
  return {
    'weights_manifest.json': JSON.stringify([{ paths: [shard], weights: all.map(({ entry }) => entry) }]),
    [shard]: Buffer.concat(all.map(({ bytes }) => bytes)),
  };
}

/** { name: folder } of the pages, in build/bench/pages. `onnx` is the decoder's file, `codes` what it is to draw, [count, 20]. */
export async function writePeerPages(onnx, codes, count) {
  const folders = {};
  for (const [name, { html, weights, files }] of Object.entries(pages)) {
    const folder = join(root, 'build/bench/pages', name);
    folders[name] = folder;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const file of files) await cp(join(packages, file), join(folder, basename(file)));
    await cp(join(here, 'digits.js'), join(folder, 'digits.js'));
    for (const [file, bytes] of Object.entries(await weights(onnx))) await writeFile(join(folder, file), bytes);
    const text = Buffer.from(codes.buffer, codes.byteOffset, codes.byteLength).toString('base64');
    const page = await readFile(join(here, html), 'utf8');
    await writeFile(join(folder, 'index.html'), page.replace('@COUNT@', count).replace('@CODES@', text));
  }
  return folders;
}
