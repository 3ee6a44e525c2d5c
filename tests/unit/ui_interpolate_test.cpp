// The Interpolate tab: paths of every kind, the grid between anchors and the path drawn over it, arithmetic.
#include <catch2/catch.hpp>

#include "latent/blend.hpp"
#include "ui/link/fragment.hpp"
#include "ui/pictures/path_codes.hpp"
#include "ui/session/motion.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/path_search.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/path.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/track.hpp"
#include "ui/view/view.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;
using Catch::Contains;

namespace {

constexpr std::array kKinds = {PathKind::linear, PathKind::spherical, PathKind::geodesic};

/// A page that shows the tab.
struct Interpolate : Page {
  Interpolate(float width = 1280, float height = 800) : Page(width, height) {
    state.shown.view.tab = Tab::interpolate;
    frame();
  }
  const ShownGroup& group(Role role) const { return *state.derived.pictures.find(role); }
  const std::vector<std::uint8_t>& tile(Role role, int index) const { return pixels(group(role).first + index); }
  ImVec2 place_of(Role role, int index) const { return place(group(role).first + index); }
  View& view() { return state.shown.view; }
  void add_anchors() {
    view().anchors[2] = sampled(40);
    view().anchors[3] = sampled(41);
    frame();
  }
  /// Presses at the first tile of the grid and moves over the others.
  void draw(std::initializer_list<int> tiles) {
    point(place_of(Role::blend, *tiles.begin()), false);
    for (const int index : tiles) point(place_of(Role::blend, index), true);
    point(ImGui::GetIO().MousePos, false);
  }
};

/// A manifest that lists the page's model with codes, and those codes.
void publish_codes(Page& page) {
  ManifestEntry listed = entry("vae", ModelRole::generator, "mnist");
  listed.codes = ListedFile{};
  page.state.published.manifest.models = {listed};
  CodesFile codes;
  codes.model = page.state.opened.model->tensors_sha256();
  codes.dataset = "mnist";
  codes.mean = {{20}, std::vector<float>(20, 0.0f)};
  codes.class_means = {{10, 20}, {}};
  for (int i = 0; i < 200; ++i) codes.class_means.values.push_back(0.01f * static_cast<float>(i - 100));
  page.state.published.codes = codes;
  page.frame();
}

Code class_mean(const AppState& state, int label) {
  const auto first = state.published.codes->class_means.values.begin() + 20 * label;
  return {first, first + 20};
}

double milliseconds = 0;
/// Each look at the clock takes a millisecond.
double ticking() { return milliseconds += 1; }

}  // namespace

TEST_CASE("every kind of path begins at A and ends at B, and goes its own way between", "[ui]") {
  Interpolate page;
  std::vector<std::vector<std::uint8_t>> middles;
  for (const char* kind : {"spherical", "linear", "geodesic"}) {
    if (std::string(kind) != "spherical") page.press(kind);
    const int count = page.group(Role::path).count();
    CHECK(page.tile(Role::path, 0) == decoded(page.state, *page.view().anchors[0]));
    CHECK(page.tile(Role::path, count - 1) == decoded(page.state, *page.view().anchors[1]));
    middles.push_back(page.tile(Role::path, count / 2));
  }
  CHECK(page.view().path == PathKind::geodesic);
  CHECK(middles[0] != middles[1]);
  CHECK(middles[0] != middles[2]);
  CHECK(middles[1] != middles[2]);
}

TEST_CASE("the length of each path is said, and none is shorter than the geodesic", "[ui]") {
  Interpolate page;
  const PathSearch& search = page.state.derived.path_search;
  CHECK(is_moving(page.state));  // what was found is yet to be written
  page.frame();
  CHECK_FALSE(is_moving(page.state));
  for (const PathKind kind : kKinds) {
    REQUIRE(search.measure(kind).done());
    CHECK(search.measure(PathKind::geodesic).length <= search.measure(kind).length);
  }
  const Matrix straight = interpolate_strip(Path::linear, *page.view().anchors[0], *page.view().anchors[1], Measure::kPoints);
  const double length = picture_length(*page.state.opened.model, straight);
  CHECK(search.measure(PathKind::linear).length == Approx(length));
  char text[24];
  std::snprintf(text, sizeof text, "%.1f", length);
  CHECK(page.widget("linear").value == text);
}

