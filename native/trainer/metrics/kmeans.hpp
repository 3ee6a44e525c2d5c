// k-means, as the start of a mixture.
#pragma once

#include <torch/types.h>

#include <cstdint>

namespace zscape {

/// The cluster of each row of `x` [n, d], below k: [n], int64. k-means++ seeding (Arthur and Vassilvitskii 2007), then Lloyd's
/// iterations. `generator` is a CPU generator on every device, so that a seed means the same draws. n at least k.
torch::Tensor kmeans(const torch::Tensor& x, std::int64_t k, torch::Generator generator);

}  // namespace zscape
