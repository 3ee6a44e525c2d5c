// Opening models, and the loop around draw_app().
#include "studio.hpp"

#include <imgui.h>

#include "base/file.hpp"
#include "gfx/renderer.hpp"
#include "gfx/tile_atlas.hpp"
#include "picture_files.hpp"
#include "ui/app.hpp"
#include "ui/permalink.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

constexpr double kTestFrameSeconds = 1.0 / 60;  // pictures for tests do not depend on the machine

/// The first thing that went wrong is what a person should read.
void report(AppState& state, const Error& error) {
  if (!state.error) state.error = error;
}

void open_file(AppState& state, const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) {
    state.error = bytes.error();
    return;
  }
  open_model(state, *bytes, path.filename().string());
}

void open_published(AppState& state, const std::filesystem::path& models, const std::string& id) {
  for (const ManifestEntry& entry : state.manifest) {
    if (entry.id != id) continue;
    const auto bytes = read_file(models / entry.file);
    if (!bytes) return report(state, bytes.error());
    return open_model(state, *bytes, entry.id, entry.sha256);
  }
  report(state, {ErrorCode::not_found, "no published model is called \"" + id + "\" in " + (models / "models.json").string()});
}

Result<Manifest> read_manifest(const std::filesystem::path& models) {
  ZSCAPE_TRY(const std::string text, read_text(models / "models.json"));
  return parse_manifest(text);
}

AppState initial_state(const StudioOptions& options) {
  AppState state;
  std::string_view fragment = options.fragment;
  if (fragment.starts_with('#')) fragment.remove_prefix(1);
  auto view = parse_fragment(fragment);
  if (view) {
    state.view = std::move(view).value();
  } else {
    report(state, view.error());
  }

  auto manifest = read_manifest(options.models);
  if (manifest) state.manifest = std::move(manifest).value();
  if (options.file) open_file(state, *options.file);
  if (state.model) return state;
  if (manifest) {
    const auto error = std::exchange(state.error, {});
    open_published(state, options.models, state.view.model_id);
    if (error) state.error = error;
  } else {
    report(state, manifest.error());
  }
  return state;
}

void run_commands(AppState& state, Window& window, const StudioOptions& options) {
  for (const Command& command : std::exchange(state.commands, {})) {
    switch (command.kind) {
      case Command::Kind::copy_link:
        window.set_clipboard("#" + command.argument);
        break;
      case Command::Kind::load_model:
        open_published(state, options.models, command.argument);
        break;
    }
  }
}

Result<void> write_pictures(const StudioOptions& options, const Renderer& renderer, const TileAtlas& tiles) {
  if (options.screenshot) ZSCAPE_TRY_VOID(write_screenshot(*options.screenshot, renderer.read_frame()));
  if (options.tiles) ZSCAPE_TRY_VOID(write_tiles(*options.tiles, tiles));
  return {};
}

}  // namespace

Result<void> run_studio(const StudioOptions& options) {
  ZSCAPE_TRY(Window window, Window::create(options.window));
  float pixels_per_point = window.pixels_per_point();
  setup_theme(pixels_per_point);
  ZSCAPE_TRY(Renderer renderer, Renderer::create());
  ZSCAPE_TRY(TileAtlas tiles, TileAtlas::create());
  AppState state = initial_state(options);
  const bool for_test = options.screenshot || options.tiles;

  for (int frame = 1; !window.should_close(); ++frame) {
    window.poll();
    for (const auto& path : window.take_dropped_files()) open_file(state, path);
    if (window.pixels_per_point() != pixels_per_point) {
      pixels_per_point = window.pixels_per_point();
      setup_theme(pixels_per_point);
      renderer.rebuild_fonts();
    }
    ImGui::NewFrame();
    draw_app(state, tiles, for_test ? kTestFrameSeconds : static_cast<double>(ImGui::GetIO().DeltaTime));
    run_commands(state, window, options);
    ImGui::Render();
    renderer.draw(*ImGui::GetDrawData());
    if (for_test && frame == options.frames) return write_pictures(options, renderer, tiles);
    window.present();
  }
  return {};
}

}  // namespace zscape
