// A page without a window: frames drawn into ImGui's own lists, tiles uploaded to a host that only remembers them, clicks by
// script.
#pragma once

#include <imgui.h>
#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>

#include "base/sha256.hpp"
#include "nn/kernels.hpp"
#include "spec/catalogue.hpp"
#include "test_model.hpp"
#include "ui/app.hpp"
#include "ui/kit/imgui_input.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/tile_host.hpp"
#include "ui/kit/widgets.hpp"
#include "ui/session/open_model.hpp"
#include "ui/session/undo.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/code.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/settle.hpp"
#include "ui/view/tab.hpp"

namespace zscape::testing {

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
  void set_colours(std::span<const std::array<std::uint8_t, 3>, 256> table) override {
    colours.assign(table.begin(), table.end());
    ++recoloured;
  }
  void begin(ImDrawList&, bool, Corners) override {}
  void draw(ImDrawList&, int tile, ImVec2 min, ImVec2 max, ImU32) override {
    places.resize(std::max(places.size(), static_cast<std::size_t>(tile) + 1));
    places[static_cast<std::size_t>(tile)] = {(min.x + max.x) / 2, (min.y + max.y) / 2};
    sizes.resize(places.size());
    sizes[static_cast<std::size_t>(tile)] = {max.x - min.x, max.y - min.y};
    drawn.push_back({tile, {min, max}});
  }
  void end(ImDrawList&) override {}

  std::vector<std::vector<std::uint8_t>> tiles;
  std::vector<ImVec2> places;  // centres
  std::vector<ImVec2> sizes;
  std::vector<std::array<std::uint8_t, 3>> colours;
  int recoloured = 0;
  std::vector<std::pair<int, Rect>> drawn;  // tiles and where, in this frame
  int uploads = 0;
};

inline ManifestEntry entry(const char* id, ModelRole role, const char* dataset) {
  return {.id = id,
          .title = id,
          .summary = id,
          .role = role,
          .dataset = dataset,
          .file = id,
          .bytes = 1,
          .sha256 = std::string(64, '0'),
          .metrics = {}};
}

inline ModelFile with_prior(const char* id) {
  ModelFile file = unstored_model_file(published(*find_model(id)), Dtype::f32);
  file.prior = random_prior(file.spec.latent);
  return file;
}

inline std::vector<std::uint8_t> bytes_of(std::span<const float> values) {
  std::vector<std::uint8_t> bytes(values.size());
  to_bytes(values, bytes);
  return bytes;
}

/// What the shell was asked for of one kind, in order.
template <class Kind>
std::vector<Kind> commands_of(const AppState& state) {
  std::vector<Kind> found;
  for (const Command& command : state.outbox)
    if (const auto* one = std::get_if<Kind>(&command)) found.push_back(*one);
  return found;
}

/// How often the shell was asked for a file.
inline std::ptrdiff_t times_asked(const AppState& state, const FetchFile& file) {
  return std::ranges::count(commands_of<FetchFile>(state), file);
}

/// The numbers of the tiles that the last frame showed.
struct ShownTiles {
  explicit ShownTiles(const AppState& state) : pictures(&state.derived.pictures), dimensions(state.derived.sliders.dimensions()) {
    wall = count_of(Role::wall);
    path = count_of(Role::path);
  }
  int stage() const { return pictures->find(Role::stage)->first; }
  int sliders() const { return static_cast<int>(dimensions.size()); }
  int variation(int slider, int step) const {
    return pictures->find(Role::variation, dimensions[static_cast<std::size_t>(slider)])->first + step;
  }
  int on_path() const { return pictures->find(Role::on_path)->first; }
  int path_tile(int index) const { return pictures->find(Role::path)->first + index; }
  int count() const { return pictures->count(); }

  const Pictures* pictures;
  std::vector<int> dimensions;
  int wall = 0;
  int path = 0;

 private:
  int count_of(Role role) const {
    const ShownGroup* group = pictures->find(role);
    return group != nullptr ? group->count() : 0;
  }
};

