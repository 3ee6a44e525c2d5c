// What every objective with a discriminator shares. Scores [batch] are logits of being real.
#pragma once

#include <torch/types.h>

namespace zscape {

torch::Tensor loss_of_real(const torch::Tensor& scores);  // the discriminator's for real, the generator's (non-saturating) for fake
torch::Tensor loss_of_fake(const torch::Tensor& scores);
torch::Tensor accuracy_of_real(const torch::Tensor& scores);
torch::Tensor accuracy_of_fake(const torch::Tensor& scores);

/// Standard deviation of each pixel over the batch, averaged: near 0 when all pictures are the same.
torch::Tensor spread(const torch::Tensor& pictures);

/// R1: the squared norm of the scores' gradient at `x`, per picture. Mescheder, Geiger and Nowozin, ICML 2018.
torch::Tensor gradient_penalty(const torch::Tensor& scores, const torch::Tensor& x);

}  // namespace zscape
