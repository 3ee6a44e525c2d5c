// An exported network in TensorFlow.js, as somebody would write it there who wants it fast: images lie as [batch, height, width,
// channels], weights are turned around once at load, bias and activation are fused where TensorFlow.js can. Runs in Node and in pages.

// Values of `tensor` with its dimensions in another order.
function permuted({ shape, values }, order) {
  const strides = shape.map((_, k) => shape.slice(k + 1).reduce((product, size) => product * size, 1));
  const result = new Float32Array(values.length);
  let next = 0;
  const walk = (depth, offset) => {
    if (depth === order.length) result[next++] = values[offset];
    else for (let i = 0; i < shape[order[depth]]; ++i) walk(depth + 1, offset + i * strides[order[depth]]);
  };
  walk(0, 0);
  return { shape: order.map((axis) => shape[axis]), values: result };
}

const activations = { Relu: 'relu', LeakyRelu: 'leakyrelu', Sigmoid: 'sigmoid' };

/** { run, close() } of readOnnx()'s graph: run(rows, batch) takes and returns { name: Float32Array of rows }. */
export function tfjsNetwork(tf, { inputs, outputs, nodes, tensors }) {
  const weights = [];
  const load = ({ shape, values }) => {
    weights.push(tf.tensor(values, shape, 'float32'));
    return weights.at(-1);
  };
  const images = new Map();  // value -> [channels, height, width] as ONNX has them; of rows that were an image, too
  const steps = [];
  const done = new Set();
  const readers = (value) => nodes.filter((node) => node.inputs.includes(value));

  // The activation that follows alone, for a layer that takes it up: { output, activation, alpha }.
  function fused(node) {
    const [next, ...others] = readers(node.output);
    if (others.length > 0 || !next || !(next.kind in activations)) return { output: node.output, activation: 'linear' };
    done.add(next);
    return { output: next.output, activation: activations[next.kind], alpha: next.attributes.alpha };
  }

  // Rows that were an image lie channel by channel in ONNX and pixel by pixel here.
  function columns(weight, image) {
    if (!image) return permuted(weight, [1, 0]);
    const split = { shape: [weight.shape[0], ...image], values: weight.values };
    return { shape: [weight.shape[1], weight.shape[0]], values: permuted(split, [2, 3, 1, 0]).values };
  }

  function bias(name) {
    return name === undefined ? undefined : load(tensors.get(name));
  }

  const layers = {
    Gemm(node) {
      const [x, weight, shift] = node.inputs;
      const [b, add, { output, activation, alpha }] = [load(columns(tensors.get(weight), images.get(x))), bias(shift), fused(node)];
      return [output, (values) => tf.fused.matMul({ a: values[x], b, bias: add, activation, leakyreluAlpha: alpha })];
    },
    MatMul(node) {
      const [x, table] = node.inputs;
      const b = load(tensors.get(table));
      return [node.output, (values) => tf.matMul(values[x], b)];
    },
    Conv(node) {
      const [x, weight, shift] = node.inputs;
      const { strides, pads: [pad] } = node.attributes;
      const [, height, width] = images.get(x);
      const [out, , kernel] = tensors.get(weight).shape;
      const [filter, add, { output, activation, alpha }] = [load(permuted(tensors.get(weight), [2, 3, 1, 0])), bias(shift), fused(node)];
      const size = (length) => Math.floor((length + 2 * pad - kernel) / strides[0]) + 1;
      images.set(output, [out, size(height), size(width)]);
      return [output, (values) =>
        tf.fused.conv2d({ x: values[x], filter, strides, pad, bias: add, activation, leakyreluAlpha: alpha, dimRoundingMode: 'floor' })];
    },
    ConvTranspose(node) {
      const [x, weight, shift] = node.inputs;
      const { strides, pads: [pad] } = node.attributes;
      const [, height, width] = images.get(x);
      const [, out, kernel] = tensors.get(weight).shape;
      const [filter, add] = [load(permuted(tensors.get(weight), [2, 3, 1, 0])), bias(shift)];
      const size = (length) => (length - 1) * strides[0] - 2 * pad + kernel;
      const image = [out, size(height), size(width)];
      images.set(node.output, image);
      return [node.output, (values, batch) => {
        const made = tf.conv2dTranspose(values[x], filter, [batch, image[1], image[2], out], strides, pad);
        return add ? tf.add(made, add) : made;
      }];
    },
    // Channels come first in what is reshaped; those of a single pixel, or the pixels of a single channel, are the same in any order.
    Reshape(node) {
      const [x, shape] = node.inputs;
      const image = tensors.get(shape).values.slice(1);
      images.set(node.output, image);
      if (image[0] !== 1 && image[1] * image[2] !== 1)
        return [node.output, (values, batch) => tf.transpose(tf.reshape(values[x], [batch, ...image]), [0, 2, 3, 1])];
      return [node.output, (values, batch) => tf.reshape(values[x], [batch, image[1], image[2], image[0]])];
    },
    Flatten(node) {
      const [x] = node.inputs;
      if (images.get(x)[0] > 1) images.set(node.output, images.get(x));
      return [node.output, (values, batch) => tf.reshape(values[x], [batch, -1])];
    },
    Concat(node) {
      return [node.output, (values) => tf.concat(node.inputs.map((input) => values[input]), 1)];
    },
    Mul(node) {
      const factor = load(tensors.get(node.inputs[1]));
      return elementwise(node, (x) => tf.mul(x, factor));
    },
    Add(node) {
      const shift = load(tensors.get(node.inputs[1]));
      return elementwise(node, (x) => tf.add(x, shift));
    },
    Clip: (node) => elementwise(node, (x) => tf.clipByValue(x, 0, 1)),
    Softmax: (node) => elementwise(node, (x) => tf.softmax(x)),
    Relu: (node) => elementwise(node, (x) => tf.relu(x)),
    LeakyRelu: (node) => elementwise(node, (x) => tf.leakyRelu(x, node.attributes.alpha)),
    Tanh: (node) => elementwise(node, (x) => tf.tanh(x)),
    Sigmoid: (node) => elementwise(node, (x) => tf.sigmoid(x)),
  };

  function elementwise({ inputs: [x], output }, apply) {
    if (images.has(x)) images.set(output, images.get(x));
    return [output, (values) => apply(values[x])];
  }

  for (const node of nodes) {
    if (done.has(node)) continue;
    if (!(node.kind in layers)) throw new Error(`expected one of ${Object.keys(layers).join(', ')}, found ${node.kind}`);
    steps.push(layers[node.kind](node));
  }

  function run(rows, batch) {
    const results = {};
    tf.tidy(() => {
      const values = Object.fromEntries(inputs.map(({ name, width }) => [name, tf.tensor2d(rows[name], [batch, width])]));
      for (const [output, step] of steps) values[output] = step(values, batch);
      for (const { name } of outputs) results[name] = values[name].dataSync();
    });
    return results;
  }
  return { run, close: () => tf.dispose(weights) };
}
