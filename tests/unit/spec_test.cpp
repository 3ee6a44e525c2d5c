#include <catch2/catch.hpp>

#include "spec/catalogue.hpp"
#include "spec/parameters.hpp"
#include "spec/spec_json.hpp"

using namespace zscape;
using Catch::Contains;

TEST_CASE("every catalogue entry is valid and survives JSON", "[spec]") {
  for (const ModelSpec& spec : catalogue()) {
    INFO(spec.id);
    CHECK(validate(spec).ok());
    const auto back = spec_from_json(to_json(spec));
    REQUIRE(back.ok());
    CHECK(*back == spec);
    CHECK(find_model(spec.id).ok());
  }
  CHECK_THAT(find_model("nope").error().message, Contains("no model \"nope\"") && Contains("vae"));
}

TEST_CASE("the vae has the state_dict of the class with fc1, fc21, fc22, fc3, fc4", "[spec]") {
  const std::vector<Parameter> expected = {{"fc1.weight", {400, 784}}, {"fc1.bias", {400}},        {"fc21.weight", {20, 400}},
                                           {"fc21.bias", {20}},        {"fc22.weight", {20, 400}}, {"fc22.bias", {20}},
                                           {"fc3.weight", {400, 20}},  {"fc3.bias", {400}},        {"fc4.weight", {784, 400}},
                                           {"fc4.bias", {784}}};
  CHECK(parameters(*find_model("vae")) == expected);
}

TEST_CASE("a spec whose layers do not fit is refused by the layer's name", "[spec]") {
  ModelSpec spec = *find_model("vae");
  spec.decoder[2] = {"fc4", Linear{401, 784}};
  CHECK_THAT(validate(spec).error().message, Contains("\"fc4\" takes 401") && Contains("makes [400]"));
  spec.decoder[2] = {"fc4", Linear{400, 783}};
  CHECK_THAT(validate(spec).error().message, Contains("decoder makes [783], expected 784"));
  spec = *find_model("vae");
  spec.decoder[2] = {"fc1", Linear{400, 784}};
  CHECK_THAT(validate(spec).error().message, Contains("two layers have the parameter \"fc1.weight\""));
  spec = *find_model("vae");
  spec.sample = {1, 28};
  CHECK_THAT(validate(spec).error().message, Contains("[channels, height, width]"));
  spec.sample = {1, std::int64_t{1} << 40, std::int64_t{1} << 40};
  CHECK_FALSE(validate(spec).ok());
  spec = *find_model("vae");
  spec.id = "a&seed=3";
  CHECK_THAT(validate(spec).error().message, Contains("a model id should be"));
  spec = *find_model("vae");
  spec.encoder[0] = {"fc1", Linear{784, 1 << 20}};
  CHECK_THAT(validate(spec).error().message, Contains("\"fc1\" should have at most 65536"));
}

TEST_CASE("spec JSON that lies is refused", "[spec]") {
  const Json good = to_json(*find_model("vae"));
  Json json = good;
  json["decoder"][0]["kind"] = "quantum";
  CHECK_THAT(spec_from_json(json).error().message, Contains("\"quantum\""));
  json = good;
  json["decoder"][0]["in"] = -20;
  CHECK_FALSE(spec_from_json(json).ok());
  json = good;
  json.erase("latent");
  CHECK_THAT(spec_from_json(json).error().message, Contains("\"latent\" is missing"));
  json = good;
  json["decoder"] = "fc3";
  CHECK_THAT(spec_from_json(json).error().message, Contains("should be an array"));
}

TEST_CASE("element_count refuses what is negative, zero or too large", "[spec]") {
  CHECK(element_count({400, 784}) == 313600);
  CHECK(element_count({}) == 1);
  CHECK_FALSE(element_count({3, 0}));
  CHECK_FALSE(element_count({-1, -1}));
  CHECK_FALSE(element_count({std::int64_t{1} << 32, std::int64_t{1} << 32}));
}
