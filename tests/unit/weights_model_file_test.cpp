#include <catch2/catch.hpp>
#include <cstring>

#include "refusal.hpp"
#include "spec/catalogue.hpp"
#include "test_model.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

std::string file_refusal(const Safetensors& content) { return refusal_of(parse_model_file(serialize(content))); }

}  // namespace

TEST_CASE("a published file carries its spec, card and golden record", "[weights]") {
  const auto file = parse_model_file(golden_file(tiny_spec(), Dtype::f16));
  REQUIRE(file.ok());
  CHECK(file->spec == tiny_spec());
  CHECK(file->storage == Dtype::f16);
  CHECK(file->card->metrics.at("test_loss") == 1.5);
  CHECK(file->golden->tensors_sha256 == file->tensors_sha256);
}

TEST_CASE("any changed bit of the tensors is refused", "[weights]") {
  const Bytes good = golden_file(tiny_spec(), Dtype::f32);
  std::uint64_t header = 0;
  std::memcpy(&header, good.data(), 8);
  for (std::size_t byte = 8 + header; byte < good.size(); ++byte)
    for (int bit = 0; bit < 8; ++bit) {
      Bytes bad = good;
      bad[byte] ^= static_cast<std::byte>(1 << bit);
      REQUIRE_FALSE(Model::load(bad).ok());
      if (bit == 0) CHECK_THAT(Model::load(bad).error().message, Contains("the tensors are not the published ones"));
    }
}

TEST_CASE("missing, misshapen and surplus tensors are named, with expected and found", "[weights]") {
  const Safetensors good = to_safetensors(random_model_file(tiny_spec(), Dtype::f32));
  Safetensors bad = good;
  bad.tensors.erase("fc3.bias");
  CHECK_THAT(file_refusal(bad), Contains("\"fc3.bias\" is missing: tiny expects it with shape [5]"));
  bad = good;
  bad.tensors["fc3.bias"] = store({{1, 5}, {0, 0, 0, 0, 0}}, Dtype::f32);
  CHECK_THAT(file_refusal(bad), Contains("\"fc3.bias\" has shape [1, 5]: tiny expects [5]"));
  bad = good;
  bad.tensors["fc9.bias"] = store({{1}, {0}}, Dtype::f32);
  CHECK_THAT(file_refusal(bad), Contains("\"fc9.bias\" belongs to no layer of tiny"));
}

TEST_CASE("a file from somebody's own PyTorch class loads by names and shapes", "[weights]") {
  const ModelSpec vae = *find_model("vae");
  Safetensors content = to_safetensors(random_model_file(vae, Dtype::f32));
  content.metadata.clear();
  const auto model = Model::load(serialize(content));
  REQUIRE(model.ok());
  CHECK(model->spec() == vae);
  CHECK_FALSE(model->verified());
  CHECK_FALSE(model->card());

  content.tensors.erase("fc1.bias");
  CHECK_THAT(file_refusal(content), Contains("fits no model of the catalogue") && Contains("\"fc1.bias\" is missing"));
}

TEST_CASE("broken metadata is refused and says which part", "[weights]") {
  const Safetensors good = *parse_safetensors(golden_file(tiny_spec(), Dtype::f32));
  Safetensors bad = good;
  bad.metadata["zscape.spec"] = "{";
  CHECK_THAT(file_refusal(bad), Contains("the spec in the file"));
  bad = good;
  bad.metadata["zscape.card"] = R"({"dataset": 1})";
  CHECK_THAT(file_refusal(bad), Contains("\"dataset\" should be a string"));
  bad = good;
  bad.metadata["zscape.golden"] = R"({"seed": 1, "count": 1000000000})";
  CHECK_THAT(file_refusal(bad), Contains("count of 1 to 1024"));
  bad = good;
  bad.metadata["zscape.goldem"] = bad.metadata["zscape.golden"];
  bad.metadata.erase("zscape.golden");
  CHECK_THAT(file_refusal(bad), Contains("unknown metadata \"zscape.goldem\""));
}

TEST_CASE("a golden record that would cost gigabytes to replay is refused", "[weights]") {
  ModelSpec spec = tiny_spec();
  spec.decoder = {{"fc3", Linear{2, 60'000}}, Relu{}, {"fc4", Linear{60'000, 9}}, Sigmoid{}};
  Safetensors content = *parse_safetensors(golden_file(spec, Dtype::f16));
  std::string& golden = content.metadata["zscape.golden"];
  golden.replace(golden.find("\"count\":4"), 9, "\"count\":1000");
  CHECK_THAT(file_refusal(content), Contains("asks for 1000 samples of a model this large"));
}

TEST_CASE("a golden record that a wide prior makes dear to replay is refused", "[weights]") {
  constexpr std::int64_t kLatent = 600;
  ModelSpec spec = tiny_spec();
  spec.latent = kLatent;
  spec.encoder = {{"fc1", Linear{9, kLatent}}};
  spec.encoder_mean = spec.encoder_log_variance = {};
  spec.decoder = {{"fc3", Linear{kLatent, 9}}, Sigmoid{}};
  ModelFile file = unstored_model_file(spec, Dtype::f16);
  file.prior = random_prior(kLatent);
  Safetensors content = *parse_safetensors(golden_file(std::move(file)));
  CHECK(Model::load(serialize(content)).ok());
  std::string& golden = content.metadata["zscape.golden"];
  golden.replace(golden.find("\"count\":4"), 9, "\"count\":1000");
  CHECK_THAT(file_refusal(content), Contains("asks for 1000 samples of a model this large"));
}
