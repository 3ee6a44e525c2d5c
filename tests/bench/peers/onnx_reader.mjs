// What `zscape export --format onnx` writes, as plain values. Runs in Node and in pages.

// The fields of ONNX's schema that those files have.
const optional = (type, id) => ({ type, id });
const repeated = (type, id) => ({ rule: 'repeated', type, id });
const schema = {
  Model: { fields: { graph: optional('Graph', 7) } },
  Graph: { fields: { node: repeated('Node', 1), initializer: repeated('Tensor', 5), input: repeated('Value', 11), output: repeated('Value', 12) } },
  Node: { fields: { input: repeated('string', 1), output: repeated('string', 2), opType: optional('string', 4), attribute: repeated('Attribute', 5) } },
  Attribute: { fields: { name: optional('string', 1), f: optional('float', 2), i: optional('int64', 3), ints: repeated('int64', 8), type: optional('int32', 20) } },
  Tensor: { fields: { dims: repeated('int64', 1), dataType: optional('int32', 2), name: optional('string', 8), rawData: optional('bytes', 9) } },
  Value: { fields: { name: optional('string', 1), type: optional('Type', 2) } },
  Type: { fields: { tensorType: optional('TensorType', 1) } },
  TensorType: { fields: { shape: optional('Shape', 2) } },
  Shape: { fields: { dim: repeated('Dimension', 1) } },
  Dimension: { fields: { dimValue: optional('int64', 1), dimParam: optional('string', 2) } },
};

const attributeOf = ({ type, f, i, ints }) => ({ 1: f, 2: Number(i), 7: ints.map(Number) })[type];

function tensorOf({ dims, dataType, rawData }) {
  const { buffer } = new Uint8Array(rawData);  // aligned
  const values = dataType === 1 ? new Float32Array(buffer) : Array.from(new BigInt64Array(buffer), Number);
  return { shape: dims.map(Number), values };
}

/**
 * { inputs, outputs, nodes, tensors }: inputs and outputs are { name, width } of rows, nodes { kind, inputs, output, attributes },
 * tensors a Map of { shape, values } by name. `protobuf` is the package protobufjs.
 */
export function readOnnx(protobuf, bytes) {
  const { graph } = protobuf.Root.fromJSON({ nested: schema }).lookupType('Model').decode(bytes);
  const rows = ({ name, type }) => ({ name, width: Number(type.tensorType.shape.dim[1].dimValue) });
  return {
    inputs: graph.input.map(rows),
    outputs: graph.output.map(rows),
    nodes: graph.node.map(({ opType, input, output, attribute }) => ({
      kind: opType,
      inputs: input,
      output: output[0],
      attributes: Object.fromEntries(attribute.map((one) => [one.name, attributeOf(one)])),
    })),
    tensors: new Map(graph.initializer.map((tensor) => [tensor.name, tensorOf(tensor)])),
  };
}
