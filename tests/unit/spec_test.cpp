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
    const ModelSpec kept = published(spec);
    CHECK(validate(kept).ok());
    CHECK(*spec_from_json(to_json(kept)) == kept);
    CHECK(published(kept) == kept);
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

TEST_CASE("every kind of layer refuses what does not fit it, by name", "[spec]") {
  const auto refusal = [](const LayerKind& kind, const Shape& in) {
    const auto out = output_shape(Layer("x", kind), in);
    REQUIRE_FALSE(out.ok());
    return out.error().message;
  };
  CHECK_THAT(refusal(Linear{3, 2}, {2, 2}), Contains("\"x\" takes 3 values, what comes before it makes [2, 2]"));
  CHECK_THAT(refusal(Conv2d{.in = 2, .out = 1}, {1, 5, 5}), Contains("\"x\" takes [2, height, width]"));
  CHECK_THAT(refusal(Conv2d{.in = 1, .out = 1}, {5}), Contains("\"x\" takes [1, height, width]"));
  CHECK_THAT(refusal(Conv2d{.in = 1, .out = 1, .kernel = 6}, {1, 5, 5}), Contains("makes [1, 0, 0] of [1, 5, 5]"));
  CHECK_THAT(refusal(Conv2d{.in = 1, .out = 1, .kernel = 3, .stride = 0}, {1, 5, 5}), Contains("found kernel 3, stride 0"));
  CHECK_THAT(refusal(Conv2d{.in = 1, .out = 1, .kernel = 3, .padding = 3}, {1, 5, 5}), Contains("padding below its kernel"));
  CHECK_THAT(refusal(Conv2d{.in = 1, .out = 1, .kernel = 65}, {1, 99, 99}), Contains("1 to 64"));
  CHECK_THAT(refusal(Conv2d{.in = 1024, .out = 1, .kernel = 64}, {1024, 8, 8}), Contains("with its padding"));
  CHECK_THAT(refusal(ConvTranspose2d{.in = 1, .out = 64, .kernel = 64, .stride = 64}, {1, 5, 5}), Contains("at most 65536 values"));
  CHECK_THAT(refusal(ConvTranspose2d{.in = 1, .out = 1, .kernel = 3, .padding = 2}, {1, 1, 1}), Contains("makes [1, -1, -1]"));
  CHECK_THAT(refusal(BatchNorm{3}, {2, 4, 4}), Contains("\"x\" takes 3 channels"));
  CHECK_THAT(refusal(Embedding{10, 4}, {9}), Contains("a weight for each of 10 rows"));
  CHECK_THAT(refusal(Reshape{{2, 3}}, {7}), Contains("a reshape to [2, 3] does not hold the values of [7]"));
  CHECK_THAT(refusal(LeakyRelu{2.0}, {7}), Contains("negative slope of 0 to 1"));
  CHECK_THAT(output_shape(Layer("", BatchNorm{3}), {3}).error().message, Contains("needs a name"));
}

TEST_CASE("shapes follow PyTorch's formulas", "[spec]") {
  CHECK(*output_shape(Layer("x", Conv2d{.in = 1, .out = 8, .kernel = 4, .stride = 2, .padding = 1}), {1, 28, 27}) ==
        Shape{8, 14, 13});
  CHECK(*output_shape(Layer("x", ConvTranspose2d{.in = 8, .out = 2, .kernel = 4, .stride = 2, .padding = 1}), {8, 7, 6}) ==
        Shape{2, 14, 12});
  CHECK(*output_shape(Layer(Reshape{{4, 1}}), {2, 2}) == Shape{4, 1});
}

