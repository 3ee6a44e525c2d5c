// Classifiers: cross-entropy of the labels.
#pragma once

#include "trainer/objectives/trainee.hpp"

namespace zscape {

Losses update_classification(Trainee& trainee, const Batch& batch, double learning_rate);

}  // namespace zscape
