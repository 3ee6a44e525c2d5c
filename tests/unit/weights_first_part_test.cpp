// The first part of a model file, which draws: how it is laid out, what is refused, and that it draws what the whole file draws.
#include <catch2/catch.hpp>
#include <cstring>

#include "refusal.hpp"
#include "spec/catalogue.hpp"
#include "test_model.hpp"
#include "weights/model_tensors.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

Bytes fitted_file(const ModelSpec& spec, Dtype storage) {
  ModelFile file = unstored_model_file(spec, storage);
  file.prior = random_prior(file.spec.latent);
  return golden_file(std::move(file));
}

/// Where a file's tensors begin.
std::size_t data_begin(const Bytes& file) {
  std::uint64_t header = 0;
  std::memcpy(&header, file.data(), sizeof header);
  return sizeof header + header;
}

std::uint64_t first_bytes(const Bytes& file, const ModelSpec& spec) { return bytes_up_to(file, drawing_tensors(spec)).value(); }

std::span<const std::byte> first_part(const Bytes& file, const ModelSpec& spec) {
  return std::span(file).first(first_bytes(file, spec));
}

/// `file`, whose metadata `key` has `found` replaced by `instead`.
Bytes altered(const Bytes& file, const std::string& key, const std::string& found, const std::string& instead) {
  Safetensors content = parse_safetensors(file).value();
  content.first = drawing_tensors(tiny_spec());
  std::string& text = content.metadata.at(key);
  text.replace(text.find(found), found.size(), instead);
  return serialize(content);
}

}  // namespace

TEST_CASE("what is asked for comes first in a file, among tensors of as wide elements", "[weights]") {
  Safetensors content;
  content.tensors["a"] = {Dtype::i8, {5}, Bytes(5)};
  content.tensors["b"] = {Dtype::i8, {3}, Bytes(3)};
  content.tensors["c"] = {Dtype::f32, {2}, Bytes(8)};
  content.tensors["d"] = {Dtype::f16, {1}, Bytes(2)};
  content.tensors["e"] = {Dtype::f32, {1}, Bytes(4)};
  content.first = {"b", "d", "e", "not there"};
  const Bytes file = serialize(content);
  const std::size_t begin = data_begin(file);
  const auto end_of = [&](const char* name) { return bytes_up_to(file, {name}).value() - begin; };
  CHECK(end_of("e") == 4);
  CHECK(end_of("c") == 12);
  CHECK(end_of("d") == 14);
  CHECK(end_of("b") == 17);
  CHECK(end_of("a") == 22);
  CHECK(bytes_up_to(file, {"d", "b", "not there"}).value() == begin + 17);
  CHECK(bytes_up_to(file, {}).value() == begin);
  const auto back = parse_safetensors(file);
  REQUIRE(back.ok());
  CHECK(tensors_sha256(*back) == tensors_sha256(content));
}

TEST_CASE("in the first bytes of a file are its header and the tensors that end there", "[weights]") {
  Safetensors content;
  content.metadata["note"] = "here";
  content.tensors["a"] = store({{2}, {1, 2}}, Dtype::f32);
  content.tensors["b"] = store({{3}, {3, 4, 5}}, Dtype::f32);
  const Bytes file = serialize(content);
  const std::size_t begin = data_begin(file);
  for (std::size_t size = begin; size <= file.size(); ++size) {
    const auto back = parse_safetensors(std::span(file).first(size), file.size());
    REQUIRE(back.ok());
    CHECK(back->metadata == content.metadata);
    CHECK(back->tensors.at("b").shape == Shape{3});
    CHECK(back->tensors.at("a").bytes == (size < begin + 8 ? Bytes() : content.tensors.at("a").bytes));
    CHECK(back->tensors.at("b").bytes == (size < begin + 20 ? Bytes() : content.tensors.at("b").bytes));
  }
  for (std::size_t size = 0; size < begin; ++size) CHECK_FALSE(parse_safetensors(std::span(file).first(size), file.size()).ok());
  CHECK_THAT(refusal_of(parse_safetensors(file, file.size() - 1)),
             Contains("should have " + std::to_string(file.size() - 1) + " bytes, found " + std::to_string(file.size())));
  CHECK_THAT(refusal_of(parse_safetensors(std::span(file).first(begin + 8), file.size() - 4)),
             Contains("\"b\" ends at byte 20 of the data, which has 16"));
  CHECK_THAT(refusal_of(parse_safetensors(std::span(file).first(begin + 8), file.size() + 4)),
             Contains("end at byte 20 of the data, which has 24"));
}

