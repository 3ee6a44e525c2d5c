// What a model file's tensors may be: integers with scales, priors, and files that state no spec.
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "refusal.hpp"
#include "spec/catalogue.hpp"
#include "test_model.hpp"
#include "weights/fold.hpp"
#include "weights/quantize.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

std::string tensors_refusal(const Safetensors& content) { return refusal_of(parse_model_file(serialize(content))); }

Safetensors without_metadata(const ModelFile& file) {
  Safetensors content = to_safetensors(file);
  content.metadata.clear();
  return content;
}

}  // namespace

TEST_CASE("integers round to nearest even and keep each output's greatest weight", "[weights]") {
  const Tensor weight{{2, 3}, {127, -2.5f, 0.5f, 0, 0, 0}};
  const Quantized quantized = quantize(weight, 0);
  CHECK(quantized.scale.values == std::vector<float>{1, 0});
  CHECK(dequantize("w", quantized.integers, quantized.scale, 0)->values == std::vector<float>{127, -2, 0, 0, 0, 0});

  const Tensor random = random_tensor({5, 7, 3, 3}, 1);
  for (const std::size_t axis : {0, 1}) {
    const Quantized q = quantize(random, axis);
    CHECK(q.scale.shape == Shape{random.shape[axis]});
    const Tensor back = *dequantize("w", q.integers, q.scale, axis);
    for (std::size_t i = 0; i < random.values.size(); ++i) {
      const std::size_t channel = axis == 0 ? i / 63 : i / 9 % 7;
      REQUIRE(std::abs(back.values[i] - random.values[i]) <= 0.5001f * q.scale.values[channel]);
    }
  }
}

TEST_CASE("a file of integers reads back near its weights, its biases in half precision", "[weights]") {
  for (const ModelSpec& spec : {tiny_conditional_spec(), tiny_classifier_spec()}) {
    const ModelFile file = unstored_model_file(spec, Dtype::i8);
    const Safetensors content = to_safetensors(file);
    const auto back = parse_model_file(serialize(content));
    REQUIRE(back.ok());
    CHECK(back->storage == Dtype::i8);
    for (const auto& [name, tensor] : file.tensors) {
      CAPTURE(name);
      const bool is_weight = tensor.shape.size() >= 2;
      CHECK(content.tensors.at(name).dtype == (is_weight ? Dtype::i8 : Dtype::f16));
      CHECK(content.tensors.contains(name + ".scale") == is_weight);
      for (std::size_t i = 0; i < tensor.values.size(); ++i)
        REQUIRE(back->tensors.at(name).values[i] == Approx(tensor.values[i]).margin(0.01).epsilon(0.001));
    }
    CHECK(Model::load(golden_file(spec, Dtype::i8))->verified());
  }
  const Safetensors conditional = to_safetensors(unstored_model_file(tiny_conditional_spec(), Dtype::i8));
  CHECK(conditional.tensors.at("decoder.0.weight.scale").shape == Shape{2});  // a transposed convolution's outputs come second
}

TEST_CASE("scales that are missing, misshapen, negative or not finite are refused by name", "[weights]") {
  const Safetensors good = to_safetensors(unstored_model_file(tiny_spec(), Dtype::i8));
  Safetensors bad = good;
  bad.tensors.erase("fc3.weight.scale");
  CHECK_THAT(tensors_refusal(bad), Contains("\"fc3.weight.scale\" is missing: \"fc3.weight\" is stored as integers"));
  bad = good;
  bad.tensors["fc3.weight.scale"] = store({{1, 5}, {1, 1, 1, 1, 1}}, Dtype::f32);
  CHECK_THAT(tensors_refusal(bad), Contains("\"fc3.weight.scale\" has shape [1, 5]: expected [5]"));
  bad.tensors["fc3.weight.scale"] = store({{5}, {1, 1, -1, 1, 1}}, Dtype::f32);
  CHECK_THAT(tensors_refusal(bad), Contains("\"fc3.weight.scale\" holds a negative scale"));
  bad.tensors["fc3.weight.scale"] = store({{5}, {1, 1, std::numeric_limits<float>::infinity(), 1, 1}}, Dtype::f32);
  CHECK_THAT(tensors_refusal(bad), Contains("\"fc3.weight.scale\" holds a value that is not finite, at index 2"));
  bad.tensors["fc3.weight.scale"] = store({{5}, {3e38f, 3e38f, 3e38f, 3e38f, 3e38f}}, Dtype::f32);
  CHECK_THAT(tensors_refusal(bad), Contains("\"fc3.weight\" holds a value that is not finite"));
  bad = good;
  bad.tensors["fc3.bias"] = {Dtype::i8, {5}, Bytes(5)};
  CHECK_FALSE(parse_model_file(serialize(bad)).ok());
  bad = to_safetensors(unstored_model_file(tiny_spec(), Dtype::f16));
  bad.tensors["fc3.weight.scale"] = store({{5}, {1, 1, 1, 1, 1}}, Dtype::f32);
  CHECK_THAT(tensors_refusal(bad), Contains("\"fc3.weight.scale\" belongs to no layer"));
}

TEST_CASE("a fitted prior travels in the file", "[weights]") {
  ModelFile file = unstored_model_file(tiny_spec(), Dtype::f32);
  file.prior = random_prior(2);
  const auto back = parse_model_file(serialize(to_safetensors(file)));
  REQUIRE(back.ok());
  CHECK(back->prior == file.prior);
  const Bytes golden = golden_file(file);
  CHECK(Model::load(golden)->prior() == file.prior);
  Safetensors changed = *parse_safetensors(golden);
  changed.tensors["prior.mean"].bytes[0] ^= std::byte{1};
  CHECK_THAT(tensors_refusal(changed), Contains("the tensors are not the published ones"));
}

