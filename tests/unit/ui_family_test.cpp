// The interface with every kind of model: classes, fitted priors, many dimensions, features, and the list to choose from.
#include <catch2/catch.hpp>

#include "latent/drift.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/link/fragment.hpp"
#include "ui/session/changes.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/sliders.hpp"
#include "ui/view/code.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

/// A code of more units than pixels, which the interface opens with its features.
ModelSpec overcomplete_spec() {
  return {.id = "wide",
          .title = "Overcomplete",
          .sample = {1, 4, 4},
          .latent = 900,
          .encoder = {{"in", Linear{16, 900}}, Relu{}},
          .decoder = {{"out", Linear{900, 16}}}};
}

}  // namespace

TEST_CASE("the wall of a conditional model shows the classes in turn, or the one that is chosen", "[ui]") {
  Page page(1440, 900);
  page.open(*find_model("cvae"));
  const Model& model = *page.state.opened.model;
  const auto shows = [&](std::optional<int> label) {
    const Matrix wall = drifting_codes(model, {.seed = page.state.shown.view.draw.seed, .label = label}, page.shown().wall, 0);
    for (int i = 0; i < 25; ++i) CHECK(page.pixels(i) == decoded(page.state, row(wall, i)));
  };
  shows({});
  page.click(page.wall_class(1 + 3));
  CHECK(page.state.shown.view.draw.label == 3);
  shows(3);
  CHECK_THAT(to_fragment(page.state.shown.view), Catch::Contains("&label=3&"));
  page.click(page.wall_class(0));
  CHECK_FALSE(page.state.shown.view.draw.label);
  shows({});
}

TEST_CASE("the digit on the stage becomes another class and keeps its latent", "[ui]") {
  Page page(1440, 900);
  page.open(*find_model("cvae"));
  const Code before = *page.state.shown.view.stage;
  page.click(page.stage_class(8));
  const Code after = *page.state.shown.view.stage;
  CHECK(std::equal(before.begin(), before.begin() + 20, after.begin()));
  CHECK(std::vector<float>(after.begin() + 20, after.end()) == std::vector<float>{0, 0, 0, 0, 0, 0, 0, 0, 1, 0});
  CHECK(page.pixels(page.shown().stage()) == decoded(page.state, after));
}

TEST_CASE("a path between two classes mixes them", "[ui]") {
  Page page(1440, 900);
  page.open(*find_model("cvae"));
  View& view = page.state.shown.view;
  const Matrix codes = page.state.opened.model->sample(1, 0, 2, 1.0f);
  for (int end : {0, 1}) view.anchors[static_cast<std::size_t>(end)] = Code(row(codes, end).begin(), row(codes, end).end());
  view.position = 0.25;
  page.frame();
  const Code there = interpolate(Path::spherical, 20, *view.anchors[0], *view.anchors[1], 0.25);
  CHECK(there[20] == 0.75f);
  CHECK(there[21] == 0.25f);
  CHECK(page.pixels(page.shown().on_path()) == decoded(page.state, there));
}

TEST_CASE("Random and Zero change the latent on the stage, not its class", "[ui]") {
  Page page(1440, 900);
  page.open(*find_model("cvae"));
  const Code before = *page.state.shown.view.stage;
  for (const char* button : {"Random", "Zero"}) {
    page.press(button);
    const Code& now = *page.state.shown.view.stage;
    CHECK(now[0] != before[0]);
    CHECK(std::equal(before.begin() + 20, before.end(), now.begin() + 20));
  }
  CHECK(
      std::all_of(page.state.shown.view.stage->begin(), page.state.shown.view.stage->begin() + 20, [](float z) { return z == 0; }));
}