TEST_CASE("the first part of a file draws what the whole file draws, and encodes nothing", "[weights]") {
  for (const ModelSpec& spec :
       {tiny_spec(), tiny_conditional_spec(), published(*find_model("ae")), published(*find_model("vaegan"))})
    for (const Dtype storage : {Dtype::f32, Dtype::f16, Dtype::i8}) {
      CAPTURE(spec.id, to_string(storage));
      const Bytes file = fitted_file(spec, storage);
      const auto first = first_part(file, spec);
      REQUIRE(first.size() < file.size());
      const Model whole = Model::load(file).value();
      const Model draws = Model::load_first(first, file.size()).value();
      CHECK(whole.is_whole());
      CHECK_FALSE(draws.is_whole());
      CHECK(draws.verified());
      CHECK(draws.spec() == whole.spec());
      CHECK(draws.card()->metrics == whole.card()->metrics);
      CHECK(draws.prior() == whole.prior());
      CHECK(draws.tensors_sha256() == whole.tensors_sha256());
      CHECK(whole.has_encoder());
      CHECK_FALSE(draws.has_encoder());
      const Matrix codes = whole.sample(5, 0, 9, 1.0f);
      CHECK(draws.sample(5, 0, 9, 1.0f) == codes);
      CHECK(draws.decode(codes) == whole.decode(codes));
    }
}

TEST_CASE("at least a third of a vae is not needed to draw", "[weights]") {
  const ModelSpec vae = published(*find_model("vae"));
  for (const Dtype storage : {Dtype::f32, Dtype::f16, Dtype::i8}) {
    const Bytes file = golden_file(vae, storage);
    CHECK(3 * first_bytes(file, vae) < 2 * file.size());
  }
}

TEST_CASE("a first part of every shorter length is refused, and names what is missing", "[weights]") {
  const Bytes file = fitted_file(tiny_spec(), Dtype::i8);
  const auto first = first_part(file, tiny_spec());
  for (std::size_t size = 0; size < first.size(); ++size) {
    const auto model = Model::load_first(first.first(size), file.size());
    REQUIRE_FALSE(model.ok());
    if (size >= data_begin(file)) CHECK_THAT(model.error().message, Contains("should hold all that draws, tensor \""));
  }
  CHECK_THAT(refusal_of(Model::load_first(first.first(first.size() - 1), file.size())),
             Contains("the first " + std::to_string(first.size() - 1) + " of " + std::to_string(file.size()) +
                      " bytes should hold all that draws, tensor \"fc4.weight\" ends beyond them"));
  CHECK_FALSE(Model::load_first(first, file.size() + 1).ok());
  CHECK_FALSE(Model::load_first(first, first.size()).ok());
  CHECK(Model::load_first(file, file.size()).ok());
}

TEST_CASE("a first part that draws other pictures than its golden record says is refused", "[weights]") {
  Bytes file = golden_file(tiny_spec(), Dtype::f32);
  const auto first = first_part(file, tiny_spec());
  file[bytes_up_to(file, {"fc4.bias"}).value() - 2] ^= std::byte{1};
  CHECK_THAT(refusal_of(Model::load_first(first, file.size())), Contains("the decoder's output differs from the golden record"));
}

TEST_CASE("a first part without a golden record, of a classifier, or of another spec is refused", "[weights]") {
  const Bytes unsealed = serialize(to_safetensors(unstored_model_file(tiny_spec(), Dtype::f32)));
  CHECK_THAT(refusal_of(Model::load_first(first_part(unsealed, tiny_spec()), unsealed.size())),
             Contains("should have a golden record, found none"));
  const Bytes classifier = golden_file(tiny_classifier_spec(), Dtype::f32);
  CHECK_THAT(refusal_of(Model::load_first(classifier, classifier.size())),
             Contains("expected the first part of a model that makes pictures, found one of tiny-classifier"));
  const Bytes file = golden_file(tiny_spec(), Dtype::f32);
  const auto refusal = [](const Bytes& bad) {
    return refusal_of(Model::load_first(std::span(bad).first(first_bytes(bad, tiny_spec())), bad.size()));
  };
  CHECK_THAT(refusal(altered(file, "zscape.spec", "fc21", "fc29")), Contains("\"fc29.weight\" is missing"));
  CHECK_THAT(refusal(altered(file, "zscape.golden", "decoder_sha256", "decoder_sha255")), Contains("expected none, found SHA-256"));
}
