// LibTorch against the core: for every model of the catalogue, the same parameter names and shapes in LibTorch's module, the
// spec's table, the inference graphs and the file; and the same outputs up to rounding.
#include "torch_vae.hpp"
// LibTorch comes before Catch2: both define CHECK, and the tests mean Catch2's.
#undef CHECK
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "models/model.hpp"
#include "models/prior.hpp"
#include "nn/graph.hpp"
#include "spec/catalogue.hpp"
#include "spec/parameters.hpp"
#include "weights/manifest.hpp"
#include "weights/model_file.hpp"

namespace zscape {

std::ostream& operator<<(std::ostream& out, const Parameter& p) { return out << p.name << " " << to_string(p.shape); }

namespace {

namespace fs = std::filesystem;

constexpr float kTolerance = 1e-5f;

std::vector<Parameter> sorted(std::vector<Parameter> table) {
  std::sort(table.begin(), table.end(), [](const Parameter& a, const Parameter& b) { return a.name < b.name; });
  return table;
}

ModelFile random_model(const ModelSpec& spec, std::uint64_t seed) {
  torch::manual_seed(seed);
  return {
      .spec = spec, .tensors = weights_of(TorchVae(spec)), .storage = Dtype::f32, .card = {}, .golden = {}, .tensors_sha256 = {}};
}

torch::Tensor to_torch(const Matrix& m) { return torch::from_blob(const_cast<float*>(m.data()), {m.rows(), m.cols()}).clone(); }

float greatest_difference(const Matrix& core, const torch::Tensor& torch_output) {
  REQUIRE(torch_output.sizes() == torch::IntArrayRef({core.rows(), core.cols()}));
  return (to_torch(core) - torch_output).abs().max().item<float>();
}

// Decodes draws from the prior and encodes the pictures that they give.
void compare_outputs(const Model& model, const TensorMap& weights, std::int64_t batch) {
  const torch::NoGradGuard no_gradients;
  TorchVae vae(model.spec());
  set_weights(vae, weights);
  const Matrix z = sample_latents(model.spec().latent, 11, 0, batch);
  const Matrix pictures = model.decode(z);
  CHECK(greatest_difference(pictures, vae.decode(to_torch(z))) <= kTolerance);
  const Posterior posterior = model.encode(pictures);
  const TorchVae::Code code = vae.encode(to_torch(pictures));
  CHECK(greatest_difference(posterior.mean, code.mean) <= kTolerance);
  CHECK(greatest_difference(posterior.log_variance, code.log_variance) <= kTolerance);
}

}  // namespace

TEST_CASE("LibTorch's module has the spec's parameters, in its order", "[parity]") {
  for (const ModelSpec& spec : catalogue()) {
    CAPTURE(spec.id);
    std::vector<Parameter> registered;
    for (const auto& parameter : TorchVae(spec).named_parameters())
      registered.push_back({parameter.key(), parameter.value().sizes().vec()});
    CHECK(registered == parameters(spec));
  }
}

TEST_CASE("the inference graphs consume the spec's parameters, in its order", "[parity]") {
  for (const ModelSpec& spec : catalogue()) {
    CAPTURE(spec.id);
    const ModelFile file = random_model(spec, 1);
    std::vector<Parameter> consumed;
    for (const auto& [name, network] : networks(spec)) {
      const auto graph = Graph::build(*network, file.tensors);
      REQUIRE(graph.ok());
      consumed.insert(consumed.end(), graph->parameters().begin(), graph->parameters().end());
    }
    CHECK(consumed == parameters(spec));
  }
}

TEST_CASE("a model file holds the spec's parameters and nothing else", "[parity]") {
  for (const ModelSpec& spec : catalogue()) {
    CAPTURE(spec.id);
    const auto content = parse_safetensors(serialize(to_safetensors(random_model(spec, 1))));
    REQUIRE(content.ok());
    std::vector<Parameter> stored;
    for (const auto& [name, tensor] : content->tensors) stored.push_back({name, tensor.shape});
    CHECK(stored == sorted(parameters(spec)));
  }
}

TEST_CASE("core and LibTorch agree on random weights", "[parity]") {
  for (const ModelSpec& spec : catalogue()) {
    for (const std::int64_t batch : {1, 7, 256}) {
      CAPTURE(spec.id, batch);
      const ModelFile file = random_model(spec, static_cast<std::uint64_t>(batch));
      const auto model = Model::build(file);
      REQUIRE(model.ok());
      compare_outputs(*model, file.tensors, batch);
    }
  }
}

TEST_CASE("core and LibTorch agree on every published model", "[parity]") {
  const fs::path folder = ZSCAPE_MODELS_DIR;
  const auto text = read_text(folder / "models.json");
  REQUIRE(text.ok());
  const auto manifest = parse_manifest(*text);
  REQUIRE(manifest.ok());
  for (const ManifestEntry& entry : *manifest) {
    CAPTURE(entry.id);
    const auto bytes = read_file(folder / entry.file);
    REQUIRE(bytes.ok());
    const auto model = Model::load(*bytes);
    REQUIRE(model.ok());
    CHECK(model->verified());
    compare_outputs(*model, parse_model_file(*bytes)->tensors, 256);
  }
}

}  // namespace zscape
