#include <catch2/catch.hpp>

#include "refusal.hpp"
#include "weights/thumbnails_file.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

ThumbnailsFile two_models() {
  const std::vector<std::uint8_t> ink(kThumbnails * 6, 200), paper(kThumbnails * 6, 0);
  return {.height = 2, .width = 3, .models = {{"ae", ink}, {"vae", paper}}};
}

std::string thumbnails_refusal(const Safetensors& content) { return refusal_of(parse_thumbnails_file(serialize(content))); }

}  // namespace

TEST_CASE("thumbnails survive a round trip", "[weights]") {
  const auto back = parse_thumbnails_file(serialize(to_safetensors(two_models())));
  REQUIRE(back.ok());
  CHECK(*back == two_models());
}

TEST_CASE("thumbnails cut off anywhere are refused", "[weights]") {
  const Bytes file = serialize(to_safetensors(two_models()));
  for (std::size_t size = 0; size < file.size(); ++size) REQUIRE_FALSE(parse_thumbnails_file(std::span(file).first(size)).ok());
}

TEST_CASE("thumbnails of several sizes, of another number or of no model are refused", "[weights]") {
  Safetensors content = to_safetensors(two_models());
  content.tensors["vae"] = {Dtype::u8, {kThumbnails, 3, 2}, Bytes(kThumbnails * 6)};
  CHECK_THAT(thumbnails_refusal(content), Contains("\"vae\" has shape [5, 3, 2]: expected [5, 2, 3]"));
  content.tensors["vae"] = {Dtype::u8, {kThumbnails - 1, 2, 3}, Bytes((kThumbnails - 1) * 6)};
  CHECK_THAT(thumbnails_refusal(content), Contains("\"vae\""));
  CHECK_THAT(thumbnails_refusal(Safetensors()), Contains("found none"));
}
