#include "spec/model_spec.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "spec/parameters.hpp"

namespace zscape {
namespace {

Error invalid(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

constexpr std::int64_t kMaxWidth = 1 << 16;    // values between two layers
constexpr std::int64_t kMaxWeights = 1 << 26;  // of one layer
constexpr std::int64_t kMaxClasses = 1000;
constexpr std::size_t kLongestId = 64;
constexpr std::size_t kMaxLayers = 256;                      // of a model
constexpr std::int64_t kMaxKernel = 64;                      // height and width of a convolution's kernel, its stride, its padding
constexpr std::int64_t kMaxPadded = 1 << 22;                 // values of an image with a convolution's padding around it
constexpr std::int64_t kMinRate = 1000, kMaxRate = 768'000;  // samples per second
constexpr std::int64_t kMaxSamples = 1 << 20;                // of a sound
constexpr std::int64_t kMinWindow = 16, kMaxWindow = 1 << 14;  // of a spectrogram
constexpr double kMaxRangeDb = 200;
constexpr std::int64_t kMaxMultiplyAdds = std::int64_t{1} << 31;  // of one network

// What one kind of layer makes of `shape`.
struct OutputShape {
  const Shape& shape;
  const std::string& name;

  std::string layer() const { return name.empty() ? "a layer" : "layer \"" + name + "\""; }

  Error mistaken(const std::string& takes) const {
    return invalid(layer() + " takes " + takes + ", what comes before it makes " + to_string(shape));
  }

  Result<void> expect_weights(const Shape& weight) const {
    if (name.empty()) return invalid("a layer with parameters needs a name");
    bool sane = true;
    for (const std::int64_t size : weight) sane = sane && size > 0 && size <= kMaxWidth;
    const auto count = sane ? element_count(weight) : std::nullopt;
    if (!count || *count > kMaxWeights)
      return invalid(layer() + " should have at most " + std::to_string(kMaxWidth) + " inputs and outputs and " +
                     std::to_string(kMaxWeights) + " weights, found shape " + to_string(weight));
    return {};
  }

  template <class Convolution>
  Result<void> expect_image(const Convolution& conv) const {
    const bool sane = conv.kernel <= kMaxKernel && conv.stride > 0 && conv.stride <= kMaxKernel && conv.padding >= 0 &&
                      conv.padding < conv.kernel;
    if (!sane)
      return invalid(layer() + " should have a kernel and a stride of 1 to " + std::to_string(kMaxKernel) +
                     " and a padding below its kernel, found kernel " + std::to_string(conv.kernel) + ", stride " +
                     std::to_string(conv.stride) + ", padding " + std::to_string(conv.padding));
    if (shape.size() != 3 || shape[0] != conv.in) return mistaken("[" + std::to_string(conv.in) + ", height, width]");
    const Shape padded = {conv.in, shape[1] + 2 * conv.kernel, shape[2] + 2 * conv.kernel};
    if (const auto count = element_count(padded); !count || *count > kMaxPadded)
      return invalid(layer() + " takes " + to_string(padded) + " with its padding: at most " + std::to_string(kMaxPadded) +
                     " values are sane");
    return {};
  }

  Result<Shape> image(std::int64_t channels, std::int64_t height, std::int64_t width) const {
    const Shape out = {channels, height, width};
    const auto count = element_count(out);
    if (height < 1 || width < 1 || !count || *count > kMaxWidth)
      return invalid(layer() + " makes " + to_string(out) + " of " + to_string(shape) + ": at least 1 and at most " +
                     std::to_string(kMaxWidth) + " values are sane");
    return out;
  }

  Result<Shape> operator()(const Linear& linear) const {
    ZSCAPE_TRY_VOID(expect_weights({linear.out, linear.in}));
    if (element_count(shape) != linear.in) return mistaken(std::to_string(linear.in) + " values");
    return Shape{linear.out};
  }
  Result<Shape> operator()(const Conv2d& conv) const {
    ZSCAPE_TRY_VOID(expect_weights({conv.out, conv.in, conv.kernel, conv.kernel}));
    ZSCAPE_TRY_VOID(expect_image(conv));
    const auto size = [&](std::int64_t in) {
      const std::int64_t room = in + 2 * conv.padding - conv.kernel;
      return room < 0 ? 0 : room / conv.stride + 1;
    };
    return image(conv.out, size(shape[1]), size(shape[2]));
  }
  Result<Shape> operator()(const ConvTranspose2d& conv) const {
    ZSCAPE_TRY_VOID(expect_weights({conv.in, conv.out, conv.kernel, conv.kernel}));
    ZSCAPE_TRY_VOID(expect_image(conv));
    const auto size = [&](std::int64_t in) { return (in - 1) * conv.stride - 2 * conv.padding + conv.kernel; };
    return image(conv.out, size(shape[1]), size(shape[2]));
  }
  Result<Shape> operator()(const BatchNorm& norm) const {
    ZSCAPE_TRY_VOID(expect_weights({norm.features}));
    if (shape.empty() || shape[0] != norm.features) return mistaken(std::to_string(norm.features) + " channels");
    return shape;
  }
  Result<Shape> operator()(const Embedding& embedding) const {
    ZSCAPE_TRY_VOID(expect_weights({embedding.count, embedding.width}));
    if (element_count(shape) != embedding.count)
      return mistaken("a weight for each of " + std::to_string(embedding.count) + " rows");
    return Shape{embedding.width};
  }
  Result<Shape> operator()(const Reshape& reshape) const {
    const auto count = element_count(reshape.shape);
    if (reshape.shape.empty() || !count || count != element_count(shape))
      return invalid("a reshape to " + to_string(reshape.shape) + " does not hold the values of " + to_string(shape));
    return reshape.shape;
  }
  Result<Shape> operator()(const LeakyRelu& relu) const {
    if (!(relu.negative_slope >= 0.0 && relu.negative_slope <= 1.0))
      return invalid("a leaky ReLU should have a negative slope of 0 to 1, found " + std::to_string(relu.negative_slope));
    return shape;
  }
  Result<Shape> operator()(const Relu&) const { return shape; }
  Result<Shape> operator()(const Tanh&) const { return shape; }
  Result<Shape> operator()(const Sigmoid&) const { return shape; }
};

// What encoder and decoder take: their own input, with the condition appended where there is one.
Shape conditioned(const ModelSpec& spec, const Shape& shape) {
  if (spec.condition.empty()) return shape;
  const Shape condition = output_shape(spec.condition, {spec.classes}).value();
  return {element_count(shape).value_or(0) + element_count(condition).value_or(0)};
}

// Checks one network; those before it in networks() must have passed.
Result<Shape> validate_network(const ModelSpec& spec, const NamedNetwork& named) {
  const Shape in = input_shape(spec, named.name);
  ZSCAPE_TRY(Shape out, output_shape(*named.network, in));
  if (const std::int64_t found = cost(*named.network, in).multiply_adds; found > kMaxMultiplyAdds)
    return invalid("the " + std::string(named.name) + " takes " + std::to_string(found) +
                   " multiplications for one sample, at most " + std::to_string(kMaxMultiplyAdds) + " are sane");
  return out;
}

// How many values a network must make, or nothing where it is free to choose.
std::optional<std::int64_t> expected_values(const ModelSpec& spec, std::string_view name) {
  if (name == "encoder_mean" || name == "encoder_log_variance") return spec.latent;
  if (name == "encoder" && spec.encoder_mean.empty()) return spec.latent;
  if (name == "decoder") return sample_width(spec);
  if (name == "discriminator_score") return 1;
  if (name == "classifier" || name == "discriminator_class") return spec.classes;
  return std::nullopt;
}

bool is_power_of_two(std::int64_t n) { return n > 0 && (n & (n - 1)) == 0; }

// The sample that sounds of that format are.
Result<Shape> expected_sample(const SoundFormat& sound) {
  if (sound.rate < kMinRate || sound.rate > kMaxRate || sound.samples < 1 || sound.samples > kMaxSamples)
    return invalid("a sound should have 1 to " + std::to_string(kMaxSamples) + " samples, " + std::to_string(kMinRate) + " to " +
                   std::to_string(kMaxRate) + " of them a second, found " + std::to_string(sound.samples) + " at " +
                   std::to_string(sound.rate));
  if (!sound.spectrogram) return Shape{1, 1, sound.samples};
  const SpectrogramSpec& of = *sound.spectrogram;
  const bool sane = is_power_of_two(of.window) && of.window >= kMinWindow && of.window <= kMaxWindow && is_power_of_two(of.hop) &&
                    of.hop <= of.window / 4 && of.range_db > 0 && of.range_db <= kMaxRangeDb;
  if (!sane)
    return invalid("a spectrogram should have windows of " + std::to_string(kMinWindow) + " to " + std::to_string(kMaxWindow) +
                   " samples and hops of at most a quarter of that, both powers of two, and a range of at most " +
                   std::to_string(static_cast<int>(kMaxRangeDb)) + " dB, found windows of " + std::to_string(of.window) +
                   ", hops of " + std::to_string(of.hop) + " and " + std::to_string(of.range_db) + " dB");
  if (const std::int64_t least = sound.samples / of.hop + 1; of.width < least || of.width > kMaxWidth)
    return invalid("a spectrogram of that sound should have " + std::to_string(least) + " columns or some more, found " +
                   std::to_string(of.width));
  return Shape{1, of.window / 2, of.width};
}

Result<void> expect_sound(const ModelSpec& spec) {
  if (!spec.sound) return {};
  ZSCAPE_TRY(const Shape expected, expected_sample(*spec.sound));
  if (spec.sample == expected) return {};
  return invalid("the sample should be " + to_string(expected) + " for sounds of that format, found " + to_string(spec.sample));
}

// A network without the one that it needs.
Result<void> expect_companions(const ModelSpec& spec) {
  if (!is_generative(spec) && spec.classifier.empty()) return invalid("the model has neither a decoder nor a classifier");
  if (spec.encoder.empty() && !(spec.encoder_mean.empty() && spec.encoder_log_variance.empty()))
    return invalid("heads of an encoder without an encoder");
  if (spec.encoder.empty() && !spec.classifier.empty())
    return invalid("a classifier of features without an encoder that makes them");
  if (spec.discriminator.empty() && !(spec.discriminator_score.empty() && spec.discriminator_class.empty()))
    return invalid("heads of a discriminator without a discriminator");
  if (!spec.condition.empty() && !is_generative(spec)) return invalid("a condition without a decoder that takes it");
  if (!spec.condition.empty() && !spec.classifier.empty()) return invalid("a classifier that is told the class");
  return {};
}

}  // namespace

std::array<NamedNetwork, 9> networks(const ModelSpec& spec) {
  return {{{"condition", &spec.condition},
           {"encoder", &spec.encoder},
           {"encoder_mean", &spec.encoder_mean},
           {"encoder_log_variance", &spec.encoder_log_variance},
           {"decoder", &spec.decoder},
           {"classifier", &spec.classifier},
           {"discriminator", &spec.discriminator},
           {"discriminator_score", &spec.discriminator_score},
           {"discriminator_class", &spec.discriminator_class}}};
}

bool is_generative(const ModelSpec& spec) { return !spec.decoder.empty(); }

bool is_conditional(const ModelSpec& spec) { return is_generative(spec) && !spec.condition.empty(); }

bool is_variational(const ModelSpec& spec) { return !spec.encoder_log_variance.empty(); }

bool tells_encoder(const ModelSpec& spec) {
  return is_conditional(spec) && !spec.encoder.empty() && !std::holds_alternative<Conv2d>(spec.encoder.front().kind);
}

bool judges_codes(const ModelSpec& spec) { return !spec.discriminator.empty() && !spec.encoder.empty() && !is_variational(spec); }

std::int64_t code_width(const ModelSpec& spec) { return spec.latent + (is_conditional(spec) ? spec.classes : 0); }

Result<Shape> output_shape(const Layer& layer, const Shape& shape) {
  return std::visit(OutputShape{shape, layer.name}, layer.kind);
}

Result<Shape> output_shape(const Network& network, Shape shape) {
  for (const Layer& layer : network) {
    ZSCAPE_TRY(shape, output_shape(layer, shape));
  }
  return shape;
}

Shape input_shape(const ModelSpec& spec, std::string_view network) {
  if (network == "condition") return {spec.classes};
  if (network == "encoder") return tells_encoder(spec) ? conditioned(spec, spec.sample) : spec.sample;
  if (network == "encoder_mean" || network == "encoder_log_variance")
    return output_shape(spec.encoder, input_shape(spec, "encoder")).value();
  if (network == "decoder") return conditioned(spec, {spec.latent});
  if (network == "classifier") return {spec.latent};
  const Shape judged = judges_codes(spec) ? conditioned(spec, {spec.latent}) : spec.sample;
  if (network == "discriminator") return judged;
  check(network == "discriminator_score" || network == "discriminator_class", "a name from networks()");
  return output_shape(spec.discriminator, judged).value();
}

bool is_model_id(std::string_view text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  return !text.empty() && text.size() <= kLongestId && std::all_of(text.begin(), text.end(), allowed);
}

std::int64_t sample_width(const ModelSpec& spec) { return element_count(spec.sample).value_or(0); }

Result<void> validate(const ModelSpec& spec) {
  if (!is_model_id(spec.id)) return invalid("a model id should be 1 to 64 of a-z, 0-9, - and _, found \"" + spec.id + "\"");
  const std::int64_t width = sample_width(spec);
  if (spec.sample.size() != 3 || width == 0 || width > kMaxWidth)
    return invalid("the sample should be [channels, height, width] with sane sizes, found " + to_string(spec.sample));
  if (spec.sample[0] != 1) return invalid("the sample should have 1 channel, found " + std::to_string(spec.sample[0]));
  ZSCAPE_TRY_VOID(expect_sound(spec));
  if (spec.latent <= 0 || spec.latent > kMaxWidth)
    return invalid("the latent should have 1 to " + std::to_string(kMaxWidth) + " dimensions, found " +
                   std::to_string(spec.latent));

  std::size_t layers = 0;
  for (const auto& [name, network] : networks(spec)) layers += network->size();
  if (layers > kMaxLayers)
    return invalid("the model should have at most " + std::to_string(kMaxLayers) + " layers, found " + std::to_string(layers));

  if (spec.classes < 0 || spec.classes > kMaxClasses)
    return invalid("the model should have 0 to " + std::to_string(kMaxClasses) + " classes, found " + std::to_string(spec.classes));
  ZSCAPE_TRY_VOID(expect_companions(spec));
  for (const NamedNetwork& named : networks(spec)) {
    if (named.network->empty()) continue;
    ZSCAPE_TRY(const Shape out, validate_network(spec, named));
    const auto expected = expected_values(spec, named.name);
    if (expected && element_count(out) != *expected)
      return invalid("the " + std::string(named.name) + " makes " + to_string(out) + ", expected " + std::to_string(*expected) +
                     " values");
  }
  if (is_variational(spec) && spec.encoder_mean.empty()) return invalid("an encoder with a log variance and no mean");

  std::set<std::string> names;
  for (const Parameter& parameter : parameters(spec)) {
    if (parameter.name.starts_with("prior.")) return invalid("a layer has the name of a fitted prior: \"" + parameter.name + "\"");
    if (!names.insert(parameter.name).second) return invalid("two layers have the parameter \"" + parameter.name + "\"");
  }
  return {};
}

}  // namespace zscape
