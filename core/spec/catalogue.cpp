#include "spec/catalogue.hpp"

#include <vector>

namespace zscape {
namespace {

ModelSpec vae() {
  return {
      .id = "vae",
      .title = "Variational autoencoder",
      .sample = {1, 28, 28},
      .latent = 20,
      .encoder = {{"fc1", Linear{784, 400}}, Relu{}},
      .encoder_mean = {{"fc21", Linear{400, 20}}},
      .encoder_log_variance = {{"fc22", Linear{400, 20}}},
      .decoder = {{"fc3", Linear{20, 400}}, Relu{}, {"fc4", Linear{400, 784}}, Sigmoid{}},
  };
}

}  // namespace

std::span<const ModelSpec> catalogue() {
  static const std::vector<ModelSpec> entries = {vae()};
  return entries;
}

Result<ModelSpec> find_model(std::string_view id) {
  std::string known;
  for (const ModelSpec& spec : catalogue()) {
    if (spec.id == id) return spec;
    known += (known.empty() ? "" : ", ") + spec.id;
  }
  return Error{ErrorCode::not_found, "no model \"" + std::string(id) + "\" in the catalogue; it has " + known};
}

}  // namespace zscape
