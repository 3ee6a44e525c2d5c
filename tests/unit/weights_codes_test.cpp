// The files beside the models: a test set's codes, and some of its images.
#include <catch2/catch.hpp>
#include <limits>

#include "refusal.hpp"
#include "weights/codes_file.hpp"
#include "weights/model_file.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

const CodesFile kCodes{.model = std::string(64, 'a'),
                       .dataset = "mnist",
                       .points = {{4, 2}, {1, 2, -0.5f, 0, 0, 0.25f, 65504, -8}},
                       .labels = {0, 2, 1, 2},
                       .mean = {{3}, {0.1f, 0.2f, -0.3f}},
                       .components = {{2, 3}, {0.6f, 0, 0.8f, 0, 1, 0}},
                       .deviation = {{3}, {1, 2, 0}},
                       .class_means = {{3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9}}};

DigitsFile some_digits() {
  DigitsFile digits{.dataset = "mnist", .count = 20, .height = 2, .width = 3, .images = {}, .labels = {}};
  for (int i = 0; i < 120; ++i) digits.images.push_back(static_cast<std::uint8_t>(2 * i));
  for (int i = 0; i < 20; ++i) digits.labels.push_back(static_cast<std::uint8_t>(i % 10));
  return digits;
}

std::string codes_refusal(const Safetensors& content) { return refusal_of(parse_codes_file(serialize(content))); }

std::string digits_refusal(const Safetensors& content) { return refusal_of(parse_digits_file(serialize(content))); }

}  // namespace

TEST_CASE("codes and digits survive a round trip", "[weights]") {
  const auto codes = parse_codes_file(serialize(to_safetensors(kCodes)));
  REQUIRE(codes.ok());
  CHECK(*codes == kCodes);
  const auto digits = parse_digits_file(serialize(to_safetensors(some_digits())));
  REQUIRE(digits.ok());
  CHECK(*digits == some_digits());
}

TEST_CASE("every truncation of codes and digits is refused", "[weights]") {
  const Bytes codes = serialize(to_safetensors(kCodes)), digits = serialize(to_safetensors(some_digits()));
  for (std::size_t size = 0; size < codes.size(); ++size) REQUIRE_FALSE(parse_codes_file(std::span(codes).first(size)).ok());
  for (std::size_t size = 0; size < digits.size(); ++size) REQUIRE_FALSE(parse_digits_file(std::span(digits).first(size)).ok());
}

TEST_CASE("codes that are missing, misshapen or left over are named, with expected and found", "[weights]") {
  const Safetensors good = to_safetensors(kCodes);
  for (const auto& [name, tensor] : good.tensors) {
    Safetensors bad = good;
    bad.tensors.erase(name);
    CHECK_THAT(codes_refusal(bad), Contains("\"" + name + "\" is missing"));
    bad.tensors[name] = {Dtype::i64, tensor.shape, Bytes(static_cast<std::size_t>(*element_count(tensor.shape)) * 8)};
    CHECK_THAT(codes_refusal(bad), Contains("\"" + name + "\" has dtype I64: expected " + std::string(to_string(tensor.dtype))));
  }
  const auto with = [&](const char* name, StoredTensor tensor) {
    Safetensors bad = good;
    bad.tensors[name] = std::move(tensor);
    return codes_refusal(bad);
  };
  CHECK_THAT(with("points", store({{2, 4}, std::vector<float>(8)}, Dtype::f16)), Contains("shape [2, 4]: expected [any, 2]"));
  CHECK_THAT(with("labels", {Dtype::u8, {3}, Bytes(3)}), Contains("\"labels\" has shape [3]: expected [4]"));
  CHECK_THAT(with("components", store({{3, 2}, std::vector<float>(6)}, Dtype::f32)), Contains("shape [3, 2]: expected [2, 3]"));
  CHECK_THAT(with("deviation", store({{2}, {1, 1}}, Dtype::f32)), Contains("\"deviation\" has shape [2]: expected [3]"));
  CHECK_THAT(with("class_means", store({{9}, std::vector<float>(9)}, Dtype::f32)), Contains("shape [9]: expected [any, 3]"));
  CHECK_THAT(with("mean", store({{4}, std::vector<float>(4)}, Dtype::f32)),
             Contains("\"components\" has shape [2, 3]: expected [2, 4]"));
  CHECK_THAT(with("scale", store({{1}, {1}}, Dtype::f32)), Contains("\"scale\" belongs to no such file"));
}