TEST_CASE("sliders reach three standard deviations of a fitted prior around its mean", "[ui]") {
  ModelFile file = with_prior("vae");
  file.prior->weight = {{2}, {0.25f, 0.75f}};
  for (float& value : file.prior->factor.values) value = 0;
  file.prior->mean.values[3] = -1;      // of component 0
  file.prior->mean.values[20 + 3] = 3;  // of component 1
  file.prior->factor.values[(3 * 20) + 3] = 2;
  file.prior->factor.values[((20 + 3) * 20) + 3] = 1;
  Page page(1440, 900);
  page.open(file);
  const Sliders& sliders = page.state.derived.sliders;
  const float deviation = std::sqrt(0.25f * (1 + 4) + 0.75f * (9 + 1) - 2 * 2);
  CHECK(sliders.mean[3] == Approx(2));
  CHECK(sliders.low(3) == Approx(2 - 3 * deviation));
  CHECK(sliders.high(3) == Approx(2 + 3 * deviation));
  CHECK(sliders.variation(3, 0) == Approx(2 - 2 * deviation));
  CHECK(sliders.variation(3, 2) == Approx(2));
  page.press("Mean");
  CHECK(*page.state.shown.view.stage == sliders.mean);
  CHECK(page.pixels(page.shown().variation(0, 2)) == page.pixels(page.shown().stage()));
}

TEST_CASE("sliders of N(0, I) reach from -3 to 3, and their previews from -2 to 2", "[ui]") {
  Page page(1280, 800);
  CHECK(page.state.derived.sliders.low(7) == -3);
  CHECK(page.state.derived.sliders.high(7) == 3);
  for (int step = 0; step < kVariations; ++step)
    CHECK(page.state.derived.sliders.variation(7, step) == static_cast<float>(step - 2));
}

TEST_CASE("of many dimensions twenty have a slider at once, and a pager shows the others", "[ui]") {
  Page page(1440, 900);
  page.open(*find_model("gan"));
  ShownTiles plan = page.shown();
  REQUIRE(plan.sliders() == kMaxSliders);
  const std::vector<int> order = page.state.derived.sliders.order;
  CHECK(plan.dimensions == std::vector<int>(order.begin(), order.begin() + 20));
  const ImVec2 next = {page.widget("along " + page.name_of(0)).area.max.x - 10, page.widget("Zero").area.max.y + 12 + 12};
  page.click(next);
  page.frame();
  plan = page.shown();
  CHECK(plan.dimensions[0] == order[20]);
  Code code = *page.state.shown.view.stage;
  code[static_cast<std::size_t>(order[20])] = -2;
  CHECK(page.pixels(plan.variation(0, 0)) == decoded(page.state, code));
  for (int i = 0; i < 9; ++i) page.click(next);
  page.frame();
  CHECK(page.shown().dimensions.front() == order[120]);  // 128 dimensions: the last page is shorter
  CHECK(page.shown().sliders() == 8);
}

TEST_CASE("a code of more units than pixels opens with its features; a click puts one alone on the stage", "[ui]") {
  Page page(1440, 900);
  page.open(overcomplete_spec());
  AppState& state = page.state;
  REQUIRE(state.shown.view.wall == Wall::features);
  const int shown = page.shown().wall;
  for (const int tile : {0, 1, shown - 1}) CHECK(page.pixels(tile) == bytes_of(values(state.opened.model->features(tile, 1))));
  page.click(page.place(5));
  for (int unit = 0; unit < 900; ++unit)
    CHECK((*state.shown.view.stage)[static_cast<std::size_t>(unit)] == (unit == 5 ? state.derived.sliders.high(5) : 0));
  CHECK(page.pixels(page.shown().stage()) == decoded(state, *state.shown.view.stage));

  page.hold_space();  // the next ones
  page.frame();
  CHECK(state.shown.view.unit == shown);
  CHECK(page.pixels(1) == bytes_of(values(state.opened.model->features(shown + 1, 1))));
  const std::string link = to_fragment(state.shown.view);
  CHECK_THAT(link, Catch::Contains("&wall=features&unit=" + std::to_string(shown) + "&"));
  const auto tiles = page.host.tiles;
  show_wall(state, Wall::samples, 0);
  page.frame();
  CHECK(page.pixels(0) == decoded(state, page.sampled(0)));
  state.shown.view = *parse_fragment(link);
  page.frame();
  CHECK(page.host.tiles == tiles);
}

