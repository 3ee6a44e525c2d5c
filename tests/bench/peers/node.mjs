// What the bench needs of Node: the peers' libraries, and the networks of every published model as files.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import * as ort from 'onnxruntime-web/wasm';

import { load } from '../../../build/package/zscape.mjs';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
const require = createRequire(import.meta.url);

/** { ort, tf, protobuf }, on one thread. */
export async function openLibraries() {
  ort.env.wasm.numThreads = 1;
  const tf = require('@tensorflow/tfjs-core');
  require('@tensorflow/tfjs-backend-wasm');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
  return { ort, tf, protobuf: require('protobufjs') };
}

/** The versions of the peers, by name. */
export const versions = () => Object.fromEntries(['onnxruntime-web', '@tensorflow/tfjs-backend-wasm'].map((name) =>
  [name, JSON.parse(readFileSync(join(root, 'tests/bench/node_modules', name, 'package.json'))).version]));

/** { model, part, weights } of every network of `parts` that published models have; `weights` is a path from `root`. */
export async function publishedNetworks(parts) {
  const networks = [];
  for (const { id, file } of JSON.parse(await readFile(join(root, 'assets/models/models.json'))).models) {
    const weights = join('assets/models', file);
    const model = await load(await readFile(join(root, weights)));
    for (const part of parts) {
      if (model[`has${part[0].toUpperCase()}${part.slice(1)}`]) networks.push({ model: id, part, weights });
    }
  }
  return networks;
}

/** The same with `onnx`, the path of an ONNX file that the command line in `build` writes. */
export async function exportNetworks(build, parts) {
  const folder = 'build/bench/onnx';
  await mkdir(join(root, folder), { recursive: true });
  const networks = [];
  for (const network of await publishedNetworks(parts)) {
    const { model, part, weights } = network;
    const onnx = join(folder, `${model}.${part}.onnx`);
    await promisify(execFile)(join(build, 'native/cli/zscape'),
      ['export', '--format', 'onnx', '--part', part, join(root, weights), '-o', join(root, onnx)]);
    networks.push({ ...network, onnx });
  }
  return networks;
}

/** The bytes at a path from `root`. */
export const bytesOf = (path) => readFile(join(root, path));
