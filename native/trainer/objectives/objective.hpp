// One update of a model from one batch, by the objective that its spec asks for. Each objective has its own file; update() chooses.
#pragma once

#include <torch/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adam.hpp"
#include "recipe.hpp"
#include "torch_model.hpp"

namespace zscape {

struct Batch {
  torch::Tensor x;        // [batch, sample], in [0, 1]
  torch::Tensor labels;   // [batch], int64
  torch::Tensor classes;  // [batch, classes], one-hot; undefined for models without classes
};

/// What is being trained, and how far it is.
struct Trainee {
  const Recipe& recipe;
  TorchModel model;
  Adam adam;               // of everything but the discriminator
  Adam discriminator;      // of the discriminator
  std::int64_t epoch = 0;  // finished

  Trainee(const Recipe& of, const ModelSpec& spec, torch::Device device);
};

/// Means over the batch, on the device, in the order in which they are shown.
using Losses = std::vector<std::pair<std::string, torch::Tensor>>;

/// One update at `learning_rate`. Adam's gradients are gone afterwards.
Losses update(Trainee& trainee, const Batch& batch, double learning_rate);

Losses update_reconstruction(Trainee& trainee, const Batch& batch, double learning_rate);
Losses update_elbo(Trainee& trainee, const Batch& batch, double learning_rate);
Losses update_adversarial(Trainee& trainee, const Batch& batch, double learning_rate);
Losses update_adversarial_autoencoder(Trainee& trainee, const Batch& batch, double learning_rate);
Losses update_vae_gan(Trainee& trainee, const Batch& batch, double learning_rate);
Losses update_classification(Trainee& trainee, const Batch& batch, double learning_rate);

/// What a spec's fresh weights need before the first update; `x` [count, sample] are training images.
void initialise(const Recipe& recipe, TorchModel& model, const torch::Tensor& x);

void initialise_reconstruction(const Recipe& recipe, TorchModel& model, const torch::Tensor& x);
void initialise_adversarial(TorchModel& model);

/// Whether after `epoch` finished epochs the next layer is pretrained, or all of them together: Adam then starts anew.
bool starts_stage(const Recipe& recipe, const ModelSpec& spec, std::int64_t epoch);

/// Why a finished epoch's means show that one network has beaten the other for good; nothing while they are in balance.
std::optional<std::string> collapse(const std::vector<std::pair<std::string, double>>& means);

// Losses, each a sum over the batch in nats.

/// Binary cross-entropy of the pixels.
torch::Tensor reconstruction_loss(const torch::Tensor& logits, const torch::Tensor& x);

/// Whether pixels are Bernoulli's; else they are Gaussian.
bool is_bernoulli(const ModelSpec& spec);

/// Negative log-likelihood of x under Gaussians around y whose one variance is the best for the batch: Rybkin, Daniilidis and
/// Levine, "Simple and effective VAE training with calibrated decoders", ICML 2021. A density: it may be negative.
torch::Tensor gaussian_loss(const torch::Tensor& y, const torch::Tensor& x);

/// Of the posterior from N(0, I) (Kingma and Welling, "Auto-encoding variational Bayes", ICLR 2014, appendix B).
torch::Tensor kl_divergence(const Code& code);

/// z = mean + sigma * noise.
torch::Tensor reparameterise(const Code& code, const torch::Tensor& noise);

/// One-hot rows [labels, classes].
torch::Tensor one_hot_rows(const torch::Tensor& labels, std::int64_t classes);

/// [batch]: cross-entropy of labels with logits, the targets smoothed (Szegedy et al., CVPR 2016).
torch::Tensor cross_entropy(const torch::Tensor& logits, const torch::Tensor& labels, double label_smoothing = 0.0);

}  // namespace zscape
