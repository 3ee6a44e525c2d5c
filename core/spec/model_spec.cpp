#include "spec/model_spec.hpp"

#include <set>

#include "spec/parameters.hpp"

namespace zscape {
namespace {

Error invalid(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

// The width that one kind of layer makes of `width` values.
struct OutputWidth {
  std::int64_t width;
  const std::string& name;

  Result<std::int64_t> operator()(const Linear& linear) const {
    if (name.empty()) return invalid("a linear layer needs a name");
    if (linear.in <= 0 || linear.out <= 0 || !element_count({linear.out, linear.in}))
      return invalid("layer \"" + name + "\" has impossible sizes: " + to_string({linear.out, linear.in}));
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

std::int64_t sample_width(const ModelSpec& spec) { return element_count(spec.sample).value_or(0); }

Result<void> validate(const ModelSpec& spec) {
  constexpr std::int64_t kMostLatents = 65'536;
  constexpr std::int64_t kMostValues = std::int64_t{1} << 24;  // in one sample
  if (spec.id.empty()) return invalid("the spec has no id");
  const std::int64_t width = sample_width(spec);
  if (spec.sample.size() != 3 || width == 0 || width > kMostValues)
    return invalid("the sample should be [channels, height, width] with sane sizes, found " + to_string(spec.sample));
  if (spec.sample[0] != 1) return invalid("the sample should have 1 channel, found " + std::to_string(spec.sample[0]));
  if (spec.latent <= 0 || spec.latent > kMostLatents)
    return invalid("the latent should have 1 to " + std::to_string(kMostLatents) + " dimensions, found " +
                   std::to_string(spec.latent));

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
