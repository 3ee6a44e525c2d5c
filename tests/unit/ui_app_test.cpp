// The interface without a window: frames drawn into ImGui's own lists, tiles uploaded to a host that only remembers them.
#include <imgui.h>
#include <catch2/catch.hpp>

#include "base/philox.hpp"
#include "image/sheet.hpp"
#include "latent/drift.hpp"
#include "spec/catalogue.hpp"
#include "spec/parameters.hpp"
#include "ui/app.hpp"
#include "ui/permalink.hpp"

using namespace zscape;

namespace {

class RecordingHost final : public TileHost {
 public:
  void upload(std::span<const std::uint8_t> pixels, int count, int height, int width) override {
    tiles.clear();
    for (int i = 0; i < count; ++i) {
      const auto tile = pixels.subspan(static_cast<std::size_t>(i * height * width), static_cast<std::size_t>(height * width));
      tiles.emplace_back(tile.begin(), tile.end());
    }
    ++uploads;
  }
  void begin(ImDrawList&, bool) override {}
  void draw(ImDrawList&, int tile, ImVec2 min, ImVec2 max) override {
    places.resize(std::max(places.size(), static_cast<std::size_t>(tile) + 1));
    places[static_cast<std::size_t>(tile)] = {(min.x + max.x) / 2, (min.y + max.y) / 2};
  }
  void end(ImDrawList&) override {}

  std::vector<std::vector<std::uint8_t>> tiles;
  std::vector<ImVec2> places;  // centres
  int uploads = 0;
};

Model random_model() {
  ModelFile file;
  file.spec = *find_model("vae");
  std::uint64_t stream = 0;
  for (const Parameter& parameter : parameters(file.spec)) {
    Tensor tensor{parameter.shape, std::vector<float>(static_cast<std::size_t>(*element_count(parameter.shape)))};
    fill_normals(1, stream++, tensor.values);
    file.tensors[parameter.name] = std::move(tensor);
  }
  file.tensors_sha256 = "random";
  return *Model::build(file);
}

/// A page of a given size, driven frame by frame.
class Page {
 public:
  Page(float width, float height) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(width, height);
    io.KeyMap[ImGuiKey_Space] = kSpace;
    setup_theme(1);
    unsigned char* pixels = nullptr;
    int atlas_width = 0;
    int atlas_height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &atlas_width, &atlas_height);
    state.model = random_model();
    state.model_label = "vae";
    state.view.drifting = false;
    frame();
  }
  ~Page() { ImGui::DestroyContext(); }

  void frame() {
    ImGui::GetIO().DeltaTime = 1.0f / 60;
    ImGui::NewFrame();
    draw_app(state, host, 1.0 / 60);
    ImGui::Render();
  }
  void point(ImVec2 at, bool down) {
    ImGui::GetIO().MousePos = at;
    ImGui::GetIO().MouseDown[0] = down;
    frame();
  }
  void click(ImVec2 at) {
    point(at, false);
    point(at, true);
    point(at, false);
  }

  static constexpr int kSpace = 32;
  AppState state;
  RecordingHost host;
};

std::vector<std::uint8_t> decoded(const AppState& state, std::span<const float> latent) {
  Matrix z(1, static_cast<Eigen::Index>(latent.size()));
  std::ranges::copy(latent, row(z, 0).begin());
  const Matrix sample = state.model->decode(z);
  std::vector<std::uint8_t> bytes;
  for (const float value : values(sample)) bytes.push_back(to_byte(value));
  return bytes;
}

}  // namespace

TEST_CASE("the wall shows what the seed says, from the first frame", "[ui]") {
  Page page(1280, 800);
  const TilePlan& plan = page.state.pictures.plan;
  REQUIRE(plan.wall >= 64);
  REQUIRE(static_cast<int>(page.host.tiles.size()) == plan.count());
  const Matrix wall = drifting_latents(20, page.state.view.seed, plan.wall, 1.0f, 0);
  for (int i = 0; i < plan.wall; ++i) CHECK(page.host.tiles[static_cast<std::size_t>(i)] == decoded(page.state, row(wall, i)));
}

