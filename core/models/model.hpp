// A loaded model: decoder, encoder and what its file says of itself. Loading replays the golden record.
#pragma once

#include <cstddef>
#include <span>

#include "base/error.hpp"
#include "nn/graph.hpp"
#include "weights/model_file.hpp"

namespace zscape {

/// Diagonal Gaussian over latents.
struct Posterior {
  Matrix mean;          // [batch, latent]
  Matrix log_variance;  // [batch, latent]
};

class Model {
 public:
  /// Parses, builds and verifies. Errors as parse_model_file(); mismatch when the outputs are not the golden ones.
  static Result<Model> load(std::span<const std::byte> file);

  /// From parts that are already in memory; ignores `file.golden`.
  static Result<Model> build(const ModelFile& file);

  const ModelSpec& spec() const { return spec_; }
  const std::optional<Card>& card() const { return card_; }
  const std::string& tensors_sha256() const { return tensors_sha256_; }

  /// Whether the file carried a golden record, which then has been replayed; false for a foreign file.
  bool verified() const { return verified_; }

  Matrix decode(const Matrix& z) const;     // [batch, latent] -> [batch, sample], values in [0, 1]
  Posterior encode(const Matrix& x) const;  // [batch, sample] -> [batch, latent] twice

 private:
  ModelSpec spec_;
  std::optional<Card> card_;
  std::string tensors_sha256_;
  bool verified_ = false;
  Graph encoder_, encoder_mean_, encoder_log_variance_, decoder_;
};

}  // namespace zscape
