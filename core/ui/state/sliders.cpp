// Moments of the prior, and the order of the dimensions.
#include "ui/state/sliders.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/model.hpp"
#include "models/prior.hpp"
#include "ui/view/limits.hpp"
#include "weights/prior.hpp"

namespace zscape {
namespace {

constexpr float kMinDeviation = 1e-3f;  // a unit that never changes keeps a slider that can be moved
constexpr double kQuiet = 0.01;         // of the largest activity

/// Mean and standard deviation of each dimension of the mixture.
void set_moments(Sliders& sliders, const Prior& prior) {
  const std::size_t latent = sliders.mean.size();
  const auto rank = static_cast<std::size_t>(prior.rank());
  std::vector<double> mean(latent), square(latent);
  const std::vector<double> weights = prior.mean_weights();
  for (std::size_t c = 0; c < weights.size(); ++c) {
    const double weight = weights[c];
    for (std::size_t d = 0; d < latent; ++d) {
      const double centre = prior.mean.values[c * latent + d];
      double variance = 0;
      for (std::size_t k = 0; k < rank; ++k)
        variance += std::pow(static_cast<double>(prior.factor.values[(c * latent + d) * rank + k]), 2);
      mean[d] += weight * centre;
      square[d] += weight * (centre * centre + variance);
    }
  }
  for (std::size_t d = 0; d < latent; ++d) {
    sliders.mean[d] = static_cast<float>(mean[d]);
    sliders.deviation[d] = std::max(kMinDeviation, static_cast<float>(std::sqrt(std::max(0.0, square[d] - mean[d] * mean[d]))));
  }
}

void order_by_activity(Sliders& sliders) {
  const std::vector<double>& activity = sliders.activity->values();
  const auto of = [&](int dimension) { return activity[static_cast<std::size_t>(dimension)]; };
  std::stable_sort(sliders.order.begin(), sliders.order.end(), [&](int a, int b) { return of(a) > of(b); });
  const double least = kQuiet * of(sliders.order.front());
  sliders.quiet = static_cast<int>(std::count_if(activity.begin(), activity.end(), [&](double value) { return value < least; }));
  sliders.ordered = true;
  sliders.first = 0;
}

}  // namespace

float Sliders::variation(int dimension, int step) const {
  const float middle = mean[static_cast<std::size_t>(dimension)];
  const float part = 2.0f * static_cast<float>(step) / static_cast<float>(kVariations - 1) - 1.0f;  // [-1, 1]
  return middle + std::abs(part) * (at(dimension, part < 0 ? -2.0f : 2.0f) - middle);
}

std::vector<int> Sliders::dimensions() const {
  const auto begin = order.begin() + first;
  return {begin, begin + std::min(page, listed() - first)};
}

void arrange(Sliders& sliders, const Model& model) {
  const auto latent = static_cast<std::size_t>(model.spec().latent);
  if (sliders.model != model.tensors_sha256() || sliders.mean.size() != latent) {
    sliders = {.model = model.tensors_sha256(),
               .mean = std::vector<float>(latent, 0.0f),
               .deviation = std::vector<float>(latent, 1.0f),
               .range = code_range(model.spec())};
    if (model.prior()) set_moments(sliders, *model.prior());
    sliders.activity.emplace(model, sliders.mean, sliders.deviation);
    sliders.order.resize(latent);
    std::iota(sliders.order.begin(), sliders.order.end(), 0);
  }
  if (sliders.activity->done() && !sliders.ordered && !sliders.in_use) order_by_activity(sliders);
}

bool wants_order(const Sliders& sliders) {
  return sliders.activity && (!sliders.activity->done() || (!sliders.ordered && !sliders.in_use));
}

}  // namespace zscape
