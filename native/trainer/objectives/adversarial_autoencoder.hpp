// Adversarial autoencoders: Makhzani et al., ICLR workshop 2016. The discriminator tells codes from draws of N(0, I).
#pragma once

#include "trainer/objectives/trainee.hpp"

namespace zscape {

Losses update_adversarial_autoencoder(Trainee& trainee, const Batch& batch, double learning_rate);

}  // namespace zscape
