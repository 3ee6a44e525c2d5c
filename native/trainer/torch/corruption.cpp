#include "trainer/torch/corruption.hpp"

#include <torch/types.h>

namespace zscape {

torch::Tensor corrupt(const torch::Tensor& x, Corruption corruption, double level) {
  switch (corruption) {
    case Corruption::none:
      return x;
    case Corruption::gaussian:
      return x + level * torch::randn_like(x);
    case Corruption::masking:
      return x * (torch::rand_like(x) >= level);
    case Corruption::salt_and_pepper: {
      const torch::Tensor chance = torch::rand_like(x);
      const torch::Tensor peppered = torch::where(chance < 0.5 * level, torch::zeros_like(x), x);
      return torch::where(chance > 1.0 - 0.5 * level, torch::ones_like(x), peppered);
    }
  }
  return x;
}

}  // namespace zscape