TEST_CASE("a geodesic is searched for over many frames, to the bits that one long frame finds", "[ui]") {
  std::vector<std::vector<std::uint8_t>> expected;
  std::string link;
  {
    Interpolate page;
    page.view().path = PathKind::geodesic;
    page.view().position = 0.4;
    page.frame();
    expected = page.host.tiles;
    link = to_fragment(page.view());
  }
  Interpolate page;
  page.state.derived.path_search = {};
  page.state.moment.decode_budget = {.milliseconds = 8, .now = ticking};
  page.state.shown.view = *parse_fragment(link);
  int frames = 0;
  do {
    page.frame();
    ++frames;
  } while (is_moving(page.state) && frames < 10000);
  CHECK(frames > 20);
  CHECK_FALSE(page.state.derived.path_search.working);
  CHECK(page.host.tiles == expected);
}

TEST_CASE("a geodesic that is taken away is complete, also where it is not shown", "[ui]") {
  Page page(360, 740);  // a phone's Generate tab has no path
  page.state.shown.view.path = PathKind::geodesic;
  page.frame();
  REQUIRE_FALSE(page.state.derived.path_search.geodesic);
  finish_geodesic(page.state);
  Geodesic geodesic(*page.state.opened.model, *page.state.shown.view.anchors[0], *page.state.shown.view.anchors[1]);
  while (!geodesic.done()) geodesic.step(*page.state.opened.model);
  CHECK(std::ranges::equal(row(path_codes(page.state, 5), 1), geodesic.point(0.25)));
}

TEST_CASE("a model of too many dimensions has no geodesic and says why", "[ui]") {
  Interpolate page;
  page.open(*find_model("sae"));
  page.view().tab = Tab::interpolate;
  page.frame();
  page.press("geodesic, not available");
  CHECK(page.view().path == PathKind::spherical);
  page.view().path = PathKind::geodesic;
  page.frame();
  CHECK(page.view().path == PathKind::spherical);
  REQUIRE(page.state.messages.failure);
  CHECK_THAT(page.state.messages.failure->error.message, Contains("sae has too many dimensions for a geodesic"));
}

TEST_CASE("anchors are taken from the stage, go to the stage and are removed", "[ui]") {
  Interpolate page;
  const Code a = *page.view().anchors[0];
  const Code stage = *page.view().stage;
  page.press("add anchor C");
  page.frame();
  CHECK(page.view().anchors[2] == stage);
  page.press("anchor A");
  CHECK(page.view().stage == a);
  page.press("add anchor D");
  CHECK(page.view().anchors[3] == a);
  page.press("anchor B from the stage");
  CHECK(page.view().anchors[1] == a);
  page.frame();
  page.press("remove anchor C");
  CHECK(page.view().anchors[2] == a);
  CHECK_FALSE(page.view().anchors[3]);
  page.frame();
  page.press("remove anchor C");
  CHECK_FALSE(page.view().anchors[2]);
  page.frame();
  CHECK(page.state.derived.pictures.find(Role::blend) == nullptr);
  CHECK_FALSE(page.state.messages.failure);
}

TEST_CASE("the grid has its anchors at its corners and shows what lies between them", "[ui]") {
  for (const float width : {1280.0f, 360.0f}) {
    Interpolate page(width, 800);
    page.add_anchors();
    for (const PathKind kind : kKinds) {
      page.view().path = kind;
      page.frame();
      const int count = page.group(Role::blend).count();
      const int side = static_cast<int>(std::lround(std::sqrt(count)));
      CHECK(side >= 5);
      const Path path = kind == PathKind::linear ? Path::linear : Path::spherical;
      const Matrix grid = blend_grid(path, page.state.opened.model->spec(), anchors_of(page.view()), side, side);
      for (int i = 0; i < count; ++i) CHECK(page.tile(Role::blend, i) == decoded(page.state, row(grid, i)));
      const std::array corners = {0, side - 1, count - side, count - 1};
      for (std::size_t i = 0; i < 4; ++i) CHECK(page.tile(Role::blend, corners[i]) == decoded(page.state, *page.view().anchors[i]));
    }
  }
}

TEST_CASE("a click on the grid puts its digit on the stage and draws no path", "[ui]") {
  Interpolate page;
  page.add_anchors();
  page.click(page.place_of(Role::blend, 7));
  const ShownGroup& grid = page.group(Role::blend);
  CHECK(std::ranges::equal(*page.view().stage, row(grid.codes, 7)));
  CHECK_FALSE(follows_track(page.view()));
}

