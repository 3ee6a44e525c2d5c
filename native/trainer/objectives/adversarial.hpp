// Generative adversarial networks: Goodfellow et al., NIPS 2014, with the non-saturating loss on logits; with classes, Odena, Olah
// and Shlens, "Conditional image synthesis with auxiliary classifier GANs", ICML 2017.
#pragma once

#include "trainer/objectives/trainee.hpp"

namespace zscape {

/// Of the embeddings of classes.
void initialise_adversarial(TorchModel& model);

Losses update_adversarial(Trainee& trainee, const Batch& batch, double learning_rate);

}  // namespace zscape
