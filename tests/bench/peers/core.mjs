// A network as zscape runs it, and the inputs on which networks are compared: Float32Arrays of rows. Runs in Node and in pages.
import { load } from '../../../build/package/zscape.mjs';

const calls = {
  decoder: (model, { codes }) => ({ pictures: model.decode(codes) }),
  encoder: (model, { pictures, classes }) => {
    const { mean, logVariance } = model.encode(pictures, classes);
    return { mean, log_variance: logVariance };
  },
  classifier: (model, { pictures }) => ({ probabilities: model.classify(pictures) }),
};

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

const sizeOf = ({ height, width }) => height * width;

// For models that see no pictures of that size: levels that look like nothing, as dark as spectrograms are.
const levels = (size) => Float32Array.from({ length: size }, (_, i) => ((i * 7) % 97) / 480);

// Samples of the model's prior, or pictures that another draws, in every form in which somebody wants them.
function inputsOf({ part }, model, drawing, batch) {
  if (part !== 'decoder') {
    const fits = sizeOf(model) === sizeOf(drawing);
    const pictures = fits ? drawing.decode(drawing.sample(1, 0, batch)) : levels(batch * sizeOf(model));
    return { pictures, classes: oneHot(batch, Math.max(1, model.classes)) };
  }
  const codes = model.sample(1, 0, batch);
  const columnsFrom = (first, count) => columns(codes, model.codeWidth, first, count);
  return { codes, z: columnsFrom(0, model.latent), classes: columnsFrom(model.latent, model.codeWidth - model.latent) };
}

/** The model whose pictures encoders see. */
export const painter = 'assets/models/vae.safetensors';

/** { inputs(batch), run(inputs) } of a network of publishedNetworks(). `bytesOf` reads a path. */
export async function openCore(bytesOf, network) {
  const [model, drawing] = await Promise.all([network.weights, painter].map(async (path) => load(await bytesOf(path))));
  return {
    inputs: (batch) => inputsOf(network, model, drawing, batch),
    run: (inputs) => calls[network.part](model, inputs),
  };
}
