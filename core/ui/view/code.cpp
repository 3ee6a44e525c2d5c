#include "ui/view/code.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include "base/sums.hpp"
#include "spec/model_spec.hpp"

namespace zscape {

Code code_of(std::span<const float> values) { return {values.begin(), values.end()}; }

std::span<float> class_weights(Code& code, const ModelSpec& spec) {
  return std::span(code).subspan(static_cast<std::size_t>(spec.latent));
}

std::optional<int> main_class(Code code, const ModelSpec& spec) {
  const std::span<float> weights = class_weights(code, spec);
  if (weights.empty()) return std::nullopt;
  return static_cast<int>(std::max_element(weights.begin(), weights.end()) - weights.begin());
}

float nearness(std::span<const float> code, std::span<const float> digit) {
  const double apart = squared_distance(code, digit);
  const double length = dot(digit, digit);
  if (apart == 0) return 1;
  return apart < length ? static_cast<float>(1 - std::sqrt(apart / length)) : 0;
}

}  // namespace zscape
