#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>

#include "base/sha256.hpp"
#include "models/prior.hpp"
#include "nn/kernels.hpp"
#include "published_model.hpp"
#include "spec/catalogue.hpp"
#include "test_model.hpp"
#include "weights/codes_file.hpp"
#include "weights/manifest.hpp"
#include "weights/model_tensors.hpp"
#include "weights/thumbnails_file.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

Bytes published_file(const std::filesystem::path& folder, const ListedFile& listed) {
  Bytes bytes = read_file(folder / listed.file).value();
  CHECK(static_cast<std::int64_t>(bytes.size()) == listed.bytes);
  CHECK(sha256_hex(bytes) == listed.sha256);
  return bytes;
}

// Where `code` [latent] lies in the plane.
std::array<double, 2> projection(const CodesFile& codes, std::span<const float> code) {
  std::array<double, 2> point = {0.0, 0.0};
  for (std::size_t axis = 0; axis < 2; ++axis)
    for (std::size_t k = 0; k < code.size(); ++k)
      point[axis] += (static_cast<double>(code[k]) - codes.mean.values[k]) * codes.components.values[axis * code.size() + k];
  return point;
}

// Of the digits, encoded with their class.
std::vector<std::array<double, 2>> projections(const Model& model, const CodesFile& codes, const DigitsFile& digits) {
  Matrix x(digits.count, digits.height * digits.width);
  for (std::size_t i = 0; i < digits.images.size(); ++i) values(x)[i] = static_cast<float>(digits.images[i]) / 255.0f;
  Matrix classes = Matrix::Zero(digits.count, kDigitClasses);
  for (std::int64_t i = 0; i < digits.count; ++i) classes(i, digits.labels[i]) = 1.0f;
  const Matrix latents = is_conditional(model.spec()) ? model.encode(x, classes).mean : model.encode(x).mean;
  std::vector<std::array<double, 2>> points;
  for (std::int64_t i = 0; i < digits.count; ++i) points.push_back(projection(codes, row(latents, i)));
  return points;
}

// Row by row of the digits, whose classes take turns and which are in the test set's order within a class, as the points are.
void expect_among_points(const std::vector<std::array<double, 2>>& expected, const CodesFile& codes) {
  for (std::size_t label = 0; label < kDigitClasses; ++label) {
    std::size_t next = label;
    for (std::size_t i = 0; i < codes.labels.size() && next < expected.size(); ++i) {
      if (codes.labels[i] != label) continue;
      for (std::size_t axis = 0; axis < 2; ++axis)  // half precision keeps 11 bits
        REQUIRE(codes.points.values[2 * i + axis] == Approx(expected[next][axis]).epsilon(0x1p-11).margin(1e-5));
      next += kDigitClasses;
    }
    CHECK(next >= expected.size());
  }
}

}  // namespace

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

TEST_CASE("every row of a conditional model's codes has its class, the given one or one after the other", "[models]") {
  const auto model = Model::load(golden_file(tiny_conditional_spec(), Dtype::f32));
  REQUIRE(model.ok());
  CHECK(model->verified());
  const Matrix turns = model->sample(7, 3, 4, 0.5f);
  const Matrix ones = model->sample(7, 3, 4, 0.5f, 1);
  REQUIRE(turns.cols() == code_width(model->spec()));
  CHECK(turns.leftCols(3) == sample_latents(3, 7, 3, 4, 0.5f));
  CHECK(ones.leftCols(3) == turns.leftCols(3));
  Matrix expected(4, 2);
  expected << 0, 1, 1, 0, 0, 1, 1, 0;
  CHECK(turns.rightCols(2) == expected);
  expected << 0, 1, 0, 1, 0, 1, 0, 1;
  CHECK(ones.rightCols(2) == expected);
  const Matrix pictures = model->decode(ones);
  CHECK(pictures.row(0) == model->decode(turns).row(0));
  CHECK(pictures.row(1) != model->decode(turns).row(1));
  const Matrix classes = ones.rightCols(2);
  CHECK(model->encode(pictures, classes).mean != model->encode(pictures, expected.rowwise().reverse()).mean);
}

