#include "trainer/metrics/sounds.hpp"

#include <cmath>

namespace zscape {

double log_spectral_distance_db(const torch::Tensor& original, const torch::Tensor& other, double range_db) {
  const torch::Tensor distance = (original - other).pow(2).mean(1).sqrt();  // [count, width]
  const torch::Tensor sounds = original.amax(1) > 0;
  return range_db * distance.masked_select(sounds).to(torch::kFloat64).mean().item<double>();
}

double signal_to_noise_db(const torch::Tensor& original, const torch::Tensor& other) {
  const auto energy = [](const torch::Tensor& x) { return x.to(torch::kFloat64).pow(2).sum().item<double>(); };
  return 10 * std::log10(energy(original) / energy(original - other));
}

}  // namespace zscape
