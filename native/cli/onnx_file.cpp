#include "cli/onnx_file.hpp"

#include <string>

#include "cli/onnx_graph.hpp"

namespace zscape {
namespace {

using Value = OnnxGraph::Value;

// Versions that onnxruntime-web and the other runtimes of recent years read.
constexpr std::int64_t kOperatorSet = 13;
constexpr std::int64_t kFormatVersion = 7;

Error without(const ModelSpec& spec, Part part) {
  return {ErrorCode::unsupported, "model " + spec.id + " has no " + std::string(name_of(part))};
}

Result<Value> conditioned(OnnxGraph& graph, const ModelSpec& spec, const Value& x) {
  if (!is_conditional(spec)) return x;
  ZSCAPE_TRY(const Value condition, graph.add(spec.condition, graph.input("classes", {spec.classes})));
  return graph.beside(x, condition);
}

// A picture's values, or where its network's last layer leaves them beyond [0, 1], the nearest there.
Value as_pictures(OnnxGraph& graph, const ModelSpec& spec, const Value& x) {
  const LayerKind& last = spec.decoder.back().kind;
  if (spec.pixels == PixelRange::signed_unit) {
    const Value pictures = graph.scaled(x, 0.5f, 0.5f);
    return std::holds_alternative<Tanh>(last) ? pictures : graph.clamped(pictures);
  }
  return std::holds_alternative<Sigmoid>(last) ? x : graph.clamped(x);
}

Result<void> add_decoder(OnnxGraph& graph, const ModelSpec& spec) {
  if (!is_generative(spec)) return without(spec, Part::decoder);
  ZSCAPE_TRY(const Value codes, conditioned(graph, spec, graph.input("z", {spec.latent})));
  ZSCAPE_TRY(const Value decoded, graph.add(spec.decoder, codes));
  graph.output("pictures", as_pictures(graph, spec, decoded));
  return {};
}

Result<Value> add_hidden(OnnxGraph& graph, const ModelSpec& spec) {
  Value pixels = graph.input("pictures", spec.sample);
  if (spec.pixels == PixelRange::signed_unit) pixels = graph.scaled(pixels, 2.0f, -1.0f);
  if (!tells_encoder(spec)) return graph.add(spec.encoder, pixels);
  ZSCAPE_TRY(const Value seen, conditioned(graph, spec, pixels));
  return graph.add(spec.encoder, seen);
}

Result<void> add_encoder(OnnxGraph& graph, const ModelSpec& spec) {
  if (spec.encoder.empty()) return without(spec, Part::encoder);
  ZSCAPE_TRY(const Value hidden, add_hidden(graph, spec));
  ZSCAPE_TRY(const Value mean, graph.add(spec.encoder_mean, hidden));
  graph.output("mean", mean);
  if (!is_variational(spec)) return {};
  ZSCAPE_TRY(const Value log_variance, graph.add(spec.encoder_log_variance, hidden));
  graph.output("log_variance", log_variance);
  return {};
}

Result<void> add_classifier(OnnxGraph& graph, const ModelSpec& spec) {
  if (spec.classifier.empty()) return without(spec, Part::classifier);
  ZSCAPE_TRY(const Value hidden, add_hidden(graph, spec));
  ZSCAPE_TRY(const Value mean, graph.add(spec.encoder_mean, hidden));
  ZSCAPE_TRY(const Value logits, graph.add(spec.classifier, mean));
  graph.output("probabilities", graph.softmax(logits));
  return {};
}

Result<void> add_part(OnnxGraph& graph, const ModelSpec& spec, Part part) {
  switch (part) {
    case Part::decoder:
      return add_decoder(graph, spec);
    case Part::encoder:
      return add_encoder(graph, spec);
    case Part::classifier:
      break;
  }
  return add_classifier(graph, spec);
}

}  // namespace

std::string_view name_of(Part part) {
  switch (part) {
    case Part::decoder:
      return "decoder";
    case Part::encoder:
      return "encoder";
    case Part::classifier:
      break;
  }
  return "classifier";
}

Result<Bytes> onnx_file(const ModelFile& model, Part part) {
  OnnxGraph graph(model.tensors);
  ZSCAPE_TRY_VOID(add_part(graph, model.spec, part));
  onnx::ModelProto file;
  file.set_ir_version(kFormatVersion);
  file.set_producer_name("zscape");
  file.set_doc_string(model.spec.title);
  file.add_opset_import()->set_version(kOperatorSet);
  *file.mutable_graph() = std::move(graph).finish(model.spec.id);
  Bytes bytes(file.ByteSizeLong());
  if (file.SerializeToArray(bytes.data(), static_cast<int>(bytes.size()))) return bytes;
  return Error{ErrorCode::unsupported, "model " + model.spec.id + " is too large for an ONNX file"};
}

}  // namespace zscape
