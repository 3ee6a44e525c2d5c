// What a model is, as a plain value: layers, shapes, parameter names, latent prior. The trainer builds LibTorch modules
// from it, nn builds its inference graph from it, and the weights file embeds it. Nothing here computes.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "spec/shape.hpp"

namespace zscape {

/// y = x W^T + b, parameters `<name>.weight` [out, in] and `<name>.bias` [out].
struct Linear {
  std::int64_t in = 0;
  std::int64_t out = 0;
  bool operator==(const Linear&) const = default;
};

/// max(x, 0)
struct Relu {
  bool operator==(const Relu&) const = default;
};

/// 1 / (1 + exp(-x))
struct Sigmoid {
  bool operator==(const Sigmoid&) const = default;
};

/// Behaviour visits this with no default case: a new kind does not compile until every reader handles it.
using LayerKind = std::variant<Linear, Relu, Sigmoid>;

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

struct ModelSpec {
  std::string id;                // "vae"
  std::string title;             // "Variational autoencoder"
  Shape sample;                  // [channels, height, width]; values in [0, 1]
  std::int64_t latent = 0;       // dimensions; the prior is N(0, I)
  Network encoder;               // [batch, sample] -> [batch, hidden], feeds both heads
  Network encoder_mean;          // [batch, hidden] -> [batch, latent]
  Network encoder_log_variance;  // [batch, hidden] -> [batch, latent]
  Network decoder;               // [batch, latent] -> [batch, sample]

  bool operator==(const ModelSpec&) const = default;
};

/// The networks of a spec by name, in the order in which files and tables list them.
struct NamedNetwork {
  std::string_view name;
  const Network* network;
};
std::array<NamedNetwork, 4> networks(const ModelSpec& spec);

/// Width of what `network` makes of rows of `width` values. Error invalid_argument: a layer that does not fit, by name.
Result<std::int64_t> output_width(const Network& network, std::int64_t width);

/// Values in one sample, for example 784.
std::int64_t sample_width(const ModelSpec& spec);

/// An upper bound of the values in one row anywhere in the model. Needs a valid spec.
std::int64_t widest(const ModelSpec& spec);

/// 1 to 64 of a-z, 0-9, - and _: what may stand in links and file names.
bool is_model_id(std::string_view text);

/// Every network fits its neighbours, names are unique, sizes are sane. The Error names the layer.
Result<void> validate(const ModelSpec& spec);

}  // namespace zscape
