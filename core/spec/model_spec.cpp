#include "spec/model_spec.hpp"

#include <algorithm>
#include <set>

#include "spec/parameters.hpp"

namespace zscape {
namespace {

Error invalid(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

constexpr std::int64_t kMostWidth = 1 << 16;    // values between two layers
constexpr std::int64_t kMostWeights = 1 << 26;  // of one layer
constexpr std::size_t kLongestId = 64;
constexpr std::size_t kMostLayers = 256;  // of a model

// The width that one kind of layer makes of `width` values.
struct OutputWidth {
  std::int64_t width;
  const std::string& name;

  Result<std::int64_t> operator()(const Linear& linear) const {
    if (name.empty()) return invalid("a linear layer needs a name");
    const bool sane = linear.in > 0 && linear.in <= kMostWidth && linear.out > 0 && linear.out <= kMostWidth;
    if (!sane || linear.in * linear.out > kMostWeights)
      return invalid("layer \"" + name + "\" should have at most " + std::to_string(kMostWidth) + " inputs and outputs and " +
                     std::to_string(kMostWeights) + " weights, found shape " + to_string({linear.out, linear.in}));
    if (linear.in != width)
      return invalid("layer \"" + name + "\" takes " + std::to_string(linear.in) + " values, what comes before it makes " +
                     std::to_string(width));
    return linear.out;
  }
  Result<std::int64_t> operator()(const Relu&) const { return width; }
  Result<std::int64_t> operator()(const Sigmoid&) const { return width; }
};

Result<void> expect_width(const Network& network, std::string_view name, std::int64_t in, std::int64_t expected) {
  ZSCAPE_TRY(const std::int64_t out, output_width(network, in));
  if (out != expected)
    return invalid("the " + std::string(name) + " makes " + std::to_string(out) + " values, expected " + std::to_string(expected));
  return {};
}

}  // namespace

std::array<NamedNetwork, 4> networks(const ModelSpec& spec) {
  return {{{"encoder", &spec.encoder},
           {"encoder_mean", &spec.encoder_mean},
           {"encoder_log_variance", &spec.encoder_log_variance},
           {"decoder", &spec.decoder}}};
}

Result<std::int64_t> output_width(const Network& network, std::int64_t width) {
  for (const Layer& layer : network) {
    ZSCAPE_TRY(width, std::visit(OutputWidth{width, layer.name}, layer.kind));
  }
  return width;
}

std::int64_t widest(const ModelSpec& spec) {
  std::int64_t most = std::max(sample_width(spec), spec.latent);
  for (const auto& [name, network] : networks(spec))
    for (const Layer& layer : *network)
      for (const Parameter& parameter : parameters(layer))
        most = std::max(most, *std::max_element(parameter.shape.begin(), parameter.shape.end()));
  return most;
}

bool is_model_id(std::string_view text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  return !text.empty() && text.size() <= kLongestId && std::all_of(text.begin(), text.end(), allowed);
}

std::int64_t sample_width(const ModelSpec& spec) { return element_count(spec.sample).value_or(0); }

Result<void> validate(const ModelSpec& spec) {
  if (!is_model_id(spec.id)) return invalid("a model id should be 1 to 64 of a-z, 0-9, - and _, found \"" + spec.id + "\"");
  const std::int64_t width = sample_width(spec);
  if (spec.sample.size() != 3 || width == 0 || width > kMostWidth)
    return invalid("the sample should be [channels, height, width] with sane sizes, found " + to_string(spec.sample));
  if (spec.sample[0] != 1) return invalid("the sample should have 1 channel, found " + std::to_string(spec.sample[0]));
  if (spec.latent <= 0 || spec.latent > kMostWidth)
    return invalid("the latent should have 1 to " + std::to_string(kMostWidth) + " dimensions, found " +
                   std::to_string(spec.latent));

  std::size_t layers = 0;
  for (const auto& [name, network] : networks(spec)) layers += network->size();
  if (layers > kMostLayers)
    return invalid("the model should have at most " + std::to_string(kMostLayers) + " layers, found " + std::to_string(layers));

  ZSCAPE_TRY_VOID(expect_width(spec.decoder, "decoder", spec.latent, width));
  ZSCAPE_TRY(const std::int64_t hidden, output_width(spec.encoder, width));
  ZSCAPE_TRY_VOID(expect_width(spec.encoder_mean, "encoder's mean", hidden, spec.latent));
  ZSCAPE_TRY_VOID(expect_width(spec.encoder_log_variance, "encoder's log variance", hidden, spec.latent));

  std::set<std::string> names;
  for (const Parameter& parameter : parameters(spec))
    if (!names.insert(parameter.name).second) return invalid("two layers have the parameter \"" + parameter.name + "\"");
  return {};
}

}  // namespace zscape