/// A page of a given size, driven frame by frame.
class Page {
 public:
  Page(float width, float height) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(width, height);
    prepare_keys(io);
    setup_theme(1);
    unsigned char* pixels = nullptr;
    int atlas_width = 0;
    int atlas_height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &atlas_width, &atlas_height);
    state.opened.model = *Model::build(random_model_file(*find_model("vae"), Dtype::f32));
    state.opened.label = "vae";
    state.opened.file_sha256 = entry("vae", ModelRole::generator, "mnist").sha256;
    state.shown.view.drifting = false;
    state.shown.view.draw.seed = 7;
    state.moment.decode_budget.milliseconds = std::numeric_limits<double>::infinity();
    frame();
  }
  ~Page() { ImGui::DestroyContext(); }

  void frame(double seconds = 1.0 / 60) {
    ImGui::GetIO().DeltaTime = 1.0f / 60;
    host.drawn.clear();
    ImGui::NewFrame();
    draw_app(state, host, seconds);
    ImGui::Render();
  }
  /// As a shell opens a published model; it must fit.
  void open(ModelFile file) {
    const std::string id = file.spec.id;
    const Bytes bytes = golden_file(std::move(file));
    for (ManifestEntry& listed : state.published.manifest.models)
      if (listed.id == id) listed.sha256 = sha256_hex(bytes);
    open_model(state, bytes, id);
    frame();
    frame();
  }
  void open(const ModelSpec& spec) { open(unstored_model_file(published(spec), Dtype::f32)); }
  /// Every look at the clock is 3 ms later, so that two or three of them fit into the frame's 8 ms.
  void decode_slowly() {
    static double now = 0;
    state.moment.decode_budget = {.milliseconds = 8, .now = [] { return now += 3; }};
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
  const Widget& widget(std::string_view name) const {
    const auto found = std::ranges::find(state.moment.interaction.widgets, name, &Widget::name);
    if (found == state.moment.interaction.widgets.end()) throw std::runtime_error("no widget is called " + std::string(name));
    return *found;
  }
  bool has_widget(std::string_view name) const {
    return std::ranges::count(state.moment.interaction.widgets, name, &Widget::name) > 0;
  }
  /// Of a slider that is in view.
  std::string name_of(int slider) const {
    const int dimension = shown().dimensions[static_cast<std::size_t>(slider)];
    return (dimension < 10 ? "z0" : "z") + std::to_string(dimension);
  }
  void press(std::string_view name) { click(widget(name).area.centre()); }
  struct Held {
    bool shift = false, control = false;
  };
  /// Pressed and let go; keys are numbered as ImGui's own.
  void key(ImGuiKey key, Held held) {
    ImGuiIO& io = ImGui::GetIO();
    report_modifiers(io, held.control, held.shift, false);
    report_key(io, key, true);
    frame();
    report_key(io, key, false);
    report_modifiers(io, false, false, false);
    frame();
  }
  void key(ImGuiKey pressed) { key(pressed, {}); }
  void undo() { key(ImGuiKey_Z, {.control = true}); }
  void redo() { key(ImGuiKey_Z, {.shift = true, .control = true}); }
  /// By Tab, as a person without a pointer gets there.
  void focus(std::string_view name) {
    const ImGuiID id = widget(name).id;
    for (std::size_t i = 0; i <= state.moment.interaction.widgets.size() && state.moment.interaction.focus != id; ++i)
      key(ImGuiKey_Tab);
    if (state.moment.interaction.focus != id || !state.moment.interaction.focus_shown)
      throw std::runtime_error("the focus never gets there");
  }
  ImVec2 place(int tile) const { return host.places[static_cast<std::size_t>(tile)]; }
  ImVec2 size(int tile) const { return host.sizes[static_cast<std::size_t>(tile)]; }
  const std::vector<std::uint8_t>& pixels(int tile) const { return host.tiles[static_cast<std::size_t>(tile)]; }

  ShownTiles shown() const { return ShownTiles(state); }
  Code sampled(int index) const { return sample_code(state.shown.view, *state.opened.model, index); }

  // Where things are on a wide page, from what is beside them.
  /// One of ten classes in the row above the stage's buttons.
  ImVec2 stage_class(int label) const {
    const Rect left = widget("Set A").area;
    const float right = widget("along " + name_of(0)).area.max.x;
    return {left.min.x + (right - left.min.x) * (static_cast<float>(label) + 0.5f) / 10, left.min.y - 8 - 13};
  }
  /// "all" and ten classes above the wall.
  ImVec2 wall_class(int chip) const {
    const float left = place(0).x - size(0).x / 2;
    const float right = place(shown().wall - 1).x + size(0).x / 2;
    return {left + (right - left) * (static_cast<float>(chip) + 0.5f) / 11, place(0).y - size(0).y / 2 - 16 - 13};
  }
  /// The slider below the path at `position`.
  ImVec2 path_slider(float position) const {
    const ShownTiles plan = shown();
    const ImVec2 a = place(plan.path_tile(0));
    const ImVec2 b = place(plan.path_tile(plan.path - 1));
    return {a.x + position * (b.x - a.x), a.y + size(plan.path_tile(0)).y / 2 + 13};
  }
  static constexpr ImGuiKey kSpace = ImGuiKey_Space;
  void hold_space() { report_key(ImGui::GetIO(), kSpace, true); }
  AppState state;
  RecordingHost host;
};

inline std::vector<std::uint8_t> decoded(const AppState& state, std::span<const float> latent) {
  Matrix z(1, static_cast<Eigen::Index>(latent.size()));
  std::ranges::copy(latent, row(z, 0).begin());
  return bytes_of(values(state.opened.model->decode(z)));
}

}  // namespace zscape::testing
