// LibTorch against the core: for every model of the catalogue, the same parameter names and shapes in LibTorch's module, the
// spec's table, the inference graphs and the file; and the same outputs up to rounding.
#include "trainer/torch/conversions.hpp"
#include "trainer/torch/torch_model.hpp"
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
#include "spec/catalogue.hpp"
#include "spec/parameters.hpp"
#include "weights/fold.hpp"
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

// Fresh weights, with statistics of batch normalisation that are not the identity.
ModelFile random_model(const ModelSpec& spec, std::uint64_t seed) {
  torch::manual_seed(seed);
  TensorMap tensors = TorchModel(spec, torch::kCPU).weights();
  for (auto& [name, tensor] : tensors)
    if (is_statistic(name))
      for (float& value : tensor.values) value = 0.5f + torch::rand({1}).item<float>();
  ModelFile file;
  file.spec = spec;
  file.tensors = std::move(tensors);
  return file;
}

float greatest_difference(const Matrix& core, const torch::Tensor& torch_output) {
  REQUIRE(torch_output.sizes() == torch::IntArrayRef({core.rows(), core.cols()}));
  return (to_torch(core) - torch_output).abs().max().item<float>();
}

// Decodes draws from the prior, and encodes the pictures that they give, or noise where a model draws none.
void compare_outputs(const Model& model, const TensorMap& weights, std::int64_t batch) {
  const torch::NoGradGuard no_gradients;
  const ModelSpec& spec = model.spec();
  const TorchModel libtorch = torch_model(spec, weights);
  Matrix pictures = (sample_latents(sample_width(spec), 5, 0, batch).array() * 0.25f + 0.5f).cwiseMax(0.0f).cwiseMin(1.0f);
  torch::Tensor classes;
  if (is_generative(spec)) {
    const Matrix codes = model.sample(11, 0, batch, 1.0f);
    const torch::Tensor rows = to_torch(codes);
    if (is_conditional(spec)) classes = rows.slice(1, spec.latent);
    pictures = model.decode(codes);
    CHECK(greatest_difference(pictures, libtorch.decode(rows.slice(1, 0, spec.latent), classes).clamp(0, 1)) <= kTolerance);
  }
  if (!model.has_encoder()) return;
  const Matrix class_rows = classes.defined() ? Matrix(model.sample(11, 0, batch, 1.0f).rightCols(spec.classes)) : Matrix();
  const Posterior posterior = model.encode(pictures, class_rows);
  const Encoded encoded = libtorch.encode(to_torch(pictures), classes);
  const float largest = std::max(1.0f, posterior.mean.cwiseAbs().maxCoeff());
  CHECK(greatest_difference(posterior.mean, encoded.mean) <= kTolerance * largest);
  if (is_variational(spec)) CHECK(greatest_difference(posterior.log_variance, encoded.log_variance) <= kTolerance * largest);
  if (!spec.classifier.empty())
    CHECK(greatest_difference(model.classify(pictures), torch::softmax(libtorch.classify(encoded.mean), 1)) <= kTolerance);
}

}  // namespace

TEST_CASE("LibTorch's module has the spec's parameters, in its order", "[parity]") {
  for (const ModelSpec& spec : catalogue()) {
    CAPTURE(spec.id);
    std::vector<Parameter> registered;
    const TorchModel model(spec, torch::kCPU);
    for (const auto& [name, tensor] : model.state()) registered.push_back({name, tensor.sizes().vec()});
    CHECK(registered == parameters(spec));
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

TEST_CASE("batch normalisation folded at publishing changes nothing but rounding", "[parity]") {
  for (const ModelSpec& spec : catalogue()) {
    CAPTURE(spec.id);
    const ModelFile trained = random_model(spec, 3);
    ModelFile folded = trained;
    folded.spec = published(spec);
    folded.tensors = fold_batch_norm(spec, trained.tensors);
    const auto model = Model::build(folded);
    REQUIRE(model.ok());
    compare_outputs(*model, folded.tensors, 16);
    const auto unfolded = Model::build(trained);
    REQUIRE(unfolded.ok());
    if (is_generative(spec)) {
      const Matrix codes = model->sample(1, 0, 16, 1.0f);
      CHECK((model->decode(codes) - unfolded->decode(codes)).cwiseAbs().maxCoeff() <= kTolerance);
    }
  }
}

TEST_CASE("core and LibTorch agree on every published model", "[parity]") {
  const fs::path folder = ZSCAPE_MODELS_DIR;
  const auto text = read_text(folder / "models.json");
  REQUIRE(text.ok());
  const auto manifest = parse_manifest(*text);
  REQUIRE(manifest.ok());
  for (const ManifestEntry& entry : manifest->models) {
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
