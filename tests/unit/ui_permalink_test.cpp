// Permalinks: exact there and back, and refused by name when malformed. And views that do not fit the model.
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "spec/catalogue.hpp"
#include "spec/published.hpp"
#include "test_model.hpp"
#include "ui/link/fragment.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/view.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

View rich_view() {
  View view;
  view.model_id = "vae2d-x";
  view.draw.seed = std::numeric_limits<std::uint64_t>::max();
  view.draw.temperature = 0.1f;
  view.drifting = false;
  view.phase = 1.0 / 3.0;
  view.stage = Code{1.5f, -0.0f, std::numeric_limits<float>::denorm_min(), 3.4e38f};
  view.anchors = {Code{0.1f}, Code{1, 2, 3}, Code{-1}, Code{0}};
  view.path = PathKind::geodesic;
  view.position = 0.1 + 0.2;
  view.playing = true;
  view.draw.label = 9;
  view.wall = Wall::features;
  view.unit = 1999;
  view.map = {.plane = PlaneKind::random,
              .latents = {1999, 0},
              .seed = 3,
              .window = MapWindow{-1.0 / 3, 999.5, 0.001},
              .track = {{1.0 / 3, -2, 7.5}, {{0, 1}, {4095, 64}}},
              .points = false,
              .verdicts = true,
              .hidden = 0b1000000001};
  view.interpolation = {.track = {{0, 4095}, {63, 64}, {4032, 1}}, .speed = 0.3f, .terms = {Code{7}, {}, Code{1.25f}}};
  view.draw.truncation = 1.0f / 3 + 0.5f;
  view.draw.raw = true;
  view.wall_count = 1024;
  view.cloud_centre = Code{0.5f, -3};
  view.cloud_radius = 0.7f;
  view.verdicts = view.real = true;
  view.frozen = {0, 7, 1999};
  return view;
}

std::string refusal(std::string_view fragment) {
  const auto view = parse_fragment(fragment);
  return view.ok() ? "accepted" : view.error().message;
}

}  // namespace

TEST_CASE("a view comes back from its fragment exactly", "[ui]") {
  const View view = rich_view();
  const auto back = parse_fragment(to_fragment(view));
  REQUIRE(back.ok());
  CHECK(*back == view);
  CHECK(std::signbit((*back->stage)[1]));
  CHECK(to_fragment(*back) == to_fragment(view));
}

TEST_CASE("an empty fragment is the default view, and missing keys keep their defaults", "[ui]") {
  CHECK(*parse_fragment("") == View{});
  View expected;
  expected.draw.seed = 12;
  CHECK(*parse_fragment("seed=12") == expected);
  CHECK(*parse_fragment(to_fragment(View{})) == View{});
}

TEST_CASE("a fragment is readable text with known bits", "[ui]") {
  View view;
  view.drifting = false;
  view.stage = Code{1.0f};  // 00 00 80 3f
  CHECK(to_fragment(view) ==
        "model=vae&tab=generate&seed=16&temperature=1&drift=0&phase=0&stage=AACAPw&path=spherical&position=0&play=0");
}

TEST_CASE("floats of every kind survive as text", "[ui]") {
  for (const float temperature : {0.0f, 1e-30f, std::nextafter(1.0f, 2.0f), 1.9999999f, 2.0f}) {
    View view;
    view.draw.temperature = temperature;
    view.phase = static_cast<double>(temperature) / 7;
    view.position = std::nextafter(1.0, 0.0);
    CHECK(*parse_fragment(to_fragment(view)) == view);
  }
}

