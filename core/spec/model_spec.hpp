// What a model is, as a plain value: layers, shapes, parameter names, latent prior. The trainer builds LibTorch modules
// from it, nn builds its inference graph from it, and the weights file embeds it. Nothing here computes.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "spec/shape.hpp"
#include "spec/sound_format.hpp"

namespace zscape {

/// y = x W^T + b, parameters `<name>.weight` [out, in] and `<name>.bias` [out]. Takes any shape of `in` values and flattens it.
struct Linear {
  std::int64_t in = 0;
  std::int64_t out = 0;
  bool operator==(const Linear&) const = default;
};

/// Cross-correlation of [in, height, width] with zero padding: `<name>.weight` [out, in, kernel, kernel] and, with `bias`,
/// `<name>.bias` [out]. Height becomes (height + 2 padding - kernel) / stride + 1, rounded down; width likewise.
struct Conv2d {
  std::int64_t in = 0;
  std::int64_t out = 0;
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  std::int64_t padding = 0;
  bool bias = true;
  bool operator==(const Conv2d&) const = default;
};

/// The transpose of Conv2d: `<name>.weight` [in, out, kernel, kernel]. Height becomes (height - 1) stride - 2 padding + kernel.
struct ConvTranspose2d {
  std::int64_t in = 0;
  std::int64_t out = 0;
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  std::int64_t padding = 0;
  bool bias = true;
  bool operator==(const ConvTranspose2d&) const = default;
};

/// Per channel (the first dimension): (x - running_mean) / sqrt(running_var + kBatchNormEpsilon) * weight + bias, all four
/// [features].
inline constexpr double kBatchNormEpsilon = 1e-5;
struct BatchNorm {
  std::int64_t features = 0;
  bool operator==(const BatchNorm&) const = default;
};

/// A table `<name>.weight` [count, width]. Its input is one weight per row of the table: one-hot picks a row, a mixture blends.
struct Embedding {
  std::int64_t count = 0;
  std::int64_t width = 0;
  bool operator==(const Embedding&) const = default;
};

/// The same values as another shape.
struct Reshape {
  Shape shape;
  bool operator==(const Reshape&) const = default;
};

/// max(x, 0)
struct Relu {
  bool operator==(const Relu&) const = default;
};

/// x where x > 0, else negative_slope x
struct LeakyRelu {
  double negative_slope = 0.2;
  bool operator==(const LeakyRelu&) const = default;
};

struct Tanh {
  bool operator==(const Tanh&) const = default;
};

/// 1 / (1 + exp(-x))
struct Sigmoid {
  bool operator==(const Sigmoid&) const = default;
};

/// Behaviour visits this with no default case: a new kind does not compile until every reader handles it.
using LayerKind = std::variant<Linear, Conv2d, ConvTranspose2d, BatchNorm, Embedding, Reshape, Relu, LeakyRelu, Tanh, Sigmoid>;

struct Layer {
  Layer(std::string layer_name, LayerKind layer_kind) : name(std::move(layer_name)), kind(std::move(layer_kind)) {}
  template <class Kind>
  requires std::constructible_from<LayerKind, Kind> &&(!std::same_as<Kind, Layer>)Layer(Kind layer_kind)
      : kind(std::move(layer_kind)) {}  // a layer without parameters needs no name

  bool operator==(const Layer&) const = default;

  std::string name;  // PyTorch's parameter prefix
  LayerKind kind;
};

using Network = std::vector<Layer>;

/// How the networks see pixels, whose values are in [0, 1] everywhere else.
enum class PixelRange { unit, signed_unit };  // [0, 1] or [-1, 1]

/// A network that a model does not have is empty. What a spec is trained as follows from which ones it has, see the trainer.
struct ModelSpec {
  std::string id;     // "vae"
  std::string title;  // "Variational autoencoder"
  Shape sample;       // [channels, height, width]
  PixelRange pixels = PixelRange::unit;
  std::optional<SoundFormat> sound = {};  // where samples are sounds: a wave is a picture of height 1
  std::int64_t latent = 0;                // dimensions of z; of a classifier, its features
  std::int64_t classes = 0;               // that it generates on request, or tells apart; 0: none

  Network condition = {};             // [batch, classes] -> [batch, condition]: joins codes, and pictures where tells_encoder()
  Network encoder = {};               // [batch, sample] -> [batch, hidden]; without heads -> [batch, latent]
  Network encoder_mean = {};          // [batch, hidden] -> [batch, latent]
  Network encoder_log_variance = {};  // [batch, hidden] -> [batch, latent]
  Network decoder = {};               // [batch, latent] -> [batch, sample]
  Network classifier = {};            // [batch, latent] -> [batch, classes], logits of what the encoder saw
  // For training only: publishing leaves them out.
  Network discriminator = {};        // [batch, sample], or codes as the decoder takes them -> [batch, features]
  Network discriminator_score = {};  // [batch, features] -> [batch, 1], logit of being real
  Network discriminator_class = {};  // [batch, features] -> [batch, classes], logits

  bool operator==(const ModelSpec&) const = default;
};

/// The networks of a spec by name, in the order in which files and tables list them.
struct NamedNetwork {
  std::string_view name;
  const Network* network;
};
std::array<NamedNetwork, 9> networks(const ModelSpec& spec);

bool is_generative(const ModelSpec& spec);   // has a decoder
bool is_conditional(const ModelSpec& spec);  // has a decoder that takes a class
bool is_variational(const ModelSpec& spec);  // its encoder gives a posterior, not a point
bool tells_encoder(
    const ModelSpec& spec);  // its encoder takes the class too: one that begins with a convolution has no place for it
bool judges_codes(const ModelSpec& spec);  // its discriminator sees codes, not pictures

/// Width of a row that decode() takes: z, then one weight per class where the model is conditional.
std::int64_t code_width(const ModelSpec& spec);

/// Shape of what a layer or a network makes of one element of shape `shape`. Error invalid_argument: a layer that does not fit,
/// by name.
Result<Shape> output_shape(const Layer& layer, const Shape& shape);
Result<Shape> output_shape(const Network& network, Shape shape);

/// What a network takes, without the batch: of a valid spec, for a name that networks() lists.
Shape input_shape(const ModelSpec& spec, std::string_view network);

/// What is published of a trained spec: no discriminator, batch normalisation folded into the layer before it.
ModelSpec published(const ModelSpec& spec);

/// What of a spec sampling and decoding need: no encoder, classifier or discriminator.
ModelSpec drawing(const ModelSpec& spec);

/// Values in one sample, for example 784.
std::int64_t sample_width(const ModelSpec& spec);

/// What one sample costs the core, at most, on its way through every network that is published. Needs a valid spec.
struct Cost {
  std::int64_t multiply_adds = 0;  // or steps as costly
  std::int64_t widest = 0;         // values between two layers
};
Cost cost(const Network& network, Shape shape);
Cost cost(const ModelSpec& spec);

/// 1 to 64 of a-z, 0-9, - and _: what may stand in links and file names.
bool is_model_id(std::string_view text);

/// Every network fits its neighbours, names are unique, sizes are sane. The Error names the layer.
Result<void> validate(const ModelSpec& spec);

}  // namespace zscape
