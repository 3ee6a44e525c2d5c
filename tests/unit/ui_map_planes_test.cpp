// What the map shows: which plane, the codes of the test set as points, and what the classifier reads.
#include <catch2/catch.hpp>

#include "base/sha256.hpp"
#include "ui/files/side_files.hpp"
#include "ui/kit/class_colours.hpp"
#include "ui/pictures/map_plane.hpp"
#include "ui/pictures/verdicts.hpp"
#include "ui/session/arrivals.hpp"
#include "ui/session/motion.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/map_view.hpp"
#include "ui_map_page.hpp"

using namespace zscape;
using namespace zscape::testing;

TEST_CASE("the map opens with the best plane that its model has", "[ui]") {
  CHECK(plane_kind(MapPage("vae2d").state) == PlaneKind::latents);
  CHECK(plane_kind(MapPage("vae").state) == PlaneKind::principal);
  MapPage page("vae");
  page.state.published.manifest.models[0].codes.reset();
  page.frame();
  CHECK(plane_kind(page.state) == PlaneKind::random);
  CHECK(page.placement().window.across == Approx(2.2 * std::sqrt(20)));
}

TEST_CASE("a map of which nothing is published has no legend", "[ui]") {
  for (const ImVec2 size : {ImVec2(1280, 800), ImVec2(360, 740)}) {
    MapPage page("vae", size);
    page.state.published.manifest = {};
    page.frame();
    CHECK(page.cells().count() > 100);
    CHECK_FALSE(page.has_widget("Points"));
  }
}

TEST_CASE("the plane of the codes is asked for and waited for", "[ui]") {
  MapPage page("vae");
  page.state.published.codes.reset();
  page.frame();
  CHECK(page.state.derived.pictures.find(Role::map) == nullptr);
  CHECK(std::ranges::count(commands_of<FetchFile>(page.state), Purpose::side_file, &FetchFile::purpose) == 1);
  page.state.published.codes = codes_for(*page.state.opened.model);
  page.frame();
  CHECK(page.cells().count() > 100);
}

TEST_CASE("where the codes did not come the map says why, its other planes work, and trying again brings them", "[ui]") {
  for (const ImVec2 size : {ImVec2(1280, 800), ImVec2(360, 740)}) {
    MapPage page("vae", size);
    AppState& state = page.state;
    const Bytes file = serialize(to_safetensors(codes_for(*state.opened.model)));
    state.published.manifest.models[0].codes = ListedFile{"codes", std::ssize(file), sha256_hex(file)};
    state.published.codes.reset();
    page.frame();
    CHECK_FALSE(page.has_widget("Try again"));
    failed(state, {Purpose::side_file, "codes"}, "codes: the server does not answer");
    page.frame();
    CHECK(codes_failure(state) == "codes: the server does not answer");
    page.press("latents");
    page.frame();
    CHECK(page.cells().count() > 100);
    page.press("principal");
    page.frame();

    state.outbox.clear();
    page.press("Try again");
    page.frame();
    CHECK(commands_of<FetchFile>(state) == std::vector<FetchFile>{{Purpose::side_file, "codes"}});
    CHECK(codes_failure(state).empty());
    REQUIRE(arrived(state, {Purpose::side_file, "codes"}, file).ok());
    page.frame();
    CHECK(page.cells().count() > 100);
    CHECK_FALSE(page.has_widget("Try again"));
  }
}

TEST_CASE("points and verdicts that did not come say why below the map, and are asked for again", "[ui]") {
  for (const ImVec2 size : {ImVec2(1280, 800), ImVec2(360, 740)}) {
    MapPage page("vae2d", size);
    AppState& state = page.state;
    state.shown.view.map.verdicts = true;
    failed(state, {Purpose::classifier, "lenet"}, "the server does not answer");
    const auto asks_again_for = [&](const FetchFile& file) {
      page.frame();
      CHECK(page.cells().count() > 100);
      CHECK(page.widget("Try again").area.min.y > page.area().max.y);
      state.outbox.clear();
      page.press("Try again");
      page.frame();
      CHECK_FALSE(page.has_widget("Try again"));
      CHECK(times_asked(state, file) == 1);
    };
    asks_again_for({Purpose::classifier, "lenet"});
    state.published.codes.reset();
    page.frame();
    failed(state, {Purpose::side_file, "codes"}, "the server does not answer");
    asks_again_for({Purpose::side_file, "codes"});
  }
}

TEST_CASE("codes that another model's took the place of are asked for again", "[ui]") {
  MapPage page("vae");
  AppState& state = page.state;
  const Bytes file = serialize(to_safetensors(codes_for(*state.opened.model)));
  state.published.manifest.models[0].codes = ListedFile{"codes", std::ssize(file), sha256_hex(file)};
  const auto asked = [&] {
    state.outbox.clear();
    page.frame();
    return times_asked(state, {Purpose::side_file, "codes"});
  };
  state.published.codes.reset();
  CHECK(asked() == 1);
  REQUIRE(arrived(state, {Purpose::side_file, "codes"}, file).ok());
  CHECK(asked() == 0);
  state.published.codes->model = "another's";
  CHECK(asked() == 1);
}

