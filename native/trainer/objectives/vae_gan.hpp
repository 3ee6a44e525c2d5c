// VAE/GAN: Larsen et al., "Autoencoding beyond pixels using a learned similarity metric", ICML 2016. The decoder is the generator,
// and reconstructions are compared in the discriminator's features.
#pragma once

#include "trainer/objectives/trainee.hpp"

namespace zscape {

Losses update_vae_gan(Trainee& trainee, const Batch& batch, double learning_rate);

}  // namespace zscape
