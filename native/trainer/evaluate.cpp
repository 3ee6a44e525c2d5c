#include "evaluate.hpp"

#include <torch/utils.h>

#include <algorithm>

#include "torch_vae.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kBatch = 1000;

}  // namespace

Elbo evaluate(const ModelSpec& spec, const TensorMap& weights, const IdxImages& images, const std::string& device) {
  const torch::NoGradGuard no_gradients;
  TorchVae vae(spec);
  set_weights(vae, weights);
  vae.to(torch::Device(device));
  torch::manual_seed(kEvaluationSeed);
  const torch::Tensor pixels =
      torch::from_blob(const_cast<std::uint8_t*>(images.pixels.data()), {images.count, sample_width(spec)}, torch::kUInt8);
  double reconstruction = 0.0, kl = 0.0;
  for (std::int64_t first = 0; first < images.count; first += kBatch) {
    const std::int64_t size = std::min(kBatch, images.count - first);
    const torch::Tensor x = pixels.narrow(0, first, size).to(torch::Device(device)).to(torch::kFloat32) / 255.0;
    const TorchVae::Code code = vae.encode(x);
    kl += kl_divergence(code).item<double>();
    for (int sample = 0; sample < kPosteriorSamples; ++sample) {
      const torch::Tensor noise = torch::randn({size, spec.latent}).to(torch::Device(device));  // the CPU's: equal on every device
      reconstruction += reconstruction_loss(vae.decode_logits(reparameterise(code, noise)), x).item<double>();
    }
  }
  const auto count = static_cast<double>(images.count);
  return {.reconstruction = reconstruction / (count * kPosteriorSamples), .kl = kl / count};
}

Matrix reconstruct(const ModelSpec& spec, const TensorMap& weights, const Matrix& x) {
  const torch::NoGradGuard no_gradients;
  TorchVae vae(spec);
  set_weights(vae, weights);
  const torch::Tensor input = torch::from_blob(const_cast<float*>(x.data()), {x.rows(), x.cols()}, torch::kFloat32);
  const torch::Tensor output = vae.decode(vae.encode(input).mean).contiguous();
  return Eigen::Map<const Matrix>(output.data_ptr<float>(), output.size(0), output.size(1));
}

Matrix pixel_values(const IdxImages& images) {
  const auto pixels = Eigen::Map<const Eigen::Matrix<std::uint8_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
      images.pixels.data(), images.count, images.height * images.width);
  return pixels.cast<float>() / 255.0f;
}

}  // namespace zscape