TEST_CASE("a path drawn over the grid is played round, and a link holds it exactly", "[ui]") {
  Interpolate page;
  page.add_anchors();
  const Code stage = *page.view().stage;
  page.draw({0, 2, 14, 12});
  REQUIRE(page.view().interpolation.track.size() == 4);
  CHECK(page.view().interpolation.track.front() == TrackPoint{0, 0});
  CHECK(page.view().playing);
  CHECK(page.view().stage == stage);
  const double before = page.view().position;
  page.frame();
  CHECK(page.view().position > before);

  page.view().playing = false;
  page.view().position = 0;
  page.frame();
  const int last = page.group(Role::path).count() - 1;
  CHECK(page.tile(Role::path, 0) == decoded(page.state, *page.view().anchors[0]));
  CHECK(page.tile(Role::path, last) == page.tile(Role::path, 0));
  page.view().position = 0.37;
  page.frame();
  const Spot spot = spot_at(page.view().interpolation.track, 0.37);
  const Code there = blend(Path::spherical, page.state.opened.model->spec(), anchors_of(page.view()), spot.u, spot.v);
  CHECK(page.tile(Role::on_path, 0) == decoded(page.state, there));

  const auto tiles = page.host.tiles;
  const std::string link = to_fragment(page.view());
  page.state.shown.view = View{};
  page.frame();
  page.state.shown.view = *parse_fragment(link);
  CHECK(to_fragment(page.state.shown.view) == link);
  page.frame();
  CHECK(page.host.tiles == tiles);

  page.press("Clear path");
  CHECK_FALSE(follows_track(page.view()));
}

TEST_CASE("undo takes a drawn path back as one step", "[ui]") {
  Interpolate page;
  page.add_anchors();
  page.frame();
  page.draw({0, 2, 14, 12});
  page.frame();
  page.undo();
  CHECK(page.view().interpolation.track.empty());
}

TEST_CASE("a finger draws over the grid on a phone and does not scroll the page", "[ui]") {
  Interpolate page(360, 740);
  page.add_anchors();
  const ImVec2 corner = page.place_of(Role::blend, 0);
  page.draw({1, 6, 11, 16});
  page.frame();
  CHECK(page.view().interpolation.track.size() == 4);
  CHECK(page.place_of(Role::blend, 0).y == corner.y);
  CHECK(page.view().playing);
}

TEST_CASE("a long stroke keeps its ends and at most as many points as a link has", "[ui]") {
  std::vector<TrackPoint> track;
  for (int i = 0; i <= 1000; ++i) {
    const double t = i / 1000.0;
    extend(track, nearest_point({t, 0.5 + 0.6 * std::sin(30 * t)}));
    REQUIRE(track.size() <= kMaxTrackPoints);
  }
  CHECK(track.size() == kMaxTrackPoints);
  CHECK(track.front() == nearest_point({0, 0.5}));
  CHECK(std::abs(track.back().u - kTrackSteps) <= kTrackSteps / 64);
  for (const TrackPoint point : track) {
    CHECK((point.u >= 0 && point.u <= kTrackSteps));
    CHECK((point.v >= 0 && point.v <= kTrackSteps));
  }
}

TEST_CASE("a walk along a track is even and comes back to where it began", "[ui]") {
  const std::vector<TrackPoint> square = {{0, 0}, {kTrackSteps, 0}, {kTrackSteps, kTrackSteps}, {0, kTrackSteps}};
  CHECK(loop_length(square) == 4);
  const auto at = [&](double t) { return spot_at(square, t); };
  CHECK((at(0).u == 0 && at(0).v == 0));
  CHECK((at(0.125).u == 0.5 && at(0.125).v == 0));
  CHECK((at(0.5).u == 1 && at(0.5).v == 1));
  CHECK((at(0.875).u == 0 && at(0.875).v == 0.5));
  CHECK((at(1).u == 0 && at(1).v == 0));
  const std::vector<TrackPoint> nowhere = {{7, 7}, {7, 7}};
  CHECK(spot_at(nowhere, 0.3).u == spot_of({7, 7}).u);
}

