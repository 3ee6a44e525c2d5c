// The evidence lower bound: Kingma and Welling, "Auto-encoding variational Bayes", ICLR 2014; with a class, Sohn, Lee and Yan,
// "Learning structured output representation using deep conditional generative models", NIPS 2015.
#pragma once

#include "trainer/objectives/trainee.hpp"

namespace zscape {

Losses update_elbo(Trainee& trainee, const Batch& batch, double learning_rate);

}  // namespace zscape