TEST_CASE("pictures are in [0, 1] whatever the networks' range, and the encoder sees that range", "[models]") {
  ModelFile file;
  file.spec = {.id = "plain",
               .title = "Plain",
               .sample = {1, 1, 3},
               .latent = 3,
               .encoder = {{"e", Linear{3, 3}}},
               .decoder = {{"d", Linear{3, 3}}}};
  const Tensor identity{{3, 3}, {1, 0, 0, 0, 1, 0, 0, 0, 1}};
  for (const char* name : {"d", "e"}) {
    file.tensors[std::string(name) + ".weight"] = identity;
    file.tensors[std::string(name) + ".bias"] = {{3}, {0, 0, 0}};
  }
  Matrix codes(1, 3), pictures(1, 3);
  codes << -2, 0.5f, 3;
  pictures << 0, 0.5f, 1;
  CHECK(Model::build(file)->decode(codes) == pictures);
  CHECK(Model::build(file)->encode(pictures).mean == pictures);
  CHECK(Model::build(file)->encode(pictures).log_variance.cols() == 0);
  file.spec.pixels = PixelRange::signed_unit;
  codes << -2, 0.5f, 1;
  pictures << 0, 0.75f, 1;
  CHECK(Model::build(file)->decode(codes) == pictures);
  codes << -1, 0.5f, 1;
  CHECK(Model::build(file)->encode(pictures).mean == codes);
}

TEST_CASE("a classifier gives probabilities", "[models]") {
  const auto model = Model::load(golden_file(tiny_classifier_spec(), Dtype::f32));
  REQUIRE(model.ok());
  CHECK(model->verified());
  CHECK_FALSE(model->has_decoder());
  Matrix pictures(5, 16);
  fill_uniforms(1, 0, values(pictures));
  const Matrix classes = model->classify(pictures);
  REQUIRE(classes.cols() == 3);
  for (Eigen::Index i = 0; i < 5; ++i) {
    CHECK(classes.row(i).sum() == Approx(1.0));
    CHECK(classes.row(i).minCoeff() > 0.0f);
    CHECK(model->classify(pictures.row(i)) == classes.row(i));
  }
}

TEST_CASE("a fitted prior is what samples are drawn from", "[models]") {
  ModelFile file = unstored_model_file(tiny_spec(), Dtype::f32);
  file.prior = Prior{.weight = {{3}, {0.25f, 0, 0.75f}},
                     .mean = {{3, 2}, {-10, 5, 100, 100, 10, 0}},
                     .factor = {{3, 2, 1}, {0.5f, -1, 9, 9, 0, 2}}};
  const auto model = Model::build(file);
  REQUIRE(model.ok());
  const Matrix z = model->sample(3, 0, 4000, 1.0f);
  CHECK(z.middleRows(100, 7) == model->sample(3, 100, 7, 1.0f));
  std::int64_t first = 0;
  double squares = 0;
  for (Eigen::Index i = 0; i < z.rows(); ++i) {
    if (z(i, 0) < 0) {
      ++first;
      REQUIRE(z(i, 1) == Approx(5 - 2 * (z(i, 0) + 10)).margin(1e-5));  // one noise moves both dimensions
    } else {
      REQUIRE(z(i, 0) == 10.0f);
      squares += z(i, 1) * z(i, 1);
    }
  }
  CHECK(std::abs(first / 4000.0 - 0.25) < 0.03);
  CHECK(std::abs(squares / static_cast<double>(4000 - first) - 4.0) < 0.3);
  const Matrix cold = model->sample(3, 0, 100, 0.0f);
  for (Eigen::Index i = 0; i < cold.rows(); ++i) CHECK(std::abs(cold(i, 0)) == 10.0f);
}

TEST_CASE("a prior of classes draws each class from its own components", "[models]") {
  ModelFile file = unstored_model_file(tiny_conditional_spec(), Dtype::f32);
  file.prior = Prior{.weight = {{2, 3}, {0.25f, 0.75f, 0, 0, 0, 1}},
                     .mean = {{3, 3}, {-10, 0, 0, 10, 0, 0, 0, 50, 0}},
                     .factor = {{3, 3, 1}, {1, 0, 0, 1, 0, 0, 0, 1, 0}}};
  const auto model = Model::build(file);
  REQUIRE(model.ok());
  const Matrix z = model->sample(3, 0, 2000, 1.0f);
  int low = 0;
  for (Eigen::Index i = 0; i < z.rows(); ++i) {
    const bool first_class = z(i, 3) == 1;
    REQUIRE(first_class == (i % 2 == 0));
    REQUIRE((z(i, 1) > 25) == !first_class);
    if (z(i, 0) < 0 && first_class) ++low;
  }
  CHECK(std::abs(low / 1000.0 - 0.25) < 0.05);
  CHECK(model->sample(3, 0, 50, 1.0f, 1).col(1).minCoeff() > 25);
  CHECK(z.middleRows(101, 7) == model->sample(3, 101, 7, 1.0f));
}

