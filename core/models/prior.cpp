#include "models/prior.hpp"

#include <limits>

#include "base/philox.hpp"

namespace zscape {
namespace {

std::size_t choose_component(std::span<const float> weight, float uniform) {
  double total = 0.0;
  for (const float w : weight) total += w;
  double below = 0.0;
  std::size_t last = 0;  // with a weight at all
  for (std::size_t c = 0; c < weight.size(); ++c) {
    if (weight[c] == 0.0f) continue;
    below += weight[c];
    last = c;
    if (uniform * total < below) break;
  }
  return last;
}

}  // namespace

Matrix sample_latents(std::int64_t latent, std::uint64_t seed, std::uint64_t first, std::int64_t count, float temperature) {
  Matrix z(count, latent);
  for (std::int64_t i = 0; i < count; ++i) fill_normals(seed, first + static_cast<std::uint64_t>(i), row(z, i));
  z *= temperature;
  return z;
}

Range code_range(const ModelSpec& spec) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  if (spec.encoder.empty() || is_variational(spec)) return {-kInfinity, kInfinity};
  const LayerKind& last = spec.encoder.back().kind;
  if (std::holds_alternative<Relu>(last)) return {0.0f, kInfinity};
  if (std::holds_alternative<Sigmoid>(last)) return {0.0f, 1.0f};
  return {-kInfinity, kInfinity};
}

Matrix place_noise(const Prior& prior, const Matrix& noise, std::uint64_t seed, std::uint64_t first,
                   std::span<const std::int64_t> labels) {
  const std::int64_t latent = prior.mean.shape[1];
  const std::int64_t rank = prior.rank();
  check(noise.cols() == rank, "a fitted prior takes rows of its rank");
  check(!prior.depends_on_class() || std::ssize(labels) == noise.rows(), "a prior of classes takes the class of each row");
  Matrix z(noise.rows(), latent);
  for (Eigen::Index i = 0; i < noise.rows(); ++i) {
    float uniform = 0.0f;
    fill_uniforms(seed, first + static_cast<std::uint64_t>(i), {&uniform, 1});
    const std::int64_t label = labels.empty() ? 0 : labels[static_cast<std::size_t>(i)];
    const auto component = static_cast<std::int64_t>(choose_component(prior.weights_of(label), uniform));
    const float* mean = prior.mean.values.data() + component * latent;
    const float* factor = prior.factor.values.data() + component * latent * rank;
    for (std::int64_t j = 0; j < latent; ++j) {
      double sum = mean[j];  // in double and in order; a product of two floats is exact there
      for (std::int64_t k = 0; k < rank; ++k) sum += static_cast<double>(factor[j * rank + k]) * noise(i, k);
      z(i, j) = static_cast<float>(sum);
    }
  }
  return z;
}

}  // namespace zscape
