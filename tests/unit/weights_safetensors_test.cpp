#include <catch2/catch.hpp>
#include <cstring>
#include <limits>

#include "refusal.hpp"
#include "weights/safetensors.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

Bytes container(const std::string& header, std::size_t data_bytes, std::uint64_t claimed) {
  Bytes file(8 + header.size() + data_bytes);
  std::memcpy(file.data(), &claimed, 8);
  std::memcpy(file.data() + 8, header.data(), header.size());
  return file;
}
Bytes container(const std::string& header, std::size_t data_bytes) { return container(header, data_bytes, header.size()); }

std::string refusal(const Bytes& file) { return refusal_of(parse_safetensors(file)); }

}  // namespace

TEST_CASE("tensors and metadata survive a round trip", "[weights]") {
  Safetensors content;
  content.metadata["note"] = "caf\u00e9";
  content.tensors["b"] = store({{2, 3}, {1, -2, 3.5f, 0, 1e-40f, 65504}}, Dtype::f32);
  content.tensors["a"] = store({{3}, {1, -0.5f, 65504}}, Dtype::f16);
  content.tensors["state"] = {Dtype::u8, {5}, Bytes(5, std::byte{7})};
  content.tensors["step"] = {Dtype::i64, {}, Bytes(8)};
  const Bytes file = serialize(content);
  const auto back = parse_safetensors(file);
  REQUIRE(back.ok());
  CHECK(back->metadata == content.metadata);
  CHECK(serialize(*back) == file);
  CHECK(widen("b", back->tensors.at("b"))->values == std::vector<float>{1, -2, 3.5f, 0, 1e-40f, 65504});
  CHECK(widen("a", back->tensors.at("a"))->values == std::vector<float>{1, -0.5f, 65504});
  CHECK(tensors_sha256(*back) == tensors_sha256(content));
}

TEST_CASE("a truncated header is refused and names its length", "[weights]") {
  CHECK_THAT(refusal({}), Contains("expected at least 8 bytes, found 0"));
  CHECK_THAT(refusal(container("{}", 0, 200)), Contains("claims 200 bytes, the file holds 2"));
  CHECK_THAT(refusal(container("{}", 0, std::numeric_limits<std::uint64_t>::max())), Contains("claims 18446744073709551615 bytes"));
}

TEST_CASE("every truncation of a file is refused", "[weights]") {
  Safetensors content;
  content.tensors["a"] = store({{3}, {1, 2, 3}}, Dtype::f32);
  const Bytes file = serialize(content);
  for (std::size_t size = 0; size < file.size(); ++size) CHECK_FALSE(parse_safetensors(std::span(file).first(size)).ok());
}

TEST_CASE("tensors that overlap, leave gaps or leave the file are refused by name", "[weights]") {
  CHECK_THAT(
      refusal(container(
          R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})", 12)),
      Contains("\"b\" begins at byte 4, inside the tensor before it"));
  CHECK_THAT(refusal(container(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8)), Contains("bytes 0 to 4"));
  CHECK_THAT(refusal(container(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 8)),
             Contains("end at byte 4 of the data, which has 8"));
  CHECK_THAT(refusal(container(R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", 8)),
             Contains("\"a\" ends at byte 16"));
  CHECK_THAT(refusal(container(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", 4)),
             Contains("data_offsets [begin, end]"));
  CHECK_THAT(refusal(container(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8)), Contains("needs 12 bytes"));
}

TEST_CASE("wrong dtypes and impossible shapes are refused by name", "[weights]") {
  CHECK_THAT(refusal(container(R"({"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}})", 4)), Contains("\"a\" has dtype BF16"));
  CHECK_THAT(refusal(container(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4)),
             Contains("impossible shape [-1]"));
  CHECK_THAT(refusal(container(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})", 0)),
             Contains("impossible shape"));
  CHECK_THAT(refusal(container(R"({"a":{"shape":[1],"data_offsets":[0,4]}})", 4)), Contains("\"a\": \"dtype\" is missing"));
  CHECK_THAT(refusal(container(R"({"a":7})", 0)), Contains("should be described by an object"));
  CHECK_THAT(refusal(container(R"({"__metadata__":{"x":1}})", 0)), Contains("\"x\" should be a string"));
  CHECK_THAT(widen("n", {Dtype::i64, {1}, Bytes(8)}).error().message, Contains("\"n\" has dtype I64"));
}

TEST_CASE("values that are not finite are refused with their index", "[weights]") {
  const float inf = std::numeric_limits<float>::infinity();
  CHECK_THAT(widen("w", store({{3}, {1, inf, 2}}, Dtype::f32)).error().message,
             Contains("\"w\" holds a value that is not finite, at index 1"));
  CHECK_FALSE(widen("w", store({{1}, {1e6f}}, Dtype::f16)).ok());  // beyond half precision
}

TEST_CASE("half precision rounds to nearest even and keeps subnormals", "[weights]") {
  const auto half = [](float x) { return widen("", store({{1}, {x}}, Dtype::f16))->values[0]; };
  CHECK(half(1.0f + 0x1p-11f) == 1.0f);
  CHECK(half(1.0f + 0x3p-11f) == 1.0f + 0x1p-9f);
  CHECK(half(0x1p-24f) == 0x1p-24f);
  CHECK(half(65504.0f) == 65504.0f);
}
