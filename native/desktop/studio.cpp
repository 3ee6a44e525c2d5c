// Opening models, and the loop around draw_app().
#include "studio.hpp"

#include <imgui.h>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <utility>

#include "base/file.hpp"
#include "gfx/renderer.hpp"
#include "gfx/tile_atlas.hpp"
#include "image/sheet.hpp"
#include "models_folder/data_folder.hpp"
#include "picture_files.hpp"
#include "preferences_file.hpp"
#include "sound_desk.hpp"
#include "ui/app.hpp"
#include "ui/kit/theme.hpp"
#include "ui/panels/bar/tour.hpp"
#include "ui/panels/frame/opener.hpp"
#include "ui/session/arrivals.hpp"
#include "ui/session/links.hpp"
#include "ui/session/open_any.hpp"
#include "ui/session/preferences_in_use.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/published.hpp"
#include "ui/view/history.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

constexpr double kTestFrameSeconds = 1.0 / 60;  // pictures for tests do not depend on the machine

/// Runs a step of starting up; what went wrong before it stays readable above what goes wrong in it.
template <class Step>
void attempt(AppState& state, Step step) {
  const auto earlier = std::exchange(state.messages.failure, {});
  step();
  if (!earlier) return;
  const auto later = std::exchange(state.messages.failure, earlier);
  if (later) add_error(state.messages, later->error);
}

void open_file(AppState& state, const std::filesystem::path& path) {
  state.messages.failure.reset();
  const auto bytes = read_file(path);
  if (bytes) {
    open_any(state, *bytes, path.filename().string());
  } else {
    show_error(state.messages, bytes.error());
  }
}

/// What a person typed, where ~ is their own folder.
std::filesystem::path typed_path(const std::string& text) {
  const char* home = std::getenv("HOME");
  const bool at_home = text == "~" || text.starts_with("~/");
  return at_home && home != nullptr ? home + text.substr(1) : text;
}

/// The name of a published file; "" of a model that is not listed.
std::string file_name(const AppState& state, const FetchFile& file) {
  if (file.purpose == Purpose::side_file) return file.name;
  const ManifestEntry* entry = find_published(state, file.name);
  return entry != nullptr ? entry->file : std::string();
}

/// Reads a published file and gives it to the interface, which says where it is missed that it did not come; the terminal is told
/// of what has no banner.
void fetch(AppState& state, const std::filesystem::path& models, const FetchFile& file) {
  const std::string name = file_name(state, file);
  const auto bytes = !name.empty() ? read_file(models / name) : Error{ErrorCode::not_found, "models.json lists no " + file.name};
  const auto taken = bytes ? arrived(state, file, *bytes) : Result<void>(bytes.error());
  if (taken) return;
  const std::string& message = taken.error().message;
  failed(state, file, message);
  if (file.purpose == Purpose::classifier)
    std::fprintf(stderr, "zscape-studio: no verdicts: %s: %s\n", file.name.c_str(), message.c_str());
  if (file.purpose == Purpose::side_file) std::fprintf(stderr, "zscape-studio: %s\n", message.c_str());
}

/// The model that the link names, else the first, like the page.
void open_linked(AppState& state, const std::filesystem::path& models) {
  const std::string& id = state.shown.view.model_id;
  const auto generates = [](const ManifestEntry& entry) { return entry.role == ModelRole::generator; };
  const auto linked = std::ranges::find_if(state.published.manifest.models,
                                           [&](const ManifestEntry& entry) { return generates(entry) && entry.id == id; });
  const auto first = std::ranges::find_if(state.published.manifest.models, generates);
  if (first == state.published.manifest.models.end()) {
    show_error(state.messages, Error{ErrorCode::not_found, "expected a model that makes pictures in " +
                                                               (models / "models.json").string() + ", found none"});
    return;
  }
  const ManifestEntry& entry = linked == state.published.manifest.models.end() ? *first : *linked;
  if (linked == state.published.manifest.models.end()) {
    show_error(state.messages,
               Error{ErrorCode::not_found, "expected a model called \"" + id + "\" in " + (models / "models.json").string() +
                                               ", found none; opening " + entry.id});
  }
  attempt(state, [&] { fetch(state, models, {Purpose::model, entry.id}); });
}

/// The model that a link names, to be opened before the link is followed.
void name_linked_model(AppState& state, std::string_view link) {
  const auto parsed = parse_link(link);
  if (parsed) {
    state.shown.view.model_id = parsed->view.model_id;
  } else {
    show_error(state.messages, parsed.error());
  }
}

