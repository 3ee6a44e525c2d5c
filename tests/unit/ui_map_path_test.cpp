// The path that is drawn over the map, and two fingers on the map.
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/link/fragment.hpp"
#include "ui/panels/interpolate/code_sheet.hpp"
#include "ui/pictures/map_cells.hpp"
#include "ui/pictures/map_plane.hpp"
#include "ui/pictures/path_codes.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/path.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/track.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

class MapPathPage : public Page {
 public:
  explicit MapPathPage(ImVec2 size = {1280, 800}) : Page(size.x, size.y) {
    open(*find_model("vae2d"));
    state.shown.view.tab = Tab::map;
    frame();
  }

  const MapTrack& track() const { return state.shown.view.map.track; }
  Rect area() const { return widget("map").area; }
  MapPlacement placement() const { return {area(), map_window(state)}; }

  void draw(const std::vector<ImVec2>& stroke) {
    point(stroke.front(), false);
    for (const ImVec2 at : stroke) point(at, true);
    point(stroke.back(), false);
  }
  void press(std::string_view name) {
    Page::press(name);
    frame();  // which shows what that changed
  }
  /// Down and to the right.
  std::vector<ImVec2> corner() const {
    const ImVec2 middle = {std::floor(area().centre().x), std::floor(area().centre().y)};  // ImGui knows whole places only
    return {{middle.x - 100, middle.y - 80}, {middle.x - 100, middle.y + 60}, {middle.x + 90, middle.y + 60}};
  }
  void pinch(const Pinch& fingers) {
    point({-1e9f, -1e9f}, false);
    state.moment.interaction.pinch = fingers;
    frame();
  }
};

}  // namespace

TEST_CASE("a path drawn over the map is walked along, through the codes under it", "[ui]") {
  MapPathPage page;
  const auto window = page.state.shown.view.map.window;
  page.press("Path");
  const std::vector<ImVec2> stroke = page.corner();
  const Coordinates begin = page.placement().under(stroke.front());
  const Code stage = *page.state.shown.view.stage;
  page.draw(stroke);
  REQUIRE(page.track().points.size() == 3);
  CHECK(page.state.shown.view.map.window == window);
  CHECK(page.state.shown.view.stage == stage);
  CHECK(page.state.shown.view.playing);
  const double position = page.state.shown.view.position;
  page.frame();
  CHECK(page.state.shown.view.position > position);

  page.state.shown.view.playing = false;
  page.state.shown.view.position = 0;
  page.frame();
  const Code first = path_code(page.state, 0);
  CHECK(static_cast<double>(first[0]) == Approx(begin.x).margin(page.track().square.across / kTrackSteps));
  CHECK(static_cast<double>(first[1]) == Approx(begin.y).margin(page.track().square.across / kTrackSteps));
  const ShownTiles shown = page.shown();
  CHECK(page.pixels(shown.on_path()) == decoded(page.state, first));
  CHECK(page.pixels(shown.path_tile(0)) == decoded(page.state, first));
  CHECK(page.pixels(shown.path_tile(shown.path - 1)) == page.pixels(shown.path_tile(0)));

  page.draw(page.corner());  // the map moves again
  CHECK(page.state.shown.view.map.window != window);
  CHECK(path_code(page.state, 0) == first);
}

TEST_CASE("a link holds the path over the map, and its switch takes it away", "[ui]") {
  MapPathPage page;
  page.press("Path");
  page.press("Round trip");
  CHECK(page.track().points.size() > 8);
  page.state.shown.view.playing = false;
  page.state.shown.view.position = 0.4;
  page.frame();
  const auto tiles = page.host.tiles;
  const std::string link = to_fragment(page.state.shown.view);
  CHECK_THAT(link, Catch::Contains("&map-track="));
  page.state.shown.view = View{};
  page.state.shown.view.model_id = "vae2d";
  page.frame();
  page.state.shown.view = *parse_fragment(link);
  page.frame();
  CHECK(to_fragment(page.state.shown.view) == link);
  CHECK(page.host.tiles == tiles);

  page.press("Path");
  CHECK(page.track() == MapTrack{});
  CHECK_FALSE(page.shown().path > 0);
  page.undo();
  CHECK(page.track().points.size() > 8);
}