TEST_CASE("a fitted prior gives no code that the encoder could not", "[models]") {
  ModelSpec spec = tiny_spec();
  spec.encoder_mean = spec.encoder_log_variance = {};
  for (const LayerKind& last : {LayerKind{Relu{}}, LayerKind{Sigmoid{}}, LayerKind{Tanh{}}}) {
    spec.encoder = {{"fc1", Linear{9, 2}}, {"", last}};
    ModelFile file = unstored_model_file(spec, Dtype::f32);
    file.prior = random_prior(2);
    const Matrix z = Model::build(file)->sample(3, 0, 500, 3.0f);
    const bool tanh = std::holds_alternative<Tanh>(last);
    CHECK((z.minCoeff() < 0.0f) == tanh);
    CHECK((z.maxCoeff() > 1.0f) == !std::holds_alternative<Sigmoid>(last));
    CHECK((z.array() > 0.5f).any());
  }
}

TEST_CASE("a golden record that the core does not reproduce is refused", "[models]") {
  for (const std::string part : {"decoder", "encoder", "classifier"}) {
    const ModelSpec spec = part == "classifier" ? tiny_classifier_spec() : tiny_spec();
    Safetensors content = *parse_safetensors(golden_file(spec, Dtype::f32));
    std::string& golden = content.metadata["zscape.golden"];
    const std::size_t at = golden.find(part + "_sha256\":\"") + part.size() + 10;
    golden[at] = golden[at] == '0' ? '1' : '0';
    const auto model = Model::load(serialize(content));
    REQUIRE_FALSE(model.ok());
    CHECK_THAT(model.error().message, Contains("the " + part + "'s output differs from the golden record"));
  }
  Safetensors silent = *parse_safetensors(golden_file(tiny_spec(), Dtype::f32));
  std::string& golden = silent.metadata["zscape.golden"];
  golden.replace(golden.find("encoder_sha256"), 14, "encoder_sha255");
  CHECK_THAT(Model::load(serialize(silent)).error().message, Contains("expected none, found SHA-256"));
}

TEST_CASE("every published model loads verified and matches models.json and the catalogue", "[models]") {
  const std::filesystem::path folder = std::filesystem::path(ZSCAPE_SOURCE_DIR) / "assets/models";
  const auto text = read_text(folder / "models.json");
  REQUIRE(text.ok());
  const auto manifest = parse_manifest(*text);
  REQUIRE(manifest.ok());
  for (const ManifestEntry& entry : manifest->models) {
    INFO(entry.id);
    const auto bytes = read_file(folder / entry.file);
    REQUIRE(bytes.ok());
    CHECK(static_cast<std::int64_t>(bytes->size()) == entry.bytes);
    CHECK(sha256_hex(*bytes) == entry.sha256);
    const auto model = Model::load(*bytes);
    REQUIRE(model.ok());
    CHECK(model->verified());
    CHECK(model->spec() == published(*find_model(entry.id)));
    CHECK(model->card()->metrics == entry.metrics);
    REQUIRE(entry.first.has_value() == (model->has_decoder() && model->has_encoder()));
    if (!entry.first) continue;
    CHECK(bytes_up_to(*bytes, drawing_tensors(model->spec())).value() == static_cast<std::uint64_t>(entry.first->bytes));
    const auto first = std::span(*bytes).first(static_cast<std::size_t>(entry.first->bytes));
    CHECK(sha256_hex(first) == entry.first->sha256);
    const auto draws = Model::load_first(first, bytes->size());
    REQUIRE(draws.ok());
    const Matrix codes = model->sample(1, 0, 4, 1.0f);
    CHECK(draws->sample(1, 0, 4, 1.0f) == codes);
    CHECK(draws->decode(codes) == model->decode(codes));
  }
}

