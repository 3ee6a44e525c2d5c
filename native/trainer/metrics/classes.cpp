#include "trainer/metrics/classes.hpp"

#include "base/error.hpp"

namespace zscape {

torch::Tensor class_histogram(const torch::Tensor& labels, std::int64_t classes) {
  const torch::Tensor histogram = at::bincount(labels.to(torch::kCPU, torch::kInt64), {}, classes);
  check(histogram.size(0) == classes, "labels are below the number of classes");
  return histogram;
}

double kl_from_uniform(const torch::Tensor& histogram) {
  const torch::Tensor p = histogram.to(torch::kFloat64) / histogram.sum().to(torch::kFloat64);
  return at::xlogy(p, p * static_cast<double>(p.numel())).sum().item<double>();
}

double conditional_accuracy(const torch::Tensor& requested, const torch::Tensor& read) {
  check(requested.dim() == 1 && requested.sizes() == read.sizes(), "as many labels are read as were requested");
  return (requested == read).to(torch::kFloat64).mean().item<double>();
}

}  // namespace zscape
