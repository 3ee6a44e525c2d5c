// What `zscape export --format onnx` writes, as plain values. Runs in Node and in pages.

// What of ONNX's schema those files have.
const schema = `
  syntax = "proto3";
  message Model { Graph graph = 7; }
  message Graph {
    repeated Node node = 1;
    repeated Tensor initializer = 5;
    repeated Value input = 11;
    repeated Value output = 12;
  }
  message Node { repeated string input = 1; repeated string output = 2; string kind = 4; repeated Attribute attribute = 5; }
  message Attribute { string name = 1; float f = 2; int64 i = 3; repeated int64 ints = 8 [packed = false]; int32 type = 20; }
  message Tensor { repeated int64 dims = 1; int32 type = 2; string name = 8; bytes data = 9; }
  message Value { string name = 1; Type type = 2; }
  message Type { TensorType tensor = 1; }
  message TensorType { Shape shape = 2; }
  message Shape { repeated Dimension dim = 1; }
  message Dimension { int64 size = 1; }`;

const attributeOf = ({ type, f, i, ints }) => ({ 1: f, 2: Number(i), 7: ints.map(Number) })[type];

function tensorOf({ dims, type, data }) {
  const { buffer } = new Uint8Array(data);  // aligned
  const values = type === 1 ? new Float32Array(buffer) : Array.from(new BigInt64Array(buffer), Number);
  return { shape: dims.map(Number), values };
}

/**
 * { inputs, outputs, nodes, tensors }: inputs and outputs are { name, width } of rows, nodes { kind, inputs, output, attributes },
 * tensors a Map of { shape, values } by name. `protobuf` is the package protobufjs.
 */
export function readOnnx(protobuf, bytes) {
  const { graph } = protobuf.parse(schema).root.lookupType('Model').decode(bytes);
  const rows = ({ name, type }) => ({ name, width: Number(type.tensor.shape.dim[1].size) });
  return {
    inputs: graph.input.map(rows),
    outputs: graph.output.map(rows),
    nodes: graph.node.map(({ kind, input, output, attribute }) => ({
      kind,
      inputs: input,
      output: output[0],
      attributes: Object.fromEntries(attribute.map((one) => [one.name, attributeOf(one)])),
    })),
    tensors: new Map(graph.initializer.map((tensor) => [tensor.name, tensorOf(tensor)])),
  };
}
