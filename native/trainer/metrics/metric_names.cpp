#include "trainer/metrics/metric_names.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/error.hpp"

namespace zscape {
namespace {

constexpr MetricName kNames[] = {
    {"accuracy", "accuracy", 4},
    {"elbo_loss_nats", "negative ELBO per image, nats", 2},
    {"reconstruction_nats", "reconstruction (binary cross-entropy, summed over pixels), nats", 2},
    {"kl_nats", "KL divergence from N(0, I), summed over latents, nats", 2},
    {"active_units", "active latent dimensions (variance of the mean above 0.01)", 0},
    {"mse", "reconstruction, mean squared error per pixel", 5},
    {"psnr_db", "reconstruction, peak signal-to-noise ratio, dB", 2},
    {"log_spectral_distance_db", "reconstructed sounds, log-spectral distance, dB", 2},
    {"signal_to_noise_db", "reconstructed sounds, signal-to-noise ratio, dB", 2},
    {"reconstruction_accuracy", "reconstructed sounds in which the classifier reads the class", 4},
    {"denoising_psnr_gaussian_db", "denoising, Gaussian noise of 0.3, PSNR, dB", 2},
    {"denoising_psnr_masking_db", "denoising, half of the pixels masked, PSNR, dB", 2},
    {"denoising_psnr_salt_and_pepper_db", "denoising, salt and pepper on a quarter of the pixels, PSNR, dB", 2},
    {"mean_activation", "mean activation of the code", 4},
    {"active_fraction", "fraction of the code that is not zero", 4},
    {"dead_units", "code units that are zero for every image", 0},
    {"code_mean_norm", "norm of the codes' mean (N(0, I): 0)", 3},
    {"code_covariance_distance", "distance of the codes' covariance from I, per dimension", 3},
    {"probe_accuracy", "linear probe of the codes, accuracy", 4},
    {"conditional_accuracy", "samples in which the classifier reads the requested class", 4},
    {"class_share_min", "share of the rarest class among samples", 4},
    {"class_share_max", "share of the commonest class among samples", 4},
    {"class_kl_nats", "KL divergence of the classes of samples from uniform, nats", 4},
    {"frechet_distance", "Frechet distance of samples", 2},
    {"frechet_distance_standard_normal", "the same, latents from N(0, I) instead of the fitted prior", 2},
    {"frechet_distance_floor", "Frechet distance of training images: the floor", 2},
    {"precision", "precision of samples", 4},
    {"recall", "recall of samples", 4},
    {"density", "density of samples", 4},
    {"coverage", "coverage of samples", 4},
};

const MetricName* find(std::string_view key) {
  const auto found = std::find_if(std::begin(kNames), std::end(kNames), [&](const MetricName& name) { return name.key == key; });
  return found == std::end(kNames) ? nullptr : found;
}

const MetricName& named(std::string_view key) {
  const MetricName* found = find(key);
  check(found, "a metric with a name");
  return *found;
}

}  // namespace

std::span<const MetricName> metric_names() { return kNames; }

bool is_metric(std::string_view key) { return find(key); }

std::string_view metric_title(std::string_view key) { return named(key).title; }

std::string metric_text(std::string_view key, double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", named(key).decimals, value);
  return text;
}

}  // namespace zscape
