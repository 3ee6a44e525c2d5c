// The map: cells that cover the plane, how one moves over it, what a click gives, what is kept while it moves.
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "ui/link/fragment.hpp"
#include "ui/panels/interpolate/code_sheet.hpp"
#include "ui/pictures/map_cells.hpp"
#include "ui/session/motion.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/map_view.hpp"
#include "ui_map_page.hpp"

using namespace zscape;
using namespace zscape::testing;

TEST_CASE("cells cover every point of the map once, and neighbours share their edges", "[ui]") {
  for (const MapWindow& window : {MapWindow{0, 0, 6.6}, MapWindow{-3.7, 12.25, 0.011}, MapWindow{999, -1000, 0.001}}) {
    const MapPlacement placement = {{{240, 108}, {934, 746}}, window};
    const int level = level_for(placement);
    const auto cells = cells_over(placement, level);
    for (float x = 240.5f; x < 934; x += 31) {
      for (float y = 108.5f; y < 746; y += 31) {
        const Coordinates at = placement.under({x, y});
        CHECK(std::ranges::count_if(cells, [&](const Cell& cell) {
                const double size = cell_size(level);
                return std::floor(at.x / size) == cell.column && std::floor(at.y / size) == cell.row;
              }) == 1);
      }
    }
    const Cell cell = cells.front();
    CHECK(placement.area_of(cell).max.x == placement.area_of({level, cell.column + 1, cell.row}).min.x);
    CHECK(placement.area_of(cell).min.y == placement.area_of({level, cell.column, cell.row + 1}).max.y);
  }
}

TEST_CASE("the level of the cells follows the zoom, so that they stay of a size", "[ui]") {
  MapPlacement placement = {{{0, 0}, {1836, 1264}}, {0, 0, 6}};
  const int level = level_for(placement);
  for (int finer = 0; finer <= 10; ++finer) {
    CHECK(level_for(placement) == level + finer);
    CHECK(placement.area_of({level + finer, 0, 0}).width() >= 34);
    CHECK(placement.area_of({level + finer, 0, 0}).width() < 2.01f * 49);
    CHECK(cells_over(placement, level + finer).size() <= 1200);
    placement.window.across /= 2;
  }
}

TEST_CASE("a cell comes back from its id, and lies in its ancestors", "[ui]") {
  for (const Cell& cell : {Cell{0, 0, 0}, Cell{15, 33'000'000, -33'000'000}, Cell{-8, -4, 3}, Cell{3, -1, -1}}) {
    CHECK(cell_of(id_of(cell)) == cell);
    const Cell above = ancestor(cell, cell.level - 2);
    const double size = cell_size(above.level);
    CHECK(std::floor(centre_of(cell).x / size) == above.column);
    CHECK(std::floor(centre_of(cell).y / size) == above.row);
  }
}

TEST_CASE("every cell shows the picture decoded at its centre", "[ui]") {
  MapPage page;
  CHECK(page.holes() == 0);
  for (const auto& [id, picture] : page.decoded_pictures()) {
    const Coordinates centre = centre_of(cell_of(id));
    REQUIRE(picture == decoded(page.state, std::vector{static_cast<float>(centre.x), static_cast<float>(centre.y)}));
  }
}

TEST_CASE("a click on the map puts exactly the code under the pointer on the stage, and a drag does not", "[ui]") {
  MapPage page;
  const ImVec2 at = {page.area().min.x + 101, page.area().min.y + 57};
  const Coordinates point = page.placement().under(at);
  page.click(at);
  CHECK(*page.state.shown.view.stage == code_at(page.plane(), point.x, point.y));
  const auto stage = page.state.shown.view.stage;
  page.drag(at, {at.x + 120, at.y + 40});
  CHECK(page.state.shown.view.stage == stage);
}

TEST_CASE("a drag keeps the grabbed point under the pointer, and so does the wheel", "[ui]") {
  MapPage page;
  const ImVec2 from = {page.area().min.x + 200, page.area().min.y + 300};
  const ImVec2 to = {from.x + 83, from.y - 41};
  const Coordinates grabbed = page.placement().under(from);
  page.drag(from, to);
  CHECK(page.placement().under(to).x == Approx(grabbed.x));
  CHECK(page.placement().under(to).y == Approx(grabbed.y));
  const double across = page.placement().window.across;
  page.wheel(to, 3);
  CHECK(page.placement().window.across < 0.7 * across);
  CHECK(page.placement().under(to).x == Approx(grabbed.x));
  CHECK(page.placement().under(to).y == Approx(grabbed.y));
  page.press("Fit");
  CHECK_FALSE(page.state.shown.view.map.window);
}

