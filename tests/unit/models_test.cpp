#include <catch2/catch.hpp>
#include <filesystem>

#include "base/sha256.hpp"
#include "models/prior.hpp"
#include "spec/catalogue.hpp"
#include "test_model.hpp"
#include "weights/manifest.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

TEST_CASE("a larger draw from the prior only adds rows", "[models]") {
  const Matrix all = sample_latents(20, 7, 0, 50, 0.8f);
  const Matrix some = sample_latents(20, 7, 10, 5, 0.8f);
  CHECK(all.middleRows(10, 5) == some);
  CHECK(sample_latents(20, 8, 0, 50, 0.8f) != all);
}

TEST_CASE("a golden file loads verified, and its outputs do not depend on the batch", "[models]") {
  const auto model = Model::load(golden_file(*find_model("vae"), Dtype::f16));
  REQUIRE(model.ok());
  CHECK(model->verified());
  const Matrix z = sample_latents(20, 1, 0, 13);
  const Matrix together = model->decode(z);
  for (Eigen::Index i = 0; i < z.rows(); ++i) CHECK(model->decode(z.row(i)) == together.row(i));
  const Posterior posterior = model->encode(together);
  CHECK(posterior.mean.cols() == 20);
  CHECK(posterior.log_variance.rows() == 13);
}

TEST_CASE("a golden record that the core does not reproduce is refused", "[models]") {
  for (const std::string part : {"decoder", "encoder"}) {
    Safetensors content = *parse_safetensors(golden_file(tiny_spec(), Dtype::f32));
    std::string& golden = content.metadata["zscape.golden"];
    const std::size_t at = golden.find(part + "_sha256\":\"") + part.size() + 10;
    golden[at] = golden[at] == '0' ? '1' : '0';
    const auto model = Model::load(serialize(content));
    REQUIRE_FALSE(model.ok());
    CHECK_THAT(model.error().message, Contains("the " + part + "'s output differs from the golden record"));
  }
}

TEST_CASE("every published model loads verified and matches models.json and the catalogue", "[models]") {
  const std::filesystem::path folder = std::filesystem::path(ZSCAPE_SOURCE_DIR) / "assets/models";
  const auto text = read_text(folder / "models.json");
  REQUIRE(text.ok());
  const auto manifest = parse_manifest(*text);
  REQUIRE(manifest.ok());
  for (const ManifestEntry& entry : *manifest) {
    INFO(entry.id);
    const auto bytes = read_file(folder / entry.file);
    REQUIRE(bytes.ok());
    CHECK(static_cast<std::int64_t>(bytes->size()) == entry.bytes);
    CHECK(sha256_hex(*bytes) == entry.sha256);
    const auto model = Model::load(*bytes);
    REQUIRE(model.ok());
    CHECK(model->verified());
    CHECK(model->spec() == *find_model(entry.id));
    CHECK(model->card()->metrics == entry.metrics);
  }
}
