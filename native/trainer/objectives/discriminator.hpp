// What the objectives with a discriminator share. Scores [batch] are logits of being real.
#pragma once

#include "trainer/objectives/trainee.hpp"

namespace zscape {

/// The discriminator's loss for scores of real samples; the generator's (non-saturating) for scores of what it made.
torch::Tensor loss_of_real(const torch::Tensor& scores);

/// The discriminator's loss for scores of generated samples.
torch::Tensor loss_of_fake(const torch::Tensor& scores);

/// The fraction of scores that are right.
torch::Tensor accuracy_of_real(const torch::Tensor& scores);
torch::Tensor accuracy_of_fake(const torch::Tensor& scores);

/// Standard deviation of each pixel over the batch, averaged: near 0 when all pictures are the same.
torch::Tensor spread(const torch::Tensor& pictures);

/// R1, the squared norm of the scores' gradient at real pictures (Mescheder, Geiger and Nowozin, ICML 2018), in every fourth update
/// with four times its weight (lazy regularisation, Karras et al., CVPR 2020).
class GradientPenalty {
 public:
  explicit GradientPenalty(const Trainee& trainee);

  /// `x`, prepared for a gradient by it where this update needs one.
  torch::Tensor watched(const torch::Tensor& x) const;

  /// To be added to the discriminator's loss; `scores` are those of `x`, which comes from watched().
  torch::Tensor operator()(const torch::Tensor& scores, const torch::Tensor& x) const;

 private:
  double weight_;  // 0: not in this update
};

}  // namespace zscape
