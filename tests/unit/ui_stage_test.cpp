// The stage's sliders: their order, quiet dimensions, freezing, chance.
#include <catch2/catch.hpp>

#include <numeric>

#include "ui/kit/interaction.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/link/fragment.hpp"
#include "ui/session/motion.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/sliders.hpp"
#include "ui/view/code.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

std::vector<int> order_by(const std::vector<double>& activity) {
  std::vector<int> order(activity.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(
      order, [&](int a, int b) { return activity[static_cast<std::size_t>(a)] > activity[static_cast<std::size_t>(b)]; });
  return order;
}

/// A vae whose decoder does not hear dimensions 3 and 8.
ModelFile with_quiet_dimensions() {
  ModelFile file = unstored_model_file(published(*find_model("vae")), Dtype::f32);
  std::vector<float>& weight = file.tensors.at("fc3.weight").values;  // [400, 20]
  for (std::size_t out = 0; out < 400; ++out) weight[out * 20 + 3] = weight[out * 20 + 8] = 0;
  return file;
}

std::vector<int> changed_dimensions(const Code& before, const Code& after) {
  std::vector<int> changed;
  for (std::size_t d = 0; d < before.size(); ++d)
    if (before[d] != after[d]) changed.push_back(static_cast<int>(d));
  return changed;
}

}  // namespace

TEST_CASE("sliders are ordered by the activity that the core computes", "[ui]") {
  Page page(1440, 900);
  for (const char* id : {"vae", "gan"}) {
    page.open(*find_model(id));
    const Model& model = *page.state.opened.model;
    const Sliders& sliders = page.state.derived.sliders;
    Activity activity(model, sliders.mean, sliders.deviation);
    while (!activity.done()) activity.step(model);
    CHECK(sliders.order == order_by(activity.values()));
    CHECK(page.shown().dimensions == std::vector<int>(sliders.order.begin(), sliders.order.begin() + 20));
  }
}

TEST_CASE("dimensions that a picture does not hear are folded away behind a line that opens them", "[ui]") {
  Page page(1440, 900);
  page.open(with_quiet_dimensions());
  CHECK(page.shown().sliders() == 18);
  CHECK(page.widget("2 quiet dimensions").value == "folded away");
  page.press("2 quiet dimensions");
  page.frame();
  CHECK(page.widget("2 quiet dimensions").value == "shown");
  const auto dimensions = page.shown().dimensions;
  REQUIRE(dimensions.size() == 20);
  CHECK(dimensions[18] == 3);
  CHECK(dimensions[19] == 8);
  page.press("2 quiet dimensions");
  page.frame();
  CHECK(page.shown().sliders() == 18);
}

TEST_CASE("the order is found out within the budget, and waits for who is at a slider", "[ui]") {
  Page page(1280, 800);
  AppState& state = page.state;
  static double now;
  state.moment.decode_budget = {.milliseconds = 3, .now = [] { return now += 1; }};
  ModelFile file = with_quiet_dimensions();
  file.tensors.at("fc4.bias").values[0] += 1;
  page.open(file);
  std::vector<int> by_number(20);
  std::iota(by_number.begin(), by_number.end(), 0);
  CHECK(page.shown().dimensions == by_number);
  CHECK(is_moving(state));
  page.point(page.widget("z05").area.centre(), false);
  for (int i = 0; i < 3000 && !state.derived.sliders.activity->done(); ++i) page.frame();
  REQUIRE(state.derived.sliders.activity->done());
  page.frame();
  CHECK(page.shown().dimensions == by_number);
  CHECK_FALSE(is_moving(state));
  page.point({300, 400}, false);
  page.frame();
  CHECK(page.shown().dimensions != by_number);
  CHECK(page.shown().sliders() == 18);
}

TEST_CASE("frozen dimensions stay when chance or the mean changes the others", "[ui]") {
  Page page(1280, 800);
  View& view = page.state.shown.view;
  page.press("freeze z04");
  page.press("freeze z17");
  CHECK(view.frozen == std::vector<int>{4, 17});
  CHECK(page.widget("freeze z04").value == "on");
  const Code before = *view.stage;
  for (const char* button : {"Random", "Zero"}) {
    page.press(button);
    const auto changed = changed_dimensions(before, *view.stage);
    CHECK(changed.size() == 18);
    CHECK(std::ranges::count(changed, 4) + std::ranges::count(changed, 17) == 0);
  }
  CHECK_THAT(to_fragment(view), Catch::Contains("&frozen=4.17&"));
  CHECK(*parse_fragment(to_fragment(view)) == view);
  page.press("randomise z04");
  CHECK((*view.stage)[4] == before[4]);
  page.press("freeze z04");
  CHECK(view.frozen == std::vector<int>{17});
  page.press("undo");
  CHECK(view.frozen == std::vector<int>{4, 17});
}

TEST_CASE("the dice of a row changes its dimension alone, to another value each time", "[ui]") {
  Page page(1280, 800);
  View& view = page.state.shown.view;
  const Code before = *view.stage;
  page.press("randomise z06");
  const Code once = *view.stage;
  CHECK(changed_dimensions(before, once) == std::vector<int>{6});
  page.press("randomise z06");
  CHECK(changed_dimensions(once, *view.stage) == std::vector<int>{6});
  CHECK(page.pixels(page.shown().stage()) == decoded(page.state, *view.stage));
}

TEST_CASE("on a phone a tap on a row's name brings its lock and its dice", "[ui]") {
  Page page(360, 1600);
  View& view = page.state.shown.view;
  const std::string name = page.name_of(1);
  const int dimension = page.shown().dimensions[1];
  CHECK(std::ranges::count(page.state.moment.interaction.widgets, "freeze " + name, &Widget::name) == 0);
  page.press("more of " + name);
  page.frame();
  const Code before = *view.stage;
  page.press("randomise " + name);
  CHECK(changed_dimensions(before, *view.stage) == std::vector<int>{dimension});
  page.press("freeze " + name);
  CHECK(view.frozen == std::vector<int>{dimension});
  page.press("more of " + name);
  page.frame();
  CHECK(page.widget("along " + name).area.width() > 0);
}

TEST_CASE("a frozen dimension that the model does not have is left out, with a message", "[ui]") {
  const Model model = *Model::build(random_model_file(*find_model("vae2d"), Dtype::f32));
  View view;
  view.frozen = {1, 2, 7};
  const auto error = settle(view, model);
  REQUIRE(error);
  CHECK(error->message == "a frozen dimension was left out: model vae2d expects one below 2, found 2");
  CHECK(view.frozen == std::vector<int>{1});
}
