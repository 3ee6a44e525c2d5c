// A network as zscape, onnxruntime-web and TensorFlow.js run it, on one thread: from Float32Arrays of rows to Float32Arrays of rows.
// Runs in Node and in pages.
import { openCore } from './core.mjs';
import { readOnnx } from './onnx_reader.mjs';
import { tfjsNetwork } from './tfjs_network.mjs';

function onnxruntime(ort, session, inputs) {
  return async (rows, batch) => {
    const feeds = {};
    for (const { name, width } of inputs) feeds[name] = new ort.Tensor('float32', rows[name], [batch, width]);
    const results = await session.run(feeds);
    return Object.fromEntries(session.outputNames.map((name) => [name, results[name].data]));
  };
}

/**
 * { inputs(batch), run: { zscape, 'onnxruntime-web', 'tfjs-wasm' }, convolutional, close() } of a network of exportNetworks(); each of
 * run is a function of inputs and their number. `bytesOf` reads a path.
 */
export async function openRunners({ ort, tf, protobuf }, bytesOf, network) {
  const [core, onnx] = await Promise.all([openCore(bytesOf, network), bytesOf(network.onnx)]);
  const graph = readOnnx(protobuf, onnx);
  const session = await ort.InferenceSession.create(onnx);
  const tfjs = tfjsNetwork(tf, graph);
  return {
    inputs: core.inputs,
    run: {
      zscape: core.run,
      'onnxruntime-web': onnxruntime(ort, session, graph.inputs),
      'tfjs-wasm': tfjs.run,
    },
    convolutional: graph.nodes.some(({ kind }) => kind.startsWith('Conv')),
    close: async () => {
      tfjs.close();
      await session.release();
    },
  };
}

/**
 * How far a runner's outputs are from zscape's, { name: distance }: the greatest difference, as a share of zscape's value where that is
 * beyond 1. An output that is missing or of another size is infinitely far.
 */
export async function distances({ run, inputs }, batch) {
  const rows = inputs(batch);
  const expected = run.zscape(rows, batch);
  const result = {};
  for (const [name, runner] of Object.entries(run)) {
    if (name === 'zscape') continue;
    const found = await runner(rows, batch);
    result[name] = 0;
    for (const [output, values] of Object.entries(expected)) {
      if (values.length === 0) continue;  // the log variance of an encoder that gives points
      if (found[output]?.length !== values.length) result[name] = Infinity;
      else values.forEach((value, i) => {
        const distance = Math.abs(found[output][i] - value) / Math.max(1, Math.abs(value));
        if (!(distance <= result[name])) result[name] = distance;  // nor is NaN near
      });
    }
  }
  return result;
}

/** The greatest distance at which a peer computes the same. */
export const tolerance = 1e-5;