TEST_CASE("the published codes are where each encoder puts the published digits", "[models]") {
  const std::filesystem::path folder = std::filesystem::path(ZSCAPE_SOURCE_DIR) / "assets/models";
  const auto manifest = parse_manifest(read_text(folder / "models.json").value());
  REQUIRE(manifest.ok());
  std::map<std::string, DigitsFile> digits;
  for (const ListedDataset& dataset : manifest->datasets) {
    INFO(dataset.id);
    const Bytes bytes = published_file(folder, dataset.digits);
    const auto parsed = parse_digits_file(bytes);
    REQUIRE(parsed.ok());
    CHECK(parsed->dataset == dataset.id);
    CHECK(parsed->count == 100);
    digits[dataset.id] = *parsed;
  }
  for (const ManifestEntry& entry : manifest->models) {
    INFO(entry.id);
    const Model model = Model::load(read_file(folder / entry.file).value()).value();
    REQUIRE(entry.codes.has_value() == (model.has_decoder() && model.has_encoder()));
    if (!entry.codes) continue;
    const auto codes = parse_codes_file(published_file(folder, *entry.codes));
    REQUIRE(codes.ok());
    CHECK(codes->model == model.tensors_sha256());
    CHECK(codes->dataset == entry.dataset);
    CHECK(codes->latent() == model.spec().latent);
    CHECK(codes->classes() == 10);
    if (model.spec().sound) continue;  // there are no digits to be seen beside it
    CHECK(codes->count() == 10'000);
    expect_among_points(projections(model, *codes, digits.at(entry.dataset)), *codes);
  }
}

TEST_CASE("the published thumbnails are the first samples of each published model", "[models]") {
  const std::filesystem::path folder = std::filesystem::path(ZSCAPE_SOURCE_DIR) / "assets/models";
  const auto manifest = parse_manifest(read_text(folder / "models.json").value());
  REQUIRE(manifest.ok());
  REQUIRE(manifest->thumbnails);
  const auto thumbnails = parse_thumbnails_file(published_file(folder, *manifest->thumbnails));
  REQUIRE(thumbnails.ok());
  std::size_t generators = 0;
  for (const ManifestEntry& entry : manifest->models) {
    if (entry.role != ModelRole::generator) continue;
    INFO(entry.id);
    ++generators;
    const Model model = published_model(entry.id);
    const Matrix pictures = model.decode(model.sample(kThumbnailSeed, 0, kThumbnails, 1.0f));
    std::vector<std::uint8_t> expected(values(pictures).size());
    to_bytes(values(pictures), expected);
    REQUIRE(thumbnails->models.contains(entry.id));
    CHECK(thumbnails->models.at(entry.id) == expected);
  }
  CHECK(thumbnails->models.size() == generators);
}

TEST_CASE("the published means of classes lie in the middle of their points", "[models]") {
  const std::filesystem::path folder = std::filesystem::path(ZSCAPE_SOURCE_DIR) / "assets/models";
  const auto manifest = parse_manifest(read_text(folder / "models.json").value());
  REQUIRE(manifest.ok());
  for (const ManifestEntry& entry : manifest->models) {
    if (!entry.codes) continue;
    INFO(entry.id);
    const auto codes = parse_codes_file(published_file(folder, *entry.codes));
    REQUIRE(codes.ok());
    for (std::int64_t label = 0; label < codes->classes(); ++label) {
      const auto mean = projection(*codes, std::span(codes->class_means.values).subspan(label * codes->latent(), codes->latent()));
      for (int axis = 0; axis < 2; ++axis) {
        double sum = 0.0, count = 0.0;
        for (std::int64_t i = 0; i < codes->count(); ++i) {
          if (codes->labels[i] != label) continue;
          sum += codes->points.values[2 * i + axis];
          count += 1.0;
        }
        CHECK(mean[axis] == Approx(sum / count).margin(0.01));
      }
    }
  }
}

TEST_CASE("a feature is what one unit adds to the picture of the origin, around grey", "[models]") {
  const ModelSpec spec = {.id = "linear", .title = "Linear", .sample = {1, 1, 4}, .latent = 3, .decoder = {{"out", Linear{3, 4}}}};
  ModelFile file = unstored_model_file(spec, Dtype::f32);
  // Columns are units: one adds ink, one takes it away, one does nothing. The bias is in none of them.
  file.tensors["out.weight"].values = {2, 0, 0, 1, -4, 0, 0, 1, 0, -2, 0, 0};
  file.tensors["out.bias"].values = {9, 9, 9, 9};
  const Model model = *Model::build(file);
  Matrix expected(3, 4);
  expected << 1, 0.75f, 0.5f, 0, 0.5f, 0, 0.625f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f;
  CHECK(model.features(0, 3).row(0) == expected.row(0));
  CHECK(model.features(1, 2) == expected.bottomRows(2));
  CHECK(model.features(2, 0).rows() == 0);
}
