// Plain autoencoders: squared error, and what can be added: a noisy input (Vincent et al., "Stacked denoising autoencoders", JMLR
// 11, 2010), a KL penalty on the mean activation (Ng, "Sparse autoencoder", CS294A notes), winner-take-all codes (Makhzani and
// Frey, NIPS 2015), and greedy training layer by layer (Bengio et al., NIPS 2006).
#pragma once

#include "trainer/objectives/trainee.hpp"

namespace zscape {

/// `x` [count, sample] are training images.
void initialise_reconstruction(const Recipe& recipe, TorchModel& model, const torch::Tensor& x);

Losses update_reconstruction(Trainee& trainee, const Batch& batch, double learning_rate);

/// Whether after `epoch` finished epochs the next layer is pretrained, or all of them together: Adam then starts anew.
bool starts_stage(const Recipe& recipe, const ModelSpec& spec, std::int64_t epoch);

}  // namespace zscape
