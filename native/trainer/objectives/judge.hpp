// What every objective with a discriminator shares. Scores [batch] are logits of being real.
#pragma once

#include "objectives/objective.hpp"

namespace zscape {

torch::Tensor loss_of_real(const torch::Tensor& scores);  // the discriminator's for real, the generator's (non-saturating) for fake
torch::Tensor loss_of_fake(const torch::Tensor& scores);
torch::Tensor accuracy_of_real(const torch::Tensor& scores);
torch::Tensor accuracy_of_fake(const torch::Tensor& scores);

/// Standard deviation of each pixel over the batch, averaged: near 0 when all pictures are the same.
torch::Tensor spread(const torch::Tensor& pictures);

/// R1, the squared norm of the scores' gradient at real pictures (Mescheder, Geiger and Nowozin, ICML 2018), in every fourth update
/// with four times its weight (lazy regularisation, Karras et al., CVPR 2020).
class GradientPenalty {
 public:
  explicit GradientPenalty(const Trainee& trainee);

  /// `x`, such that scores of it can be differentiated by it where this update needs that.
  torch::Tensor watched(const torch::Tensor& x) const;

  /// What joins the discriminator's loss; `x` and what it was scored.
  torch::Tensor operator()(const torch::Tensor& scores, const torch::Tensor& x) const;

 private:
  double weight_;  // 0: not in this update
};

}  // namespace zscape