TEST_CASE("dragging a slider changes the digit in the same frame", "[ui]") {
  Page page(1280, 800);
  const TilePlan plan = page.state.pictures.plan;
  const ImVec2 preview = page.host.places[static_cast<std::size_t>(plan.variation(4, 0))];
  const ImVec2 on_track = {preview.x - 130, preview.y};
  page.point(on_track, false);
  page.point(on_track, true);
  for (int step = 1; step <= 5; ++step) {
    const float before = (*page.state.view.stage)[4];
    const auto shown = page.host.tiles[static_cast<std::size_t>(plan.stage())];
    page.point({on_track.x + 6 * static_cast<float>(step), on_track.y}, true);
    REQUIRE((*page.state.view.stage)[4] != before);
    CHECK(page.host.tiles[static_cast<std::size_t>(plan.stage())] != shown);
    CHECK(page.host.tiles[static_cast<std::size_t>(plan.stage())] == decoded(page.state, *page.state.view.stage));
  }
}

TEST_CASE("a click on the wall puts that digit on the stage", "[ui]") {
  Page page(1280, 800);
  page.click(page.host.places[9]);
  const Matrix wall = drifting_latents(20, page.state.view.seed, 10, 1.0f, 0);
  CHECK(std::ranges::equal(*page.state.view.stage, row(wall, 9)));
  CHECK(page.state.selected == 9);
}

TEST_CASE("the space bar draws another wall", "[ui]") {
  Page page(1280, 800);
  page.state.view.phase = 0.25;
  ImGui::GetIO().KeysDown[Page::kSpace] = true;
  page.frame();
  CHECK(page.state.view.seed == 8);
  CHECK(page.state.view.phase == 0);
  page.frame();
  CHECK(page.state.view.seed == 8);
}

TEST_CASE("nothing is decoded or uploaded while nothing changes", "[ui]") {
  Page page(1280, 800);
  const int uploads = page.host.uploads;
  page.frame();
  CHECK(page.host.uploads == uploads);
}

TEST_CASE("a copied link shows the same tiles", "[ui]") {
  Page page(1280, 800);
  page.state.view.drifting = true;
  for (int i = 0; i < 3; ++i) page.frame();
  page.state.view.drifting = false;
  const std::string link = to_fragment(page.state.view);
  const auto tiles = page.host.tiles;
  page.state.view = View{};
  page.frame();
  REQUIRE(page.host.tiles != tiles);
  page.state.view = *parse_fragment(link);
  page.frame();
  CHECK(page.host.tiles == tiles);
}

TEST_CASE("a file that is no model leaves the old one in use", "[ui]") {
  Page page(1280, 800);
  const std::vector<std::byte> junk(100, std::byte{0x7f});
  open_model(page.state, junk, "junk.safetensors");
  REQUIRE(page.state.error.has_value());
  CHECK_THAT(page.state.error->message, Catch::Matchers::StartsWith("junk.safetensors: "));
  CHECK(page.state.model_label == "vae");
  open_model(page.state, junk, "vae", std::string(64, '0'));
  CHECK_THAT(page.state.error->message, Catch::Matchers::Contains("expected SHA-256 000") && Catch::Matchers::Contains("damaged"));
  page.frame();
}

TEST_CASE("on a phone a finger going up scrolls the page and one going sideways moves a slider", "[ui]") {
  Page page(360, 740);
  const TilePlan plan = page.state.pictures.plan;
  CHECK(plan.wall == 30);
  const View before = page.state.view;
  const auto top_before = page.host.places[0].y;
  page.point({180, 300}, true);
  for (int step = 1; step <= 6; ++step) page.point({180, 300 - 20.0f * static_cast<float>(step)}, true);
  page.point({180, 180}, true);  // at rest, so that the page does not glide on
  page.point({180, 180}, false);
  page.frame();
  CHECK(page.host.places[0].y < top_before - 50);
  CHECK(page.state.view == before);  // the digit it started on was not clicked

  const ImVec2 preview = page.host.places[static_cast<std::size_t>(plan.variation(0, 0))];
  const float start = preview.x - 110;
  page.point({start, preview.y}, false);
  page.point({start, preview.y}, true);
  CHECK(page.state.view == before);
  for (int step = 1; step <= 6; ++step) page.point({start + 8 * static_cast<float>(step), preview.y}, true);
  page.point({start + 48, preview.y}, false);
  CHECK((*page.state.view.stage)[0] != (*before.stage)[0]);
  CHECK(page.host.places[static_cast<std::size_t>(plan.variation(0, 0))].y == preview.y);
}