TEST_CASE("few features are drawn larger than digits, all of them", "[ui]") {
  Page page(1440, 900);
  page.open(with_prior("ae"));
  const float digit = page.size(0).x;
  show_wall(page.state, Wall::features, 0);
  page.frame();
  CHECK(page.shown().wall == 64);
  CHECK(page.size(0).x > 1.2f * digit);
}

TEST_CASE("on a phone the last page of features is shorter, and space goes back to the first", "[ui]") {
  Page page(390, 844);
  page.open(with_prior("ae"));
  show_wall(page.state, Wall::features, 0);
  page.frame();
  REQUIRE(page.shown().wall == 30);
  const ImVec2 next = {390 - 12 - 19, page.place(29).y + page.size(29).y / 2 + 12 + 38 + 8 + 19};
  page.click(next);
  page.click(next);
  CHECK(page.state.shown.view.unit == 60);
  page.frame();
  CHECK(page.shown().wall == 4);
  CHECK(page.pixels(3) == bytes_of(values(page.state.opened.model->features(63, 1))));
  page.hold_space();
  page.frame();
  CHECK(page.state.shown.view.unit == 0);
}

TEST_CASE("another model keeps seed, temperature and drift, and drops what does not fit it", "[ui]") {
  Page page(1440, 900);
  page.open(*find_model("cvae"));
  View& view = page.state.shown.view;
  view.draw.seed = 99;
  view.draw.temperature = 0.5f;
  view.draw.label = 4;
  page.open(*find_model("vae"));
  CHECK_FALSE(page.state.messages.failure);
  CHECK(view.draw.seed == 99);
  CHECK(view.draw.temperature == 0.5f);
  CHECK_FALSE(view.drifting);
  CHECK_FALSE(view.draw.label);
  CHECK(view.stage->size() == 20);
  CHECK(page.pixels(0) == decoded(page.state, page.sampled(0)));
}

TEST_CASE("the list offers generators by data set, and a click asks for one", "[ui]") {
  Page page(1440, 900);
  page.state.published.manifest.models = {
      entry("vae", ModelRole::generator, "mnist"), entry("fashion-vae", ModelRole::generator, "fashion-mnist"),
      entry("lenet", ModelRole::classifier, "mnist"), entry("dcgan", ModelRole::generator, "mnist")};
  page.frame();
  page.state.outbox.clear();
  constexpr float kFirst = 48 + 12 + 28 + 22, kNext = 48;
  page.click({100, kFirst + kNext});
  CHECK(commands_of<FetchFile>(page.state) == std::vector<FetchFile>{{Purpose::model, "dcgan"}});
  page.click({100, kFirst + 2 * kNext + 28});
  CHECK(commands_of<FetchFile>(page.state).back() == FetchFile{Purpose::model, "fashion-vae"});
}

TEST_CASE("on a phone the models are behind the chip in the top bar", "[ui]") {
  Page page(390, 844);
  page.state.published.manifest.models = {entry("vae", ModelRole::generator, "mnist"),
                                          entry("dcgan", ModelRole::generator, "mnist")};
  page.frame();
  const float first_tile = page.place(0).y;
  page.click({110, 24});
  page.frame();
  page.frame();
  CHECK(page.place(0).y == first_tile);
  page.press("dcgan, dcgan");
  CHECK(commands_of<FetchFile>(page.state) == std::vector<FetchFile>{{Purpose::model, "dcgan"}});
  page.click(page.place(3));  // the sheet is closed
  CHECK(page.state.moment.selected == 3);
  page.click({110, 24});
  page.frame();
  CHECK_FALSE(page.state.moment.open_sheet.empty());
  page.click({110, 24});
  page.frame();
  CHECK(page.state.moment.open_sheet.empty());
}