TEST_CASE("speed scales playback, between anchors and along a track", "[ui]") {
  AppState state;
  View& view = state.shown.view;
  view.drifting = false;
  view.playing = true;
  view.interpolation.speed = 4;
  advance(state, 0.1);
  CHECK(view.position == Approx(0.1));
  view.interpolation.track = {{0, 0}, {kTrackSteps, 0}};  // there and back: two sides of the grid
  view.position = 0;
  view.interpolation.speed = 0.5;
  for (int i = 0; i < 80; ++i) advance(state, 0.1);
  CHECK(view.position == Approx(0.5));
  for (int i = 0; i < 90; ++i) advance(state, 0.1);
  CHECK(view.position == Approx(0.0625));
}

TEST_CASE("the sum is add() of the three terms, and a click puts it on the stage", "[ui]") {
  Interpolate page;
  const auto& spec = page.state.opened.model->spec();
  const View before = page.view();
  const Code sum = add(spec, *before.anchors[0], *before.anchors[1], *before.stage);
  CHECK(page.tile(Role::term, 3) == decoded(page.state, sum));
  page.press("the sum");
  CHECK(page.view().stage == sum);
}

TEST_CASE("class means are offered for terms and anchors, and stay in a link", "[ui]") {
  Interpolate page;
  publish_codes(page);
  const auto choose = [&](const char* place, const char* code) {
    page.press(place);
    for (int i = 0; i < 3; ++i) page.frame();
    page.press(code);
    for (int i = 0; i < 3; ++i) page.frame();
  };
  choose("the first term", "mean of a class: 7");
  choose("the term that is taken away", "mean of a class: 1");
  choose("the term that is added", "in view: B");
  choose("choose anchor A", "mean of a class: 3");
  const View& view = page.view();
  CHECK(view.interpolation.terms[0] == class_mean(page.state, 7));
  CHECK(view.anchors[0] == class_mean(page.state, 3));
  CHECK(page.widget("the first term").value == "mean 7");
  CHECK(page.widget("the term that is added").value == "B");
  const Code sum = add(page.state.opened.model->spec(), class_mean(page.state, 7), class_mean(page.state, 1), *view.anchors[1]);
  CHECK(page.tile(Role::term, 3) == decoded(page.state, sum));
  CHECK(*parse_fragment(to_fragment(view)) == view);
}

TEST_CASE("a sheet of codes is gone with the tab that opened it", "[ui]") {
  Interpolate page;
  page.press("the first term");
  page.frame();
  CHECK(page.state.moment.open_sheet == "first term");
  page.view().tab = Tab::generate;
  page.frame();
  CHECK(page.state.moment.open_sheet.empty());
}

TEST_CASE("what a link says of anchors, track and terms is made to fit the model", "[ui]") {
  const Model model = *Model::build(random_model_file(*find_model("vae"), Dtype::f32));
  const auto complaint = [&](View& view) {
    const auto error = settle(view, model);
    CHECK_FALSE(settle(view, model));
    return error ? error->message : "";
  };
  View alone;
  alone.anchors[3] = Code(20, 1.0f);
  CHECK(complaint(alone) == "");
  CHECK(alone.anchors[2] == Code(20, 1.0f));
  CHECK_FALSE(alone.anchors[3]);
  View track;
  track.interpolation.track = {{0, 0}, {1, 1}};
  CHECK_THAT(complaint(track), Contains("needs an anchor C"));
  CHECK_FALSE(follows_track(track));
  View small;
  small.anchors[2] = Code(3, 0.0f);
  CHECK_THAT(complaint(small), Contains("anchor C was left out") && Contains("found 3"));
  View term;
  term.interpolation.terms[1] = Code(3, 0.0f);
  CHECK_THAT(complaint(term), Contains("a term of the sum was left out"));
  CHECK_FALSE(term.interpolation.terms[1]);
}

TEST_CASE("codes of any size are drawn, and what is not finite stays off the stage", "[ui]") {
  Interpolate page;
  const float most = std::numeric_limits<float>::max();
  page.view().anchors = {Code(20, most), Code(20, -most), Code(20, most), Code(20, -most)};
  page.view().interpolation.track = {{0, 0}, {4095, 4095}};
  page.frame();
  const auto stage = page.view().stage;
  page.press("the sum");
  for (const float value : *page.view().stage) CHECK(std::isfinite(value));
}
