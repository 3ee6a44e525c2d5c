// A loaded model: decoder, encoder, classifier and what its file says of itself. Loading replays the golden record.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "base/error.hpp"
#include "models/prior.hpp"
#include "nn/graph.hpp"
#include "weights/model_file.hpp"

namespace zscape {

/// Diagonal Gaussian over latents.
struct Posterior {
  Matrix mean;          // [batch, latent]
  Matrix log_variance;  // [batch, latent]; [batch, 0] where the encoder gives a point
};

class Model {
 public:
  /// Parses, builds and verifies. Errors as parse_model_file(); mismatch when the outputs are not the golden ones.
  static Result<Model> load(std::span<const std::byte> file);

  /// From the first bytes of a file of `file_bytes`, see parse_first_part(): it draws, and neither encodes nor classifies yet. What
  /// it draws is verified, the tensors are not.
  static Result<Model> load_first(std::span<const std::byte> first, std::uint64_t file_bytes);

  /// From parts that are already in memory; ignores `file.golden`.
  static Result<Model> build(const ModelFile& file);

  const ModelSpec& spec() const { return spec_; }
  const std::optional<Card>& card() const { return card_; }
  const std::optional<Prior>& prior() const { return prior_; }
  const std::string& tensors_sha256() const { return tensors_sha256_; }

  /// Whether the file carried a golden record, which then has been replayed; false for a foreign file.
  bool verified() const { return verified_; }

  bool is_whole() const { return is_whole_; }  // false of one that load_first() made
  bool has_decoder() const { return is_generative(spec_); }
  bool has_encoder() const { return is_whole_ && !spec_.encoder.empty(); }
  bool has_classifier() const { return is_whole_ && !spec_.classifier.empty(); }

  /// Rows of z, then one weight per class where the model is conditional, to pictures. Values outside [0, 1] are clamped.
  Matrix decode(const Matrix& codes) const;  // [batch, code_width(spec)] -> [batch, sample]

  /// What single units of a code add to the picture: decode(unit) - decode(0) of units first, first + 1, ..., before values are
  /// clamped, each scaled to a largest magnitude of 0.5 and moved to 0.5.
  Matrix features(std::int64_t first, std::int64_t count) const;  // [count, sample]

  /// `x` in [0, 1]; `classes` are one weight per class, of a conditional model alone.
  Posterior encode(const Matrix& x /* [batch, sample] */, const Matrix& classes = {} /* [batch, classes] */) const;

  /// Probabilities of the classes.
  Matrix classify(const Matrix& x) const;  // [batch, sample] in [0, 1] -> [batch, classes]

  /// Draws from the prior: the fitted one, or N(0, I). `temperature` scales sigma. The class of every row of a conditional model is
  /// `label`, or without one (first + i) % classes; other models take no label. Row i depends on (seed, first + i) alone.
  Matrix sample(std::uint64_t seed, std::uint64_t first, std::int64_t count, float temperature,
                std::optional<int> label = {}) const;  // [count, code_width(spec)]

  /// What sample() makes of noise that the caller chose, [count, noise_width()]; N(0, I) has the prior's distribution.
  Matrix codes(const Matrix& noise, std::uint64_t seed, std::uint64_t first, std::optional<int> label = {}) const;
  std::int64_t noise_width() const { return prior_ ? prior_->rank() : spec_.latent; }

  /// Any latents, [count, latent], as codes: with classes as sample() gives them.
  Matrix with_classes(const Matrix& z, std::uint64_t first, std::optional<int> label = {}) const;

 private:
  /// build(), and the golden record where there is one.
  static Result<Model> build_verified(const ModelFile& file);
  Matrix conditioned(const Matrix& x, const Matrix& classes) const;

  ModelSpec spec_;
  std::optional<Card> card_;
  std::optional<Prior> prior_;
  std::string tensors_sha256_;
  bool is_whole_ = true;
  bool verified_ = false;
  Graph condition_, encoder_, encoder_mean_, encoder_log_variance_, decoder_, classifier_;
};

}  // namespace zscape