TEST_CASE("no zoom leaves the map's bounds", "[ui]") {
  MapPage page;
  const ImVec2 middle = page.area().centre();
  for (int i = 0; i < 60; ++i) page.wheel(middle, 8);
  CHECK(page.placement().window.across == kMinAcross);
  CHECK(page.holes() == 0);
  for (int i = 0; i < 60; ++i) page.wheel(middle, -8);
  CHECK(page.placement().window.across == kMaxAcross);
  CHECK(page.holes() == 0);
  CHECK(parse_fragment(to_fragment(page.state.shown.view)).ok());
}

TEST_CASE("panning decodes only what was not in sight", "[ui]") {
  MapPage page;
  const auto before = page.decoded_pictures();
  page.decode_slowly();
  const ImVec2 from = page.area().centre();
  page.point(from, false);
  page.point(from, true);
  page.point({from.x + 60, from.y + 30}, true);
  int fresh = 0;
  for (const std::uint64_t id : page.cells().ids) fresh += before.contains(id) ? 0 : 1;
  REQUIRE(fresh > 0);
  CHECK(fresh < page.cells().count() / 3);
  CHECK(page.state.derived.pictures.pending < fresh);
  for (const auto& [id, picture] : page.decoded_pictures())
    if (before.contains(id)) CHECK(picture == before.at(id));
}

TEST_CASE("the map never shows holes once it was decoded, and sharpens until every cell is there", "[ui]") {
  MapPage page;
  page.decode_slowly();
  const ImVec2 at = {page.area().min.x + 150, page.area().min.y + 150};
  for (const float notches : {-1.0f, 5.0f, 5.0f, -2.0f}) {
    page.wheel(at, notches);
    REQUIRE(page.state.derived.pictures.pending > 0);
    CHECK(page.holes() == 0);
  }
  for (int frames = 0; is_moving(page.state); ++frames) {
    page.frame();
    REQUIRE(page.holes() == 0);
    REQUIRE(frames < 2000);
  }
  const auto pictures = page.decoded_pictures();
  std::set<int> drawn;
  for (const auto& [tile, at] : page.host.drawn) drawn.insert(tile);
  for (const Cell& cell : cells_over(page.placement(), level_for(page.placement()))) {
    REQUIRE(pictures.contains(id_of(cell)));
    const auto& ids = page.cells().ids;
    const auto index = std::ranges::find(ids, id_of(cell)) - ids.begin();
    CHECK(drawn.contains(page.cells().first + static_cast<int>(index)));
  }
}

TEST_CASE("a link shows the same cells bit for bit", "[ui]") {
  std::string link;
  std::map<std::uint64_t, std::vector<std::uint8_t>> pictures;
  for (const char* id : {"vae", "cvae"}) {
    {
      MapPage page(id);
      page.state.shown.view.map.plane = PlaneKind::random;
      page.state.shown.view.map.seed = 12;
      page.frame();
      page.wheel(page.area().centre(), 3);
      page.drag(page.area().centre(), {400, 333});
      page.point({0, 0}, false);
      link = to_fragment(page.state.shown.view);
      pictures = page.decoded_pictures();
    }
    MapPage other(id);
    other.state.shown.view = *parse_fragment(link);
    other.frame();
    other.frame();
    CHECK(other.decoded_pictures() == pictures);
  }
}

TEST_CASE("notches of the wheel that follow each other are undone at once", "[ui]") {
  MapPage page;
  for (int i = 0; i < 5; ++i) page.wheel(page.area().centre(), 1);
  for (int i = 0; i < 60; ++i) page.frame();
  CHECK_FALSE(is_moving(page.state));
  REQUIRE(page.state.shown.history.can_undo());
  page.undo();
  CHECK_FALSE(page.state.shown.view.map.window);
}

TEST_CASE("hovering shows what the code under the pointer looks like", "[ui]") {
  MapPage page;
  const ImVec2 at = {page.area().min.x + 321, page.area().min.y + 123};
  page.point(at, false);
  const ShownGroup* hovered = page.state.derived.pictures.find(Role::pointer);
  REQUIRE(hovered != nullptr);
  const Coordinates point = page.placement().under(at);
  CHECK(page.pixels(hovered->first) == decoded(page.state, code_at(page.plane(), point.x, point.y)));
  page.point({0, 0}, false);
  CHECK(page.state.derived.pictures.find(Role::pointer) == nullptr);
}

TEST_CASE("the map fits a phone, where a finger moves it and not the page", "[ui]") {
  MapPage page("vae2d", {360, 740});
  CHECK(page.area().width() == page.area().height());
  CHECK(page.holes() == 0);
  const ImVec2 from = page.area().centre();
  page.drag(from, {from.x + 20, from.y - 90});
  CHECK(page.state.shown.view.map.window);
  CHECK(page.area().centre().y == from.y);
  const double across = page.placement().window.across;
  page.press("zoom in");
  CHECK(page.placement().window.across == Approx(across / 1.5));
}
