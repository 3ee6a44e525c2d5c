#include "latent/activity.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.hpp"
#include "base/sums.hpp"
#include "latent/step_work.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kSamples = 4;
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
  const std::int64_t left = std::ssize(mean_) * kSamples - pairs_;
  const std::int64_t count = std::min(left, pictures_per_step(model.spec()) / 2);
  Matrix codes(2 * count, samples_.cols());
  for (Eigen::Index i = 0; i < codes.rows(); ++i) {
    const std::int64_t pair = pairs_ + i / 2;
    const auto d = static_cast<std::size_t>(pair / kSamples);
    codes.row(i) = samples_.row(pair % kSamples);
    codes(i, static_cast<Eigen::Index>(d)) = range.nearest(mean_[d] + (i % 2 == 0 ? -kDeviations : kDeviations) * deviation_[d]);
  }
  const Matrix pictures = model.decode(codes);
  for (Eigen::Index low = 0; low < pictures.rows(); low += 2) {
    sum_ += rms_difference(row(pictures, low), row(pictures, low + 1));
    if (++pairs_ % kSamples == 0) values_.push_back(std::exchange(sum_, 0.0) / kSamples);
  }
}

}  // namespace zscape
