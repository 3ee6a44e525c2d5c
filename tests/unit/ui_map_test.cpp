// The map: cells that cover the plane, how one moves over it, what a click gives, what is kept while it moves, points and verdicts.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include "base/sha256.hpp"
#include "ui/beside.hpp"
#include "ui/class_colours.hpp"
#include "ui/map_cells.hpp"
#include "ui/map_plane.hpp"
#include "ui/permalink.hpp"
#include "ui/verdict.hpp"
#include "ui_page.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

/// Codes of 10 000 test images of a model, on the plane of its first two latents.
CodesFile codes_for(const Model& model) {
  constexpr std::int64_t kImages = 10'000;
  const std::int64_t latent = model.spec().latent;
  CodesFile codes;
  codes.model = model.tensors_sha256();
  codes.dataset = "mnist";
  codes.points = random_tensor({kImages, 2}, 200);
  for (std::int64_t i = 0; i < kImages; ++i) codes.labels.push_back(static_cast<std::uint8_t>(i % 10));
  const auto zeros = [](Shape shape) { return Tensor{shape, std::vector<float>(*element_count(shape))}; };
  codes.mean = zeros({latent});
  codes.components = zeros({2, latent});
  codes.components.values[0] = 1;
  codes.components.values[static_cast<std::size_t>(latent) + 1] = 1;
  codes.deviation = random_tensor({latent}, 201);
  for (float& deviation : codes.deviation.values) deviation = std::abs(deviation);
  codes.class_means = zeros({10, latent});
  return codes;
}

/// The page with its map, of a model whose codes are published.
class MapPage : public Page {
 public:
  explicit MapPage(const char* id = "vae2d", ImVec2 size = {1280, 800}) : Page(size.x, size.y) {
    state.manifest.models = {entry(id, ModelRole::generator, "mnist"), entry("lenet", ModelRole::classifier, "mnist")};
    open(*find_model(id));
    state.manifest.models[0].codes = ListedFile{"codes", 1, std::string(64, '0')};
    state.codes = codes_for(*state.model);
    state.view.tab = Tab::map;
    frame();
    frame();
  }

  Rect area() const { return widget("map").area; }
  MapPlacement placement() const { return {area(), map_window(state)}; }
  Plane plane() { return *map_plane(state); }
  const ShownGroup& cells() const { return *state.pictures.find(Role::map); }

  /// Cells with a picture, and their pictures.
  std::map<std::uint64_t, std::vector<std::uint8_t>> decoded_pictures() const {
    std::map<std::uint64_t, std::vector<std::uint8_t>> pictures;
    for (int i = 0; i < cells().count(); ++i)
      if (cells().is_decoded(i)) pictures[cells().ids[static_cast<std::size_t>(i)]] = pixels(cells().first + i);
    return pictures;
  }
  /// Points of the map that no tile is drawn over.
  int holes() const {
    int found = 0;
    for (float x = area().min.x + 1; x < area().max.x; x += 7) {
      for (float y = area().min.y + 1; y < area().max.y; y += 7) {
        found += std::ranges::none_of(host.drawn, [&](const auto& one) {
          const Rect& at = one.second;
          return x >= at.min.x && x < at.max.x && y >= at.min.y && y < at.max.y;
        });
      }
    }
    return found;
  }
  void wheel(ImVec2 at, float notches) {
    point(at, false);
    ImGui::GetIO().MouseWheel = notches;
    frame();
  }
  void drag(ImVec2 from, ImVec2 to) {
    point(from, false);
    point(from, true);
    point(to, true);
    point(to, false);
  }
};

/// Vertices of a colour in the last frame.
int vertices(ImU32 colour) {
  int count = 0;
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int i = 0; i < data.CmdListsCount; ++i)
    for (const ImDrawVert& vertex : data.CmdLists[i]->VtxBuffer) count += vertex.col == colour ? 1 : 0;
  return count;
}

}  // namespace

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
  CHECK(*page.state.view.stage == code_at(page.plane(), point.x, point.y));
  const auto stage = page.state.view.stage;
  page.drag(at, {at.x + 120, at.y + 40});
  CHECK(page.state.view.stage == stage);
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
  CHECK_FALSE(page.state.view.map.window);
}