TEST_CASE("networks that do not belong together are refused", "[spec]") {
  const auto refusal = [](const ModelSpec& spec) {
    const auto valid = validate(spec);
    REQUIRE_FALSE(valid.ok());
    return valid.error().message;
  };
  ModelSpec spec = *find_model("gan");
  spec.decoder = {};
  CHECK_THAT(refusal(spec), Contains("neither a decoder nor a classifier"));
  spec = *find_model("gan");
  spec.discriminator = {};
  CHECK_THAT(refusal(spec), Contains("heads of a discriminator without"));
  spec = *find_model("vae");
  spec.encoder = {};
  CHECK_THAT(refusal(spec), Contains("heads of an encoder without"));
  spec = *find_model("vae");
  spec.encoder_mean = {};
  CHECK_FALSE(validate(spec).ok());
  spec = *find_model("lenet");
  spec.encoder = {};
  CHECK_THAT(refusal(spec), Contains("without an encoder"));
  spec = *find_model("lenet");
  spec.classes = 9;
  CHECK_THAT(refusal(spec), Contains("classifier makes [10], expected 9 values"));
  spec.classes = -1;
  CHECK_THAT(refusal(spec), Contains("0 to 1000 classes"));
  spec = *find_model("lenet");
  spec.condition = find_model("cvae")->condition;
  CHECK_THAT(refusal(spec), Contains("a condition without a decoder"));
  spec = *find_model("cvae");
  spec.classes = 9;
  CHECK_THAT(refusal(spec), Contains("a weight for each of 10 rows"));
  spec = *find_model("vae");
  spec.decoder[0].name = "prior";
  CHECK_THAT(refusal(spec), Contains("the name of a fitted prior"));
}

TEST_CASE("a network that costs too much is refused, others say what they cost", "[spec]") {
  const ModelSpec vae = *find_model("vae");
  CHECK(cost(vae).multiply_adds == 784 * 400 + 400 + 2 * 400 * 20 + 20 * 400 + 400 + 400 * 784 + 16 * 784);
  CHECK(cost(vae).widest == 784);
  // [64, 7, 7] by four phases of 2 x 2 taps; one tap reaches each output of the first layer.
  const Network generator = {find_model("dcgan")->decoder[1], find_model("dcgan")->decoder[4]};
  CHECK(cost(generator, {100, 1, 1}).multiply_adds == 100 * 128 * 16 + 128 * 64 * 4 * 49 + 4 * 256);

  ModelSpec spec = vae;
  spec.sample = {1, 256, 256};
  spec.encoder = {{"c", Conv2d{.in = 1, .out = 1, .kernel = 63, .padding = 31}}, {"fc1", Linear{65536, 400}}, Relu{}};
  spec.decoder = {{"fc3", Linear{20, 65536}}};
  CHECK(validate(spec).ok());
  spec.encoder.insert(spec.encoder.begin(), 8, spec.encoder[0]);
  CHECK_THAT(validate(spec).error().message, Contains("the encoder takes") && Contains("at most 2147483648 are sane"));
}

TEST_CASE("a spec's JSON leaves out what is usual, and old files that list empty networks are read", "[spec]") {
  const Json json = to_json(*find_model("gan"));
  for (const char* key : {"classes", "condition", "encoder", "encoder_mean", "classifier"}) CHECK_FALSE(json.contains(key));
  CHECK(json["pixels"] == "signed_unit");
  CHECK_FALSE(json["decoder"][1].contains("negative_slope"));
  Json old = json;
  old["encoder"] = old["encoder_mean"] = old["encoder_log_variance"] = Json::array();
  CHECK(*spec_from_json(old) == *find_model("gan"));
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
  json = to_json(*find_model("dcgan"));
  json["pixels"] = "loud";
  CHECK_THAT(spec_from_json(json).error().message, Contains("pixels \"loud\""));
  json["pixels"] = "unit";
  json["decoder"][1]["bias"] = 0;
  CHECK_THAT(spec_from_json(json).error().message, Contains("\"bias\" should be true or false, found number"));
  json["decoder"][1].erase("bias");
  json["decoder"][1].erase("kernel");
  CHECK_THAT(spec_from_json(json).error().message, Contains("\"kernel\" is missing"));
}

TEST_CASE("element_count refuses what is negative, zero or too large", "[spec]") {
  CHECK(element_count({400, 784}) == 313600);
  CHECK(element_count({}) == 1);
  CHECK_FALSE(element_count({3, 0}));
  CHECK_FALSE(element_count({-1, -1}));
  CHECK_FALSE(element_count({std::int64_t{1} << 32, std::int64_t{1} << 32}));
}
