#include "weights/prior.hpp"

#include <algorithm>
#include <cmath>

namespace zscape {
namespace {

constexpr std::int64_t kMostComponents = 256;
constexpr std::int64_t kMostValues = 1 << 24;
constexpr double kSumTolerance = 0.01;  // half precision moves a sum of 256 weights by a thousandth

Error corrupt(std::string_view name, const std::string& problem) {
  return {ErrorCode::corrupt, "tensor \"prior." + std::string(name) + "\" " + problem};
}

Result<void> expect_shape(std::string_view name, const Tensor& tensor, const Shape& expected) {
  if (tensor.shape == expected && static_cast<std::int64_t>(tensor.values.size()) == element_count(expected)) return {};
  return Error{ErrorCode::mismatch, "tensor \"prior." + std::string(name) + "\" has shape " + to_string(tensor.shape) +
                                        ": expected " + to_string(expected)};
}

}  // namespace

Result<void> validate(const Prior& prior, std::int64_t latent) {
  const std::int64_t components = prior.weight.shape.size() == 1 ? prior.weight.shape[0] : 0;
  if (components < 1 || components > kMostComponents)
    return corrupt("weight", "should have one dimension of 1 to " + std::to_string(kMostComponents) + " components, found shape " +
                                 to_string(prior.weight.shape));
  ZSCAPE_TRY_VOID(expect_shape("weight", prior.weight, {components}));
  ZSCAPE_TRY_VOID(expect_shape("mean", prior.mean, {components, latent}));
  const std::int64_t rank = prior.factor.shape.size() == 3 ? prior.factor.shape[2] : 0;
  if (rank < 1 || rank > latent)
    return corrupt("factor", "should have shape [components, latent, rank] with a rank of 1 to " + std::to_string(latent) +
                                 ", found " + to_string(prior.factor.shape));
  ZSCAPE_TRY_VOID(expect_shape("factor", prior.factor, {components, latent, rank}));
  if (prior.factor.values.size() > kMostValues)
    return corrupt("factor", "has " + std::to_string(prior.factor.values.size()) + " values, at most " +
                                 std::to_string(kMostValues) + " are sane");

  for (const auto& [name, tensor] : {std::pair{"weight", &prior.weight}, {"mean", &prior.mean}, {"factor", &prior.factor}})
    if (!std::all_of(tensor->values.begin(), tensor->values.end(), [](float value) { return std::isfinite(value); }))
      return corrupt(name, "holds a value that is not finite");
  double sum = 0.0;
  for (const float weight : prior.weight.values) {
    if (weight < 0.0f) return corrupt("weight", "holds a negative weight, " + std::to_string(weight));
    sum += weight;
  }
  if (std::abs(sum - 1.0) > kSumTolerance) return corrupt("weight", "should sum to 1, found " + std::to_string(sum));
  return {};
}

}  // namespace zscape
