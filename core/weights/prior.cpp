#include "weights/prior.hpp"

#include <algorithm>
#include <cmath>

namespace zscape {
namespace {

constexpr std::int64_t kMaxValues = 1 << 24;
constexpr double kSumTolerance = 0.01;  // half precision moves a sum of 256 weights by a thousandth

Error corrupt_prior(std::string_view name, const std::string& problem) {
  return {ErrorCode::corrupt, "tensor \"prior." + std::string(name) + "\" " + problem};
}

Result<void> expect_shape(std::string_view name, const Tensor& tensor, const Shape& expected) {
  if (tensor.shape == expected && static_cast<std::int64_t>(tensor.values.size()) == element_count(expected)) return {};
  return Error{ErrorCode::mismatch, "tensor \"prior." + std::string(name) + "\" has shape " + to_string(tensor.shape) +
                                        ": expected " + to_string(expected)};
}

// Components, and weights of each class before them where there are such.
Result<std::int64_t> components_of(const Shape& weight, std::int64_t classes) {
  const bool by_class = classes > 0 && weight.size() == 2 && weight[0] == classes;
  const std::int64_t components = weight.size() == 1 || by_class ? weight.back() : 0;
  if (components >= 1 && components <= kMaxComponents) return components;
  const std::string most = std::to_string(kMaxComponents);
  return corrupt_prior("weight", "should have one dimension of 1 to " + most + " components" +
                                     (classes > 0 ? ", or shape [" + std::to_string(classes) + ", 1 to " + most + "]" : "") +
                                     ", found shape " + to_string(weight));
}

Result<void> expect_distribution(std::span<const float> weights) {
  double sum = 0.0;
  for (const float weight : weights) {
    if (weight < 0.0f) return corrupt_prior("weight", "holds a negative weight, " + std::to_string(weight));
    sum += weight;
  }
  if (std::abs(sum - 1.0) > kSumTolerance) return corrupt_prior("weight", "should sum to 1, found " + std::to_string(sum));
  return {};
}

}  // namespace

std::vector<double> Prior::mean_weights() const {
  const auto k = static_cast<std::size_t>(components());
  const auto rows = static_cast<double>(weight.values.size() / k);
  std::vector<double> means(k);
  for (std::size_t i = 0; i < weight.values.size(); ++i) means[i % k] += weight.values[i] / rows;
  return means;
}

Result<void> validate(const Prior& prior, std::int64_t latent, std::int64_t classes) {
  ZSCAPE_TRY(const std::int64_t components, components_of(prior.weight.shape, classes));
  ZSCAPE_TRY_VOID(expect_shape("weight", prior.weight, prior.weight.shape));
  ZSCAPE_TRY_VOID(expect_shape("mean", prior.mean, {components, latent}));
  const std::int64_t rank = prior.factor.shape.size() == 3 ? prior.factor.shape[2] : 0;
  if (rank < 1 || rank > latent)
    return corrupt_prior("factor", "should have shape [components, latent, rank] with a rank of 1 to " + std::to_string(latent) +
                                       ", found " + to_string(prior.factor.shape));
  ZSCAPE_TRY_VOID(expect_shape("factor", prior.factor, {components, latent, rank}));
  if (prior.factor.values.size() > kMaxValues)
    return corrupt_prior("factor", "has " + std::to_string(prior.factor.values.size()) + " values, at most " +
                                       std::to_string(kMaxValues) + " are sane");

  for (const auto& [name, tensor] : {std::pair{"weight", &prior.weight}, {"mean", &prior.mean}, {"factor", &prior.factor}})
    if (!std::all_of(tensor->values.begin(), tensor->values.end(), [](float value) { return std::isfinite(value); }))
      return corrupt_prior(name, "holds a value that is not finite");
  for (std::int64_t label = 0; label < (prior.depends_on_class() ? classes : 1); ++label)
    ZSCAPE_TRY_VOID(expect_distribution(prior.weights_of(label)));
  return {};
}

}  // namespace zscape
