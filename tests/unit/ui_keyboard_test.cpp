// Everything by keyboard, and what a screen reader reads out.
#include <catch2/catch.hpp>

#include <set>

#include "ui/kit/interaction.hpp"
#include "ui/state/app_state.hpp"
#include "ui_map_page.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

TEST_CASE("Tab visits every widget once and comes round, Shift and Tab goes back", "[ui]") {
  Page page(1280, 800);
  const std::size_t count = page.state.moment.interaction.widgets.size();
  REQUIRE(count > 40);
  std::set<ImGuiID> visited;
  for (std::size_t i = 0; i < count; ++i) {
    page.key(ImGuiKey_Tab);
    visited.insert(page.state.moment.interaction.focus);
  }
  CHECK(visited.size() == count);
  const ImGuiID last = page.state.moment.interaction.focus;
  page.key(ImGuiKey_Tab);
  CHECK(page.state.moment.interaction.focus == page.state.moment.interaction.widgets.front().id);
  page.key(ImGuiKey_Tab, {.shift = true});
  CHECK(page.state.moment.interaction.focus == last);
}

TEST_CASE("every widget has a name, and no two share one", "[ui]") {
  for (const ImVec2 size : {ImVec2(1280, 800), ImVec2(360, 740)}) {
    Page page(size.x, size.y);
    std::set<std::string> names;
    for (const Widget& widget : page.state.moment.interaction.widgets) {
      CHECK_FALSE(widget.name.empty());
      CHECK(names.insert(widget.name).second);
    }
  }
}

TEST_CASE("Enter presses what has the focus, and the space bar too, without drawing a new wall", "[ui]") {
  Page page(1280, 800);
  page.focus("Resample");
  page.key(ImGuiKey_Enter);
  CHECK(page.state.shown.view.draw.seed == 8);
  page.key(ImGuiKey_Space);
  CHECK(page.state.shown.view.draw.seed == 9);
  page.focus("undo");
  page.key(ImGuiKey_Space);
  CHECK(page.state.shown.view.draw.seed == 8);
}

TEST_CASE("arrow keys step a focused slider, finely with Shift, and Home and End go to its ends", "[ui]") {
  Page page(1280, 800);
  page.focus("temperature");
  page.key(ImGuiKey_RightArrow);
  CHECK(page.state.shown.view.draw.temperature == Approx(1.02f));
  page.key(ImGuiKey_LeftArrow, {.shift = true});
  CHECK(page.state.shown.view.draw.temperature == Approx(1.018f));
  page.key(ImGuiKey_Home);
  CHECK(page.state.shown.view.draw.temperature == 0);
  page.key(ImGuiKey_End);
  CHECK(page.state.shown.view.draw.temperature == 2);
  page.key(ImGuiKey_Delete);
  CHECK(page.state.shown.view.draw.temperature == 1);
  CHECK(spoken(page.state.moment.interaction) == "temperature, 1.00");
}

TEST_CASE("a button that is on or off says which", "[ui]") {
  MapPage page;
  page.focus("Points");
  CHECK(spoken(page.state.moment.interaction) == "Points, on");
  page.key(ImGuiKey_Enter);
  CHECK(spoken(page.state.moment.interaction) == "Points, off");
  CHECK_FALSE(page.state.shown.view.map.points);
}

TEST_CASE("arrow keys walk over the wall, and Enter puts that digit on the stage", "[ui]") {
  Page page(1280, 800);
  page.focus("generated pictures");
  page.key(ImGuiKey_RightArrow);
  page.key(ImGuiKey_RightArrow);
  page.key(ImGuiKey_Enter);
  CHECK(page.state.moment.selected == 2);
  CHECK(page.state.shown.view.stage == page.sampled(2));
}

TEST_CASE("nothing is said and no ring is drawn for who uses a pointer", "[ui]") {
  Page page(1280, 800);
  page.press("Resample");
  CHECK(spoken(page.state.moment.interaction).empty());
  page.key(ImGuiKey_Tab);  // goes on from what was pressed
  CHECK_FALSE(spoken(page.state.moment.interaction).empty());
  page.press("Resample");
  CHECK(spoken(page.state.moment.interaction).empty());
}

TEST_CASE("an open sheet has the keyboard for itself, and Escape closes it", "[ui]") {
  Page page(1280, 800);
  page.focus("Share");
  page.key(ImGuiKey_Enter);
  page.frame();
  page.frame();
  REQUIRE(page.state.moment.open_sheet == "share");
  CHECK(page.state.moment.interaction.widgets.front().name == "Copy link");
  for (const Widget& widget : page.state.moment.interaction.widgets) CHECK(widget.name != "Resample");
  page.key(ImGuiKey_Escape);
  page.frame();
  page.frame();
  CHECK(page.state.moment.open_sheet.empty());
  CHECK_NOTHROW(page.widget("Resample"));
}

TEST_CASE("the last Tab leaves the program", "[ui]") {
  Page page(1280, 800);
  CHECK_FALSE(focus_would_leave(page.state.moment.interaction, false));
  page.key(ImGuiKey_Tab);
  CHECK(focus_would_leave(page.state.moment.interaction, true));
  CHECK_FALSE(focus_would_leave(page.state.moment.interaction, false));
  page.focus(page.state.moment.interaction.widgets.back().name);
  CHECK(focus_would_leave(page.state.moment.interaction, false));
}