TEST_CASE("codes whose values cannot be are refused", "[weights]") {
  const auto refused = [](auto&& spoil) {
    CodesFile codes = kCodes;
    spoil(codes);
    return codes_refusal(to_safetensors(codes));
  };
  constexpr float kInfinity = std::numeric_limits<float>::infinity(), kNan = std::numeric_limits<float>::quiet_NaN();
  CHECK_THAT(refused([](CodesFile& codes) { codes.labels[2] = 3; }), Contains("classes below 3, found 3 at index 2"));
  CHECK_THAT(refused([](CodesFile& codes) { codes.points.values[1] = 1e6f; }),
             Contains("\"points\" holds a value that is not finite, at index 1"));
  CHECK_THAT(refused([](CodesFile& codes) { codes.mean.values[0] = kNan; }), Contains("\"mean\" holds a value that is not finite"));
  CHECK_THAT(refused([](CodesFile& codes) { codes.class_means.values[8] = kInfinity; }), Contains("not finite, at index 8"));
  CHECK_THAT(refused([](CodesFile& codes) { codes.deviation.values[1] = -1; }), Contains("a negative deviation, -1"));
  CHECK_THAT(refused([](CodesFile& codes) { codes.components.values[4] = 2; }),
             Contains("rows 1 and 1 should have the product 1, found 4"));
  CHECK_THAT(refused([](CodesFile& codes) { codes.components.values = {0, 1, 0, 0, 1, 0}; }),
             Contains("rows 0 and 1 should have the product 0, found 1"));
  CHECK_THAT(refused([](CodesFile& codes) { codes.components.values[0] = 3e38f; }), Contains("orthonormal"));
  CHECK_THAT(refused([](CodesFile& codes) { codes.model = "vae"; }), Contains("64 hexadecimal digits of SHA-256, found \"vae\""));
  CHECK_THAT(refused([](CodesFile& codes) { codes.dataset = ""; }), Contains("\"zscape.dataset\" is missing"));
}

TEST_CASE("digits whose shapes or classes are not in order are refused", "[weights]") {
  DigitsFile digits = some_digits();
  digits.labels[13] = 4;
  CHECK_THAT(digits_refusal(to_safetensors(digits)), Contains("expected 3 at index 13, found 4"));
  for (const std::int64_t count : {7, 1010}) {
    const DigitsFile odd{.dataset = "mnist",
                         .count = count,
                         .height = 1,
                         .width = 1,
                         .images = std::vector<std::uint8_t>(static_cast<std::size_t>(count)),
                         .labels = std::vector<std::uint8_t>(static_cast<std::size_t>(count))};
    CHECK_THAT(digits_refusal(to_safetensors(odd)), Contains("at most 1000 in all, found " + std::to_string(count)));
  }
  Safetensors bad = to_safetensors(some_digits());
  bad.tensors["images"].shape = {20, 6};
  CHECK_THAT(digits_refusal(bad), Contains("\"images\" has shape [20, 6]: expected [any, any, any]"));
  bad = to_safetensors(some_digits());
  bad.tensors["labels"] = {Dtype::u8, {19}, Bytes(19)};
  CHECK_THAT(digits_refusal(bad), Contains("\"labels\" has shape [19]: expected [20]"));
  bad.tensors.erase("labels");
  CHECK_THAT(digits_refusal(bad), Contains("\"labels\" is missing"));
  CHECK_THAT(digits_refusal(to_safetensors(kCodes)), Contains("belongs to no such file"));
}

TEST_CASE("what lies beside the models is not taken for a model", "[weights]") {
  for (const Safetensors& content : {to_safetensors(kCodes), to_safetensors(some_digits())}) {
    const auto model = parse_model_file(serialize(content));
    REQUIRE_FALSE(model.ok());
    CHECK_THAT(model.error().message, Contains("codes or images of a test set") && Contains("not one"));
  }
}
