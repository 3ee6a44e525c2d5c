#include "weights/model_tensors.hpp"

#include <algorithm>
#include <set>

#include "spec/catalogue.hpp"
#include "spec/parameters.hpp"
#include "weights/quantize.hpp"

namespace zscape {
namespace {

constexpr const char* kScale = ".scale";
constexpr const char* kPriorWeight = "prior.weight";
constexpr const char* kPriorMean = "prior.mean";
constexpr const char* kPriorFactor = "prior.factor";

struct StoredParameter {
  Parameter parameter;
  std::size_t output_axis;  // of a weight
  bool is_weight() const { return parameter.shape.size() >= 2; }
};

std::vector<StoredParameter> stored_parameters(const ModelSpec& spec) {
  std::vector<StoredParameter> result;
  for (const auto& [name, network] : networks(spec))
    for (const Layer& layer : *network)
      for (Parameter& parameter : parameters(layer)) result.push_back({std::move(parameter), output_axis(layer)});
  return result;
}

bool has_prior(const Safetensors& content) {
  const auto next = content.tensors.lower_bound("prior.");
  return next != content.tensors.end() && next->first.starts_with("prior.");
}

// Names that may stand beside the parameters; those of a prior are complete or absent.
std::set<std::string> companions(const ModelSpec& spec, const Safetensors& content) {
  std::set<std::string> names;
  for (const StoredParameter& stored : stored_parameters(spec)) {
    const auto found = content.tensors.find(stored.parameter.name);
    if (found != content.tensors.end() && found->second.dtype == Dtype::i8) names.insert(stored.parameter.name + kScale);
  }
  for (const auto& [name, network] : networks(spec))
    for (const Layer& layer : *network)
      if (std::holds_alternative<BatchNorm>(layer.kind)) names.insert(layer.name + ".num_batches_tracked");
  if (is_generative(spec)) names.insert({kPriorWeight, kPriorMean, kPriorFactor});
  return names;
}

ModelSpec without_discriminator(ModelSpec spec) {
  spec.discriminator = spec.discriminator_score = spec.discriminator_class = {};
  return spec;
}

Result<Tensor> read_scaled(const StoredParameter& stored, const StoredTensor& integers, const Safetensors& content) {
  const std::string& name = stored.parameter.name;
  const auto found = content.tensors.find(name + kScale);
  if (found == content.tensors.end())
    return Error{ErrorCode::mismatch, "tensor \"" + name + kScale + "\" is missing: \"" + name + "\" is stored as integers"};
  ZSCAPE_TRY(const Tensor scale, widen(name + kScale, found->second));
  return dequantize(name, integers, scale, stored.output_axis);
}

Result<Prior> read_prior(const ModelSpec& spec, const Safetensors& content) {
  Prior prior;
  for (const auto& [name, tensor] :
       {std::pair{kPriorWeight, &prior.weight}, {kPriorMean, &prior.mean}, {kPriorFactor, &prior.factor}}) {
    const auto found = content.tensors.find(name);
    if (found == content.tensors.end()) return Error{ErrorCode::mismatch, "tensor \"" + std::string(name) + "\" is missing"};
    ZSCAPE_TRY(*tensor, widen(name, found->second));
  }
  ZSCAPE_TRY_VOID(validate(prior, spec.latent, is_conditional(spec) ? spec.classes : 0));
  return prior;
}

}  // namespace

std::string compare_with_spec(const ModelSpec& spec, const Safetensors& content) {
  std::set<std::string> known = companions(spec, content);
  for (const Parameter& parameter : parameters(spec)) {
    const auto found = content.tensors.find(parameter.name);
    if (found == content.tensors.end())
      return "tensor \"" + parameter.name + "\" is missing: " + spec.id + " expects it with shape " + to_string(parameter.shape);
    if (found->second.shape != parameter.shape)
      return "tensor \"" + parameter.name + "\" has shape " + to_string(found->second.shape) + ": " + spec.id + " expects " +
             to_string(parameter.shape);
    known.insert(parameter.name);
  }
  for (const auto& [name, tensor] : content.tensors)
    if (!known.contains(name)) return "tensor \"" + name + "\" belongs to no layer of " + spec.id;
  return {};
}

Result<ModelSpec> recognise(const Safetensors& content) {
  std::string nearest;
  std::int64_t most = -1;
  for (const ModelSpec& trained : catalogue()) {
    for (const ModelSpec& spec : {trained, without_discriminator(trained), published(trained)}) {
      const std::string problem = compare_with_spec(spec, content);
      if (problem.empty()) return spec;
      const std::vector<Parameter> table = parameters(spec);
      const auto there = std::count_if(table.begin(), table.end(), [&](const Parameter& p) {
        const auto found = content.tensors.find(p.name);
        return found != content.tensors.end() && found->second.shape == p.shape;
      });
      if (there <= most) continue;
      most = there;
      nearest = problem;
    }
  }
  return Error{ErrorCode::mismatch, "the file has no zscape.spec and fits no model of the catalogue; of the nearest, " + nearest};
}

Result<ModelTensors> read_tensors(const ModelSpec& spec, const Safetensors& content) {
  ModelTensors result;
  for (const StoredParameter& stored : stored_parameters(spec)) {
    const std::string& name = stored.parameter.name;
    const StoredTensor& tensor = content.tensors.find(name)->second;
    const bool scaled = tensor.dtype == Dtype::i8 && stored.is_weight();
    ZSCAPE_TRY(result.parameters[name], scaled ? read_scaled(stored, tensor, content) : widen(name, tensor));
    if (scaled)
      result.storage = Dtype::i8;
    else if (tensor.dtype == Dtype::f16 && result.storage == Dtype::f32)
      result.storage = Dtype::f16;
  }
  if (has_prior(content)) {
    ZSCAPE_TRY(result.prior, read_prior(spec, content));
  }
  return result;
}

std::set<std::string, std::less<>> drawing_tensors(const ModelSpec& spec) {
  std::set<std::string, std::less<>> names = {kPriorWeight, kPriorMean, kPriorFactor};
  for (const Parameter& parameter : parameters(drawing(spec))) names.insert({parameter.name, parameter.name + kScale});
  return names;
}

void store_tensors(const ModelSpec& spec, const ModelTensors& tensors, Safetensors& content) {
  const Dtype others = tensors.storage == Dtype::i8 ? Dtype::f16 : tensors.storage;
  for (const StoredParameter& stored : stored_parameters(spec)) {
    const std::string& name = stored.parameter.name;
    const auto found = tensors.parameters.find(name);
    check(found != tensors.parameters.end(), "every parameter of the spec");
    if (tensors.storage == Dtype::i8 && stored.is_weight()) {
      Quantized quantized = quantize(found->second, stored.output_axis);
      content.tensors[name] = std::move(quantized.integers);
      content.tensors[name + kScale] = store(quantized.scale, Dtype::f32);
    } else {
      content.tensors[name] = store(found->second, others);
    }
  }
  if (!tensors.prior) return;
  content.tensors[kPriorWeight] = store(tensors.prior->weight, others);
  content.tensors[kPriorMean] = store(tensors.prior->mean, others);
  content.tensors[kPriorFactor] = store(tensors.prior->factor, others);
}

}  // namespace zscape
