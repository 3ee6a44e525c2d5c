// The tour: its course, and where its cards and rings are.
#include <imgui_internal.h>  // FindWindowByName
#include <catch2/catch.hpp>

#include <array>

#include "ui/kit/layout.hpp"
#include "ui/panels/bar/tour.hpp"
#include "ui/session/preferences_in_use.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

Rect bounds(const ImDrawList& list) {
  REQUIRE(list.VtxBuffer.Size > 0);
  Rect all = {list.VtxBuffer[0].pos, list.VtxBuffer[0].pos};
  for (const ImDrawVert& vertex : list.VtxBuffer) {
    all.min = {std::min(all.min.x, vertex.pos.x), std::min(all.min.y, vertex.pos.y)};
    all.max = {std::max(all.max.x, vertex.pos.x), std::max(all.max.y, vertex.pos.y)};
  }
  return all;
}

bool contains(const Rect& outer, const Rect& inner) { return outer.contains(inner.min) && outer.contains(inner.max); }

bool overlap(const Rect& a, const Rect& b) {
  return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}

Rect card() {
  const ImRect rect = ImGui::FindWindowByName("tour")->Rect();
  return {rect.Min, rect.Max};
}

/// Of a widget of the page. While the tour is there, it has the keyboard for itself.
Rect place_without_tour(Page& page, std::string_view name) {
  const auto stop = std::exchange(page.state.moment.tour_stop, std::nullopt);
  page.frame();
  page.state.moment.tour_stop = stop;
  const Rect place = page.widget(name).area;
  page.frame();
  return place;
}

}  // namespace

TEST_CASE("the tour goes on, ends, and is remembered; it can be skipped", "[ui]") {
  Page page(1280, 800);
  offer_tour(page.state);
  page.frame();
  page.press("Show me");
  for (int i = 0; i < 4; ++i) {
    page.frame();
    page.press("Next");
  }
  page.frame();
  CHECK(page.state.outbox.empty());
  page.press("Done");
  CHECK_FALSE(page.state.moment.tour_stop.has_value());
  REQUIRE(page.state.outbox.size() == 1);
  CHECK(std::get<Remember>(page.state.outbox[0]).text == "tour=seen");
  recall(page.state, "");
  offer_tour(page.state);
  page.frame();
  page.press("No, thanks");
  CHECK_FALSE(page.state.moment.tour_stop.has_value());
}

TEST_CASE("each stop of the tour has a ring around what it is about, which its card leaves in sight", "[ui]") {
  for (const ImVec2 size : {ImVec2(1280, 800), ImVec2(360, 740)}) {
    Page page(size.x, size.y);
    page.frame();
    const std::array<std::string, 5> places = {"generated pictures", page.name_of(0), "Resample", "Interpolate", "Share"};
    offer_tour(page.state);
    page.frame();
    CHECK(ImGui::GetForegroundDrawList()->VtxBuffer.empty());
    page.press("Show me");
    float card_height = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      CAPTURE(size.x, places[i]);
      REQUIRE(page.state.moment.tour_stop == static_cast<int>(i) + 1);
      for (int frame = 0; frame < 4; ++frame) page.frame();
      const Rect ring = bounds(*ImGui::GetForegroundDrawList());
      const Rect told = card();
      const Rect place = place_without_tour(page, places[i]);
      CHECK(contains({{0, 0}, size}, place));
      CHECK(contains(ring, place));
      CHECK(contains(inset(place, -8, -8), ring));
      CHECK_FALSE(overlap(told, place));
      CHECK(contains({{0, 0}, size}, told));
      CHECK(told.height() == (i == 0 ? told.height() : card_height));
      card_height = told.height();
      if (i + 1 < places.size()) page.press("Next");
    }
  }
}