TEST_CASE("two latents span a plane, never twice the same one", "[ui]") {
  MapPage page("vae");
  page.press("latents");
  const auto& latents = page.state.shown.view.map.latents;
  CHECK(latents[0] != latents[1]);
  page.state.shown.view.map.latents = {3, 5};
  page.frame();
  page.press("up, previous");
  CHECK(latents == std::array{3, 4});
  page.press("up, previous");
  CHECK(latents == std::array{3, 2});
  page.press("across, next");
  CHECK(latents == std::array{4, 2});
  const Plane plane = page.plane();
  CHECK(plane.x[4] == 1);
  CHECK(plane.y[2] == 1);
  CHECK(plane.origin[7] == (*page.state.shown.view.stage)[7]);
}

TEST_CASE("the map of a conditional model is of the class on the stage", "[ui]") {
  MapPage page("cvae");
  Code& stage = *page.state.shown.view.stage;
  std::fill(stage.begin() + 20, stage.end(), 0.0f);
  stage[20 + 7] = 1;
  for (const PlaneKind kind : {PlaneKind::principal, PlaneKind::latents, PlaneKind::random}) {
    page.state.shown.view.map.plane = kind;
    page.frame();
    const Plane plane = page.plane();
    CHECK(std::equal(stage.begin() + 20, stage.end(), plane.origin.begin() + 20));
  }
  page.click(page.area().centre());
  CHECK(stage[20 + 7] == 1);
}

TEST_CASE("the legend hides a class, and the switch all points", "[ui]") {
  MapPage page;
  page.point({0, 0}, false);
  const ImU32 colour = class_colour(3);
  const int with_points = vertices(colour);
  CHECK(with_points > 3000);
  page.press("class 3, shown");
  page.point({0, 0}, false);
  CHECK(page.state.shown.view.map.hidden == 1u << 3);
  CHECK(vertices(colour) == 0);
  CHECK(vertices(class_colour(4)) > 3000);
  page.press("class 3, hidden");
  page.point({0, 0}, false);
  CHECK(vertices(colour) == with_points);
  page.press("Points");
  page.point({0, 0}, false);
  CHECK(vertices(colour) < 100);  // the legend
}

TEST_CASE("points lie where the map has their codes", "[ui]") {
  {
    MapPage page;
    page.state.published.codes->mean.values = {0.25f, 0.5f};
    const auto points = map_points(page.state, page.plane());
    REQUIRE(points);
    CHECK(points->to_plane(0.75f, -1.5f).x == 1.0);
    CHECK(points->to_plane(0.75f, -1.5f).y == -1.0);
  }
  MapPage other("vae");
  other.state.shown.view.map.plane = PlaneKind::random;
  CHECK_FALSE(map_points(other.state, other.plane()));
}

TEST_CASE("verdicts are what the classifier reads in each cell, a few in a frame", "[ui]") {
  MapPage page;
  page.state.shown.view.map.verdicts = true;
  page.frame();
  const Bytes lenet = golden_file(unstored_model_file(published(*find_model("lenet")), Dtype::f32));
  for (ManifestEntry& listed : page.state.published.manifest.models)
    if (listed.id == "lenet") listed.sha256 = sha256_hex(lenet);
  REQUIRE(arrived(page.state, {Purpose::classifier, "lenet"}, lenet).ok());
  page.decode_slowly();
  page.frame();
  const auto& verdicts = page.state.derived.map_verdicts;
  CHECK(verdicts.of.size() < 40);
  CHECK(verdicts.pending > 100);
  for (int frames = 0; is_moving(page.state); ++frames) {
    page.frame();
    REQUIRE(frames < 500);
  }
  CHECK(std::ssize(verdicts.of) == page.cells().count());
  for (int i = 0; i < page.cells().count(); i += 29) {
    Matrix x(1, 784);
    read_pixels(page.cells(), i, row(x, 0));
    const Matrix probabilities = page.state.published.classifier->classify(x);
    const auto verdict = verdicts.find(page.cells().ids[static_cast<std::size_t>(i)]);
    REQUIRE(verdict);
    CHECK(verdict->probability == probabilities.maxCoeff());
    CHECK(verdict->probability == probabilities(0, verdict->label));
  }
  const auto read = verdicts.of.size();
  page.drag(page.area().centre(), {500, 300});
  while (is_moving(page.state)) page.frame();
  CHECK(verdicts.of.size() > read);
  CHECK(verdicts.of.size() < 2 * read);
}
