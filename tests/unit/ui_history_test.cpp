// Undo and redo.
#include <catch2/catch.hpp>

#include "ui/kit/layout.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/fetch.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

TEST_CASE("undo goes back through everything a person did, and redo forth again", "[ui]") {
  Page page(1280, 800);
  const View before = page.state.shown.view;
  page.click(page.place(9));
  const View staged = page.state.shown.view;
  page.press("Set A");
  page.press("linear");
  const View after = page.state.shown.view;
  REQUIRE(after != staged);
  page.undo();
  page.undo();
  CHECK(page.state.shown.view == staged);
  page.undo();
  CHECK(page.state.shown.view == before);
  CHECK_FALSE(page.state.shown.history.can_undo());
  for (int i = 0; i < 3; ++i) page.redo();
  CHECK(page.state.shown.view == after);
  CHECK_FALSE(page.state.shown.history.can_redo());
}

TEST_CASE("a drag is one step", "[ui]") {
  Page page(1280, 800);
  const float before = page.state.shown.view.draw.temperature;
  const Rect slider = page.widget("temperature").area;
  page.point(slider.centre(), false);
  for (int i = 0; i < 10; ++i) page.point({slider.centre().x + static_cast<float>(i), slider.centre().y}, true);
  page.point({slider.centre().x + 9, slider.centre().y}, false);
  REQUIRE(page.state.shown.view.draw.temperature != before);
  page.undo();
  CHECK(page.state.shown.view.draw.temperature == before);
}

TEST_CASE("drift and playback are no steps, and something new forgets what was undone", "[ui]") {
  Page page(1280, 800);
  page.state.shown.view.drifting = true;
  page.state.shown.view.playing = true;
  for (int i = 0; i < 20; ++i) page.frame();
  page.press("Resample");
  page.undo();
  CHECK(page.state.shown.view.draw.seed == 7);
  CHECK(page.state.shown.history.can_redo());
  page.press("Set B");
  CHECK_FALSE(page.state.shown.history.can_redo());
}

TEST_CASE("looking at another tab is no step, forgets none, and undo goes back to the tab where something was changed", "[ui]") {
  Page page(1280, 800);
  page.press("Resample");
  page.undo();
  page.press("Map");
  CHECK(page.state.shown.history.can_redo());
  CHECK_FALSE(page.state.shown.history.can_undo());
  page.redo();
  CHECK(page.state.shown.view.draw.seed == 8);
  CHECK(page.state.shown.view.tab == Tab::generate);
}

TEST_CASE("undo stays under the finger that taps it again and again", "[ui]") {
  Page page(360, 740);
  for (int i = 0; i < 3; ++i) page.press("Random");
  const View third = page.state.shown.view;
  const ImVec2 place = page.widget("undo").area.centre();
  for (int i = 0; i < 3; ++i) page.click(place);
  CHECK_FALSE(page.state.shown.history.can_undo());
  for (int i = 0; i < 3; ++i) page.redo();
  CHECK(page.state.shown.view == third);
}

TEST_CASE("undo past a change of model asks for the model before, and shows what it showed once it is there", "[ui]") {
  Page page(1280, 800);
  for (const char* id : {"vae", "dcgan"}) page.state.published.manifest.models.push_back(entry(id, ModelRole::generator, "mnist"));
  const ModelFile vae = random_model_file(*find_model("vae"), Dtype::f32);
  page.open(vae);
  page.click(page.place(9));
  const View before = page.state.shown.view;
  page.open(*find_model("dcgan"));
  page.undo();
  CHECK(times_asked(page.state, {Purpose::model, "vae"}) == 1);
  page.open(vae);
  CHECK(page.state.shown.view.stage == before.stage);
  page.redo();
  CHECK(commands_of<FetchFile>(page.state).back() == FetchFile{Purpose::model, "dcgan"});
}
