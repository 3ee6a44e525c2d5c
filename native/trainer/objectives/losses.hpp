// The terms that objectives are made of. Losses are sums over the batch, in nats.
#pragma once

#include <torch/types.h>

#include "spec/model_spec.hpp"
#include "trainer/torch/torch_model.hpp"

namespace zscape {

/// Binary cross-entropy of the pixels.
torch::Tensor reconstruction_loss(const torch::Tensor& logits, const torch::Tensor& x);

/// Whether the decoder gives the probabilities of Bernoulli pixels; else pixels are Gaussian.
bool is_bernoulli(const ModelSpec& spec);

/// Negative log-likelihood of x under Gaussians around y whose one variance is the best for the batch: Rybkin, Daniilidis and
/// Levine, "Simple and effective VAE training with calibrated decoders", ICML 2021. A density: it may be negative.
torch::Tensor gaussian_loss(const torch::Tensor& y, const torch::Tensor& x);

/// Of the posterior from N(0, I) (Kingma and Welling, "Auto-encoding variational Bayes", ICLR 2014, appendix B).
torch::Tensor kl_divergence(const Encoded& encoded);

/// z = mean + sigma * noise.
torch::Tensor reparameterise(const Encoded& encoded, const torch::Tensor& noise);

/// [batch]: cross-entropy of labels with logits, the targets smoothed (Szegedy et al., CVPR 2016).
torch::Tensor cross_entropy(const torch::Tensor& logits, const torch::Tensor& labels, double label_smoothing = 0.0);

}  // namespace zscape