TEST_CASE("a click on the map while a path may be drawn still takes its code", "[ui]") {
  MapPathPage page;
  page.press("Path");
  const ImVec2 at = {400, 300};
  const Coordinates point = page.placement().under(at);
  page.click(at);
  CHECK(page.state.shown.view.stage == code_at(*map_plane(page.state), point.x, point.y));
  CHECK(page.track().points.empty());
}

TEST_CASE("a path over the map stays with its model and its tab", "[ui]") {
  MapPathPage page;
  page.press("Path");
  page.press("Round trip");
  page.state.shown.view.tab = Tab::generate;
  CHECK_FALSE(follows_track(page.state.shown.view));
  page.state.shown.view.tab = Tab::map;
  CHECK(follows_track(page.state.shown.view));
  page.open(*find_model("vae"));
  CHECK_FALSE(follows_track(page.state.shown.view));
}

TEST_CASE("on a phone a finger draws the path and the page stays in its place", "[ui]") {
  MapPathPage page({360, 740});
  const ImVec2 middle = page.area().centre();
  page.press("Path");
  page.draw(page.corner());
  CHECK(page.track().points.size() == 3);
  CHECK(page.area().centre().y == middle.y);
  CHECK(page.shown().path > 0);
}

TEST_CASE("a stroke ends with its tab", "[ui]") {
  MapPathPage page;
  page.press("Path");
  const std::vector<ImVec2> stroke = page.corner();
  page.point(stroke[0], false);
  page.point(stroke[0], true);
  page.point(stroke[1], true);
  CHECK_FALSE(page.state.moment.stroke.empty());
  ImGui::GetIO().AddInputCharacter('3');
  page.frame();
  page.frame();
  ImGui::GetIO().AddInputCharacter('2');
  page.frame();
  page.point(stroke[2], false);
  CHECK(page.state.moment.stroke.empty());
  CHECK(page.track().points.empty());
}

TEST_CASE("a window without room for the map draws none", "[ui]") {
  MapPathPage page;
  CHECK(page.state.derived.pictures.find(Role::map) != nullptr);
  ImGui::GetIO().DisplaySize = {20, 300};
  page.frame();
  page.frame();
  CHECK(page.state.derived.pictures.find(Role::map) == nullptr);
}

TEST_CASE("two fingers keep the points of the map that they are on", "[ui]") {
  MapPathPage page({360, 740});
  const ImVec2 a = {page.area().centre().x - 40, page.area().centre().y + 20};
  const ImVec2 b = {a.x + 60, a.y};
  const Coordinates under_a = page.placement().under(a);
  const Coordinates under_b = page.placement().under(b);
  const ImVec2 to_a = {a.x - 20, a.y + 10};
  const ImVec2 to_b = {a.x + 100, a.y + 10};
  const auto between = [](ImVec2 one, ImVec2 other) { return ImVec2{(one.x + other.x) / 2, (one.y + other.y) / 2}; };
  const ImVec2 from = between(a, b);
  const ImVec2 to = between(to_a, to_b);
  page.pinch({.at = to, .moved = {to.x - from.x, to.y - from.y}, .spread = 2});
  const auto is_at = [&](const Coordinates& point, ImVec2 place) {
    CHECK(page.placement().at(point).x == Approx(place.x).margin(0.1));
    CHECK(page.placement().at(point).y == Approx(place.y).margin(0.1));
  };
  is_at(under_a, to_a);
  is_at(under_b, to_b);
  const MapWindow window = map_window(page.state);
  page.frame();
  CHECK(map_window(page.state) == window);
  page.pinch({.at = {page.area().centre().x, 8}, .moved = {30, 0}, .spread = 3});  // beside the map
  CHECK(map_window(page.state) == window);
}
