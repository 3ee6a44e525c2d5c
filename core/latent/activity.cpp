#include "latent/activity.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/sums.hpp"
#include "latent/step_work.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kSamples = 4;
constexpr std::int64_t kRows = 2 * kSamples;  // of one dimension: each sample with the low value, then each with the high one
constexpr std::uint64_t kSeed = 1;
constexpr float kDeviations = 2.0f;

double rms_difference(std::span<const float> a, std::span<const float> b) {
  return std::sqrt(squared_distance(a, b) / static_cast<double>(a.size()));
}

}  // namespace

Activity::Activity(const Model& model, std::span<const float> mean, std::span<const float> deviation)
    : mean_(mean.begin(), mean.end()),
      deviation_(deviation.begin(), deviation.end()),
      samples_(model.sample(kSeed, 0, kSamples, 1.0f)) {
  check(std::ssize(mean) == model.spec().latent && mean.size() == deviation.size(), "activity takes moments of every dimension");
}

void Activity::step(const Model& model) {
  if (done()) return;
  const Range range = code_range(model.spec());
  const auto first = std::ssize(values_);
  const std::int64_t at_once = std::max<std::int64_t>(1, pictures_per_step(model.spec()) / kRows);
  const auto count = std::min<std::int64_t>(at_once, std::ssize(mean_) - first);
  Matrix codes = samples_.replicate(2 * count, 1);
  for (Eigen::Index i = 0; i < codes.rows(); ++i) {
    const auto d = static_cast<std::size_t>(first + i / kRows);
    const float deviations = i % kRows < kSamples ? -kDeviations : kDeviations;
    codes(i, static_cast<Eigen::Index>(d)) = range.nearest(mean_[d] + deviations * deviation_[d]);
  }
  const Matrix pictures = model.decode(codes);
  for (Eigen::Index low = 0; low < pictures.rows(); low += kRows) {
    double sum = 0.0;
    for (Eigen::Index i = low; i < low + kSamples; ++i) sum += rms_difference(row(pictures, i), row(pictures, i + kSamples));
    values_.push_back(sum / kSamples);
  }
}

}  // namespace zscape
