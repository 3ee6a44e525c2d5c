// A network as zscape, onnxruntime-web and TensorFlow.js run it, on one thread: from Float32Arrays of rows to Float32Arrays of rows.
// Runs in Node and in pages.
import { load } from '../../../build/package/zscape.mjs';
import { readOnnx } from './onnx_reader.mjs';
import { tfjsNetwork } from './tfjs_network.mjs';

const calls = {
  decoder: (model, { codes }) => ({ pictures: model.decode(codes) }),
  encoder: (model, { pictures, classes }) => {
    const { mean, logVariance } = model.encode(pictures, classes);
    return { mean, log_variance: logVariance };
  },
  classifier: (model, { pictures }) => ({ probabilities: model.classify(pictures) }),
};

function onnxruntime(ort, session, inputs) {
  return async (rows, batch) => {
    const feeds = {};
    for (const { name, width } of inputs) feeds[name] = new ort.Tensor('float32', rows[name], [batch, width]);
    const results = await session.run(feeds);
    return Object.fromEntries(session.outputNames.map((name) => [name, results[name].data]));
  };
}

// The part of each row from column `first` on.
function columns(rows, width, first, count) {
  const part = new Float32Array((rows.length / width) * count);
  for (let i = 0; i * width < rows.length; ++i) part.set(rows.subarray(i * width + first, i * width + first + count), i * count);
  return part;
}

function oneHot(batch, classes) {
  const rows = new Float32Array(batch * classes);
  for (let i = 0; i < batch; ++i) rows[i * classes + (i % classes)] = 1;
  return rows;
}

// Samples of the model's prior, or pictures that another draws, in every form in which somebody wants them.
function inputsOf({ part }, model, drawing, batch) {
  if (part !== 'decoder') {
    return { pictures: drawing.decode(drawing.sample(1, 0, batch)), classes: oneHot(batch, Math.max(1, model.classes)) };
  }
  const codes = model.sample(1, 0, batch);
  const columnsFrom = (first, count) => columns(codes, model.codeWidth, first, count);
  return { codes, z: columnsFrom(0, model.latent), classes: columnsFrom(model.latent, model.codeWidth - model.latent) };
}

// The model whose pictures encoders see.
const painter = 'assets/models/vae.safetensors';

/**
 * { inputs(batch), run: { zscape, 'onnxruntime-web', 'tfjs-wasm' }, convolutional, close() } of a network of exportNetworks(); each of
 * run is a function of inputs and their number. `bytesOf` reads a path.
 */
export async function openRunners({ ort, tf, protobuf }, bytesOf, network) {
  const [weights, onnx, pictures] = await Promise.all([network.weights, network.onnx, painter].map(bytesOf));
  const [model, drawing] = await Promise.all([load(weights), load(pictures)]);
  const graph = readOnnx(protobuf, onnx);
  const session = await ort.InferenceSession.create(onnx);
  const tfjs = tfjsNetwork(tf, graph);
  return {
    inputs: (batch) => inputsOf(network, model, drawing, batch),
    run: {
      zscape: (inputs) => calls[network.part](model, inputs),
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