TEST_CASE("a prior of classes travels in the file, with a distribution for each class", "[weights]") {
  ModelFile file = unstored_model_file(tiny_conditional_spec(), Dtype::f32);
  file.prior = random_prior(3);
  file.prior->weight = {{2, 2}, {0.25f, 0.75f, 1, 0}};
  const auto back = parse_model_file(serialize(to_safetensors(file)));
  REQUIRE(back.ok());
  CHECK(back->prior == file.prior);
  CHECK(back->prior->mean_weights() == std::vector<double>{0.625, 0.375});
  file.prior->weight.values[3] = 0.5f;
  CHECK_THAT(tensors_refusal(to_safetensors(file)), Contains("\"prior.weight\" should sum to 1, found 1.5"));
  file.prior->weight = {{3, 2}, {1, 0, 1, 0, 1, 0}};
  CHECK_THAT(tensors_refusal(to_safetensors(file)), Contains("or shape [2, 1 to 256], found shape [3, 2]"));
}

TEST_CASE("a prior that is none is refused by name", "[weights]") {
  ModelFile file = unstored_model_file(tiny_spec(), Dtype::f32);
  const auto refused = [&](const Prior& prior) {
    file.prior = prior;
    return tensors_refusal(to_safetensors(file));
  };
  const Prior good = random_prior(2);
  Prior bad = good;
  bad.weight = {{2}, {0.5f, 0.6f}};
  CHECK_THAT(refused(bad), Contains("\"prior.weight\" should sum to 1, found 1.1"));
  bad.weight = {{2}, {-0.5f, 1.5f}};
  CHECK_THAT(refused(bad), Contains("\"prior.weight\" holds a negative weight"));
  bad.weight = {{1, 2}, {0.5f, 0.5f}};
  CHECK_THAT(refused(bad), Contains("\"prior.weight\" should have one dimension") && Contains("[1, 2]"));
  bad.weight = {{257}, std::vector<float>(257, 1.0f / 257)};
  CHECK_THAT(refused(bad), Contains("1 to 256 components, found shape [257]"));
  bad.weight = {{3}, {0.5f, 0.25f, 0.25f}};
  CHECK_THAT(refused(bad), Contains("\"prior.mean\" has shape [2, 2]: expected [3, 2]"));
  bad = good;
  bad.factor = random_tensor({2, 2, 3}, 1);
  CHECK_THAT(refused(bad), Contains("\"prior.factor\" should have shape [components, latent, rank]") && Contains("1 to 2"));
  bad.factor = random_tensor({2, 1, 2}, 1);
  CHECK_THAT(refused(bad), Contains("\"prior.factor\" has shape [2, 1, 2]: expected [2, 2, 2]"));
  bad = good;
  bad.mean.values[1] = std::numeric_limits<float>::quiet_NaN();
  CHECK_THAT(refused(bad), Contains("\"prior.mean\" holds a value that is not finite"));

  file.prior = good;
  Safetensors content = to_safetensors(file);
  content.tensors.erase("prior.factor");
  CHECK_THAT(tensors_refusal(content), Contains("\"prior.factor\" is missing"));
  content = to_safetensors(file);
  content.tensors["prior.count"] = store({{1}, {1}}, Dtype::f32);
  CHECK_THAT(tensors_refusal(content), Contains("\"prior.count\" belongs to no layer"));
  ModelFile classifier = unstored_model_file(tiny_classifier_spec(), Dtype::f32);
  classifier.prior = random_prior(5);
  CHECK_THAT(tensors_refusal(to_safetensors(classifier)), Contains("belongs to no layer of tiny-classifier"));
}

TEST_CASE("a file without a spec is found in the catalogue as trained, without its discriminator, and as published", "[weights]") {
  for (const char* id : {"gan", "dcgan", "acgan", "lenet", "cvae", "sae-wide"}) {
    CAPTURE(id);
    const ModelSpec trained = *find_model(id);
    ModelSpec generator = trained;
    generator.discriminator = generator.discriminator_score = generator.discriminator_class = {};
    for (const ModelSpec& spec : {trained, generator, published(trained)}) {
      Safetensors content = without_metadata(unstored_model_file(spec, Dtype::f32));
      for (const auto& [name, network] : networks(spec))
        for (const Layer& layer : *network)
          if (std::holds_alternative<BatchNorm>(layer.kind))
            content.tensors[layer.name + ".num_batches_tracked"] = {Dtype::i64, {}, Bytes(8)};
      const auto model = Model::load(serialize(content));
      REQUIRE(model.ok());
      CHECK(model->spec() == spec);
    }
  }
  Safetensors stray = without_metadata(unstored_model_file(*find_model("gan"), Dtype::f32));
  stray.tensors["generator.linear1.num_batches_tracked"] = {Dtype::i64, {}, Bytes(8)};
  CHECK_THAT(tensors_refusal(stray), Contains("\"generator.linear1.num_batches_tracked\" belongs to no layer of gan"));
}

TEST_CASE("every published form of the catalogue survives its file in every storage", "[weights]") {
  for (const ModelSpec& trained : catalogue()) {
    for (const Dtype storage : {Dtype::f32, Dtype::f16, Dtype::i8}) {
      CAPTURE(trained.id, to_string(storage));
      ModelFile file;
      file.spec = published(trained);
      file.tensors = fold_batch_norm(trained, unstored_model_file(trained, storage).tensors);
      file.storage = storage;
      const auto model = Model::load(golden_file(file));
      REQUIRE(model.ok());
      CHECK(model->verified());
      CHECK(model->spec() == file.spec);
    }
  }
}