TEST_CASE("no zoom leaves the map's bounds", "[ui]") {
  MapPage page;
  const ImVec2 middle = page.area().centre();
  for (int i = 0; i < 60; ++i) page.wheel(middle, 8);
  CHECK(page.placement().window.across == kLeastAcross);
  CHECK(page.holes() == 0);
  for (int i = 0; i < 60; ++i) page.wheel(middle, -8);
  CHECK(page.placement().window.across == kMostAcross);
  CHECK(page.holes() == 0);
  CHECK(parse_fragment(to_fragment(page.state.view)).ok());
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
  CHECK(page.state.pictures.pending < fresh);
  for (const auto& [id, picture] : page.decoded_pictures())
    if (before.contains(id)) CHECK(picture == before.at(id));
}

TEST_CASE("the map never shows holes once it was decoded, and sharpens until every cell is there", "[ui]") {
  MapPage page;
  page.decode_slowly();
  const ImVec2 at = {page.area().min.x + 150, page.area().min.y + 150};
  for (const float notches : {-1.0f, 5.0f, 5.0f, -2.0f}) {
    page.wheel(at, notches);
    REQUIRE(page.state.pictures.pending > 0);
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
      page.state.view.map.plane = PlaneKind::random;
      page.state.view.map.seed = 12;
      page.frame();
      page.wheel(page.area().centre(), 3);
      page.drag(page.area().centre(), {400, 333});
      page.point({0, 0}, false);
      link = to_fragment(page.state.view);
      pictures = page.decoded_pictures();
    }
    MapPage other(id);
    other.state.view = *parse_fragment(link);
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
  REQUIRE(page.state.history.can_undo());
  page.state.view = page.state.history.undo(page.state.view);
  CHECK_FALSE(page.state.view.map.window);
}

TEST_CASE("the map opens with the best plane that its model has", "[ui]") {
  CHECK(plane_kind(MapPage("vae2d").state) == PlaneKind::latents);
  CHECK(plane_kind(MapPage("vae").state) == PlaneKind::principal);
  MapPage page("vae");
  page.state.manifest.models[0].codes.reset();
  page.frame();
  CHECK(plane_kind(page.state) == PlaneKind::random);
  CHECK(page.placement().window.across == Approx(2.2 * std::sqrt(20)));
}

TEST_CASE("a map of which nothing is published has no legend", "[ui]") {
  for (const ImVec2 size : {ImVec2(1280, 800), ImVec2(360, 740)}) {
    MapPage page("vae", size);
    page.state.manifest = {};
    page.frame();
    CHECK(page.cells().count() > 100);
    CHECK_FALSE(page.has_widget("Points"));
  }
}

TEST_CASE("the plane of the codes is asked for and waited for", "[ui]") {
  MapPage page("vae");
  page.state.codes.reset();
  page.frame();
  CHECK(page.state.pictures.find(Role::map) == nullptr);
  CHECK(std::ranges::count(page.state.commands, Command::Kind::load_beside, &Command::kind) == 1);
  page.state.codes = codes_for(*page.state.model);
  page.frame();
  CHECK(page.cells().count() > 100);
}

TEST_CASE("where the codes did not come the map says why, its other planes work, and trying again brings them", "[ui]") {
  for (const ImVec2 size : {ImVec2(1280, 800), ImVec2(360, 740)}) {
    MapPage page("vae", size);
    AppState& state = page.state;
    const Bytes file = serialize(to_safetensors(codes_for(*state.model)));
    state.manifest.models[0].codes = ListedFile{"codes", std::ssize(file), sha256_hex(file)};
    state.codes.reset();
    page.frame();
    CHECK_FALSE(page.has_widget("Try again"));
    fail_beside(state, "codes", "codes: the server does not answer");
    page.frame();
    CHECK(codes_failure(state) == "codes: the server does not answer");
    page.press("latents");
    page.frame();
    CHECK(page.cells().count() > 100);
    page.press("principal");
    page.frame();

    state.commands.clear();
    page.press("Try again");
    page.frame();
    REQUIRE(state.commands.size() == 1);
    CHECK(state.commands[0].kind == Command::Kind::load_beside);
    CHECK(state.commands[0].argument == "codes");
    CHECK(codes_failure(state).empty());
    REQUIRE(open_beside(state, file, "codes").ok());
    page.frame();
    CHECK(page.cells().count() > 100);
    CHECK_FALSE(page.has_widget("Try again"));
  }
}