TEST_CASE("a malformed fragment is refused and the message names the key", "[ui]") {
  using Catch::Contains;
  CHECK_THAT(refusal("colour=red"), Contains("unknown key \"colour\""));
  CHECK_THAT(refusal("seed=1&seed=1"), Contains("\"seed\" more than once"));
  CHECK_THAT(refusal("seed"), Contains("key=value"));
  CHECK_THAT(refusal("=1"), Contains("key=value"));
  CHECK_THAT(refusal("seed=1&"), Contains("key=value"));
  CHECK_THAT(refusal("seed=1&&drift=0"), Contains("key=value"));
  for (const char* seed : {"", "-1", "+1", "1.5", "0x7", " 7", "18446744073709551616"}) {
    CHECK_THAT(refusal("seed=" + std::string(seed)), Contains("seed: expected a whole number"));
  }
  for (const char* number : {"", "nan", "inf", "-0.5", "2.01", "1e99", "1x", "0x1", " 1", "1e", "0.5.5"}) {
    CHECK_THAT(refusal("temperature=" + std::string(number)), Contains("temperature: expected a number from 0 to 2"));
  }
  CHECK_THAT(refusal("phase=-1"), Contains("phase"));
  CHECK_THAT(refusal("position=1.0000001"), Contains("position"));
  CHECK_THAT(refusal("drift=yes"), Contains("drift: expected 0 or 1"));
  CHECK_THAT(refusal("play="), Contains("play: expected 0 or 1"));
  CHECK_THAT(refusal("path=round"), Contains("path: expected linear, spherical or geodesic"));
  for (const char* speed : {"", "0.24", "4.01", "nan", "-1", "1e9"}) {
    CHECK_THAT(refusal("speed=" + std::string(speed)), Contains("speed: expected a number from 0.25 to 4"));
  }
  for (const std::string& track : {std::string(), std::string("AAAA"), std::string("AAAABBB"), std::string(4 * 65, 'A')}) {
    CHECK_THAT(refusal("track=" + track), Contains("track: expected 4 characters for each of 2 to 64 points"));
  }
  CHECK_THAT(refusal("track=AAAAAA+A"), Contains("track: expected base64url characters"));
  CHECK_THAT(refusal("model=../x"), Contains("model"));
  for (const char* label : {"", "-1", "100", "3x"}) {
    CHECK_THAT(refusal("label=" + std::string(label)), Contains("label: expected a whole number below 100"));
  }
  CHECK_THAT(refusal("wall=digits"), Contains("wall: expected samples, features or cloud"));
  CHECK_THAT(refusal("unit=2000"), Contains("unit: expected a whole number below 2000"));
  for (const char* count : {"", "0", "-1", "1025", "7.5", "99999999999"}) {
    CHECK_THAT(refusal("count=" + std::string(count)), Contains("count: expected a whole number from 1 to 1024"));
  }
  for (const char* number : {"", "0.49", "3.01", "inf", "nan"}) {
    CHECK_THAT(refusal("truncation=" + std::string(number)), Contains("truncation: expected a number from 0.5 to 3"));
  }
  CHECK_THAT(refusal("radius=2.01"), Contains("radius: expected a number from 0 to 2"));
  for (const char* key : {"raw", "verdicts", "real"}) CHECK_THAT(refusal(std::string(key) + "=2"), Contains("expected 0 or 1"));
  CHECK_THAT(refusal("cloud=AADAfw"), Contains("cloud: expected finite numbers"));
  for (const char* frozen : {"", ".", "1.", "1..2", "x", "-1", "2000"}) {
    CHECK_THAT(refusal("frozen=" + std::string(frozen)), Contains("frozen: expected a whole number below 2000"));
  }
  for (const char* frozen : {"2.1", "1.1"})
    CHECK_THAT(refusal("frozen=" + std::string(frozen)), Contains("frozen: expected rising"));
}