void read_manifest(AppState& state, const std::filesystem::path& models) {
  const auto folder = models_folder(models);
  const auto text = folder ? read_text(*folder / "models.json") : folder.error();
  if (!text) {
    show_error(state.messages,
               Error{text.error().code, "--models-dir: expected a folder with models.json, found none: " + text.error().message});
    return;
  }
  auto manifest = parse_manifest(*text);
  if (manifest) {
    state.published.manifest = std::move(manifest).value();
  } else {
    show_error(state.messages, manifest.error());
  }
}

AppState initial_state(const StudioOptions& options) {
  AppState state;
  const std::string_view link = std::string_view(options.fragment).substr(options.fragment.starts_with('#') ? 1 : 0);
  attempt(state, [&] { name_linked_model(state, link); });
  const bool malformed = state.messages.failure.has_value();
  attempt(state, [&] { read_manifest(state, options.models); });
  if (options.file) attempt(state, [&] { open_file(state, *options.file); });
  if (!state.opened.model && !state.published.manifest.models.empty()) attempt(state, [&] { open_linked(state, options.models); });
  if (state.opened.model && !malformed && !link.empty()) attempt(state, [&] { follow_link(state, link); });
  return state;
}

/// Into the folder that the program was started in, beside what is there.
void save_file(AppState& state, const std::filesystem::path& name, std::span<const std::byte> bytes) {
  std::filesystem::path path = name;
  std::error_code unknown;  // then writing says why
  for (int i = 2; std::filesystem::exists(path, unknown); ++i) {
    path = name.stem();
    path += "-" + std::to_string(i) + name.extension().string();
  }
  const auto written = write_file(path, bytes);
  if (written) {
    show_notice(state.messages, "saved " + std::filesystem::absolute(path, unknown).string());
  } else {
    show_error(state.messages, written.error());
  }
}

struct CarryOut {
  AppState& state;
  Window& window;
  const Renderer& renderer;
  SoundDesk& sounds;
  const std::filesystem::path& models;

  void operator()(const CopyLink& copy) const { window.set_clipboard("#" + copy.fragment); }
  void operator()(const FetchFile& file) const { fetch(state, models, file); }
  void operator()(const CancelModel&) const {}  // a file is read within the frame
  void operator()(const ChooseFile&) const { ask_for_path(state); }
  void operator()(const OpenPath& open) const { open_file(state, typed_path(open.path)); }
  void operator()(const SaveFile& save) const { save_file(state, save.name, save.bytes); }
  void operator()(const SaveWindow& save) const { save_file(state, save.name, encode_png(renderer.read_frame())); }
  void operator()(const Remember& preferences) const { write_preferences_file(preferences.text); }
  template <class SoundCommand>
  void operator()(const SoundCommand& command) const {
    sounds.carry_out(state, command);
  }
};

/// Errors are shown in the window; who started it from a terminal reads them there as well.
void log_error(const AppState& state, std::string& logged) {
  const std::string message = state.messages.failure ? state.messages.failure->error.message : "";
  if (message != logged && !message.empty()) std::fprintf(stderr, "zscape-studio: %s\n", message.c_str());
  logged = message;
}

Result<void> write_pictures(const StudioOptions& options, const Renderer& renderer, const TileAtlas& tiles) {
  if (options.screenshot) ZSCAPE_TRY_VOID(write_file(*options.screenshot, encode_png(renderer.read_frame())));
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
  SoundDesk sounds;
  std::string logged;
  const bool for_test = options.screenshot || options.tiles;
  if (for_test) state.moment.decode_budget.milliseconds = std::numeric_limits<double>::infinity();
  recall(state, read_preferences_file());
  if (!for_test) offer_tour(state);

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
    ImGui::Render();
    renderer.draw(*ImGui::GetDrawData());
    for (const Command& command : std::exchange(state.outbox, {}))
      std::visit(CarryOut{state, window, renderer, sounds, options.models}, command);
    sounds.report(state);
    if (for_test && frame == options.frames) {
      ZSCAPE_TRY_VOID(write_pictures(options, renderer, tiles));
      return state.messages.failure ? Result<void>(state.messages.failure->error) : Result<void>();
    }
    if (!for_test) log_error(state, logged);
    window.present();
  }
  return {};
}

}  // namespace zscape