TEST_CASE("codes that another model's took the place of are asked for again", "[ui]") {
  MapPage page("vae");
  AppState& state = page.state;
  const Bytes file = serialize(to_safetensors(codes_for(*state.model)));
  state.manifest.models[0].codes = ListedFile{"codes", std::ssize(file), sha256_hex(file)};
  const auto asked = [&] {
    state.commands.clear();
    page.frame();
    return std::ranges::count(state.commands, Command::Kind::load_beside, &Command::kind);
  };
  state.codes.reset();
  CHECK(asked() == 1);
  REQUIRE(open_beside(state, file, "codes").ok());
  CHECK(asked() == 0);
  state.codes->model = "another's";
  CHECK(asked() == 1);
}

TEST_CASE("two latents span a plane, never twice the same one", "[ui]") {
  MapPage page("vae");
  page.press("latents");
  const auto& latents = page.state.view.map.latents;
  CHECK(latents[0] != latents[1]);
  page.state.view.map.latents = {3, 5};
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
  CHECK(plane.origin[7] == (*page.state.view.stage)[7]);
}

TEST_CASE("the map of a conditional model is of the class on the stage", "[ui]") {
  MapPage page("cvae");
  Code& stage = *page.state.view.stage;
  std::fill(stage.begin() + 20, stage.end(), 0.0f);
  stage[20 + 7] = 1;
  for (const PlaneKind kind : {PlaneKind::principal, PlaneKind::latents, PlaneKind::random}) {
    page.state.view.map.plane = kind;
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
  CHECK(page.state.view.map.hidden == 1u << 3);
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
    page.state.codes->mean.values = {0.25f, 0.5f};
    const auto points = map_points(page.state, page.plane());
    REQUIRE(points);
    CHECK(points->to_plane(0.75f, -1.5f).x == 1.0);
    CHECK(points->to_plane(0.75f, -1.5f).y == -1.0);
  }
  MapPage other("vae");
  other.state.view.map.plane = PlaneKind::random;
  CHECK_FALSE(map_points(other.state, other.plane()));
}

TEST_CASE("hovering shows what the code under the pointer looks like", "[ui]") {
  MapPage page;
  const ImVec2 at = {page.area().min.x + 321, page.area().min.y + 123};
  page.point(at, false);
  const ShownGroup* hovered = page.state.pictures.find(Role::pointer);
  REQUIRE(hovered != nullptr);
  const Coordinates point = page.placement().under(at);
  CHECK(page.pixels(hovered->first) == decoded(page.state, code_at(page.plane(), point.x, point.y)));
  page.point({0, 0}, false);
  CHECK(page.state.pictures.find(Role::pointer) == nullptr);
}

TEST_CASE("verdicts are what the classifier reads in each cell, a few in a frame", "[ui]") {
  MapPage page;
  page.state.view.map.verdicts = true;
  page.frame();
  const Bytes lenet = golden_file(unstored_model_file(published(*find_model("lenet")), Dtype::f32));
  REQUIRE(open_classifier(page.state, lenet, "lenet", "").ok());
  page.decode_slowly();
  page.frame();
  const auto& verdicts = page.state.map.verdicts;
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
    const Matrix probabilities = page.state.classifier->classify(x);
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

TEST_CASE("the map fits a phone, where a finger moves it and not the page", "[ui]") {
  MapPage page("vae2d", {360, 740});
  CHECK(page.area().width() == page.area().height());
  CHECK(page.holes() == 0);
  const ImVec2 from = page.area().centre();
  page.drag(from, {from.x + 20, from.y - 90});
  CHECK(page.state.view.map.window);
  CHECK(page.area().centre().y == from.y);
  const double across = page.placement().window.across;
  page.press("zoom in");
  CHECK(page.placement().window.across == Approx(across / 1.5));
}