TEST_CASE("what a link says of the map is bounded", "[ui]") {
  using Catch::Contains;
  CHECK_THAT(refusal("map=plane"), Contains("map: expected principal, latents or random"));
  for (const char* latents : {"", "1", "1,", ",1", "0,2000", "1,2,3", "-1,0", "3,3"})
    CHECK_THAT(refusal("map-latents=" + std::string(latents)), Contains("map-latents: expected"));
  for (const char* window : {"", "1", "0,0", "0,0,0", "0,0,-1", "0,0,1e9", "1001,0,1", "0,-1e300,1", "0,0,nan", "0,0,1,", "0,0,1,2",
                             "inf,0,1", ",,", "0,0,0.0009"})
    CHECK_THAT(refusal("map-window=" + std::string(window)), Contains("map-window: expected"));
  for (const char* track :
       {"", "AAAABBBB", "0,0,AAAABBBB", "0,0,0,AAAABBBB", "0,0,1,AAAA", "0,0,1,", "0,0,1,AAAABBB+", "0,0,1,2,AAAABBBB"})
    CHECK_THAT(refusal("map-track=" + std::string(track)), Contains("map-track: expected"));
  CHECK_THAT(refusal("map-seed=-1"), Contains("map-seed"));
  CHECK_THAT(refusal("map-points=2"), Contains("map-points: expected 0 or 1"));
  CHECK_THAT(refusal("map-verdicts=yes"), Contains("map-verdicts: expected 0 or 1"));
  CHECK_THAT(refusal("map-hidden=1073741824"), Contains("map-hidden: expected a whole number below 1073741824"));
  CHECK_THAT(refusal("map-colour=red"), Contains("unknown key \"map-colour\""));
}

TEST_CASE("a latent that is not whole finite floats is refused", "[ui]") {
  using Catch::Contains;
  for (const char* bad : {"", "A", "AACAP", "AACAPwA", "AACAP=", "AACAPx", "AACA+w"}) {
    CHECK_THAT(refusal("stage=" + std::string(bad)), Contains("stage: expected"));
  }
  CHECK_THAT(refusal("a=AADAfw"), Contains("a: expected finite numbers"));  // NaN
  CHECK_THAT(refusal("b=AACAfw"), Contains("b: expected finite numbers"));  // infinity
  for (const char* key : {"c", "d", "first", "minus", "plus"}) {
    CHECK_THAT(refusal(std::string(key) + "=AACAfw"), Contains(std::string(key) + ": expected finite numbers"));
  }
  CHECK_THAT(refusal("stage=" + std::string(100'000, 'A')), Contains("stage: expected"));
}

TEST_CASE("a code of another size is left out, with a message", "[ui]") {
  const Model model = *Model::build(random_model_file(*find_model("vae"), Dtype::f32));
  View view;
  view.stage = Code(7, 0.0f);
  const auto error = settle(view, model);
  REQUIRE(error.has_value());
  CHECK_THAT(error->message, Catch::Contains("the stage") && Catch::Contains("expects 20") && Catch::Contains("found 7"));
  CHECK(view.stage->size() == 20);
  CHECK(view.anchors[0]->size() == 20);
  CHECK_FALSE(settle(view, model).has_value());
}

TEST_CASE("a class and features that the model does not have are left out, with a message", "[ui]") {
  const auto complaint = [](const char* id, const char* fragment) {
    const Model model = *Model::build(random_model_file(published(*find_model(id)), Dtype::f32));
    View view = *parse_fragment(fragment);
    const auto error = settle(view, model);
    CHECK_FALSE(settle(view, model).has_value());
    return error ? error->message : "";
  };
  CHECK(complaint("cvae", "label=9") == "");
  CHECK(complaint("cvae", "label=10") == "the class was left out: model cvae expects 0 to 9, found 10");
  CHECK(complaint("vae", "label=3") == "the class was left out: model vae draws no class on request");
  CHECK(complaint("vae", "wall=features") == "the features were left out: model vae has none to show");
  CHECK(complaint("vae2d", "map-latents=1,0") == "");
  CHECK(complaint("vae2d", "map-latents=1,2") ==
        "the map's latents were left out: model vae2d expects two different ones below 2, found 1 and 2");
  CHECK(complaint("ae", "wall=features&unit=63") == "");
  CHECK(complaint("ae", "wall=features&unit=64") ==
        "the features start at the first unit: model ae expects a unit below 64, found 64");
}
