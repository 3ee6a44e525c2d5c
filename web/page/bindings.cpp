// What page.js can call. Names are JavaScript's; nothing here decides anything.
#include <emscripten/bind.h>
#include <emscripten/heap.h>

#include "shell.hpp"
#include "ui/session/announce.hpp"
#include "ui/app.hpp"
#include "ui/files/side_files.hpp"
#include "ui/session/changes.hpp"
#include "ui/session/links.hpp"
#include "ui/session/open_any.hpp"
#include "ui/link/fragment.hpp"
#include "ui/panels/bar/tour.hpp"
#include "ui/pictures/verdicts.hpp"

namespace zscape {
namespace {

using emscripten::typed_memory_view;
using emscripten::val;

val copy_out(const std::vector<std::uint8_t>& bytes) {
  return val::global("Uint8Array").new_(typed_memory_view(bytes.size(), bytes.data()));
}

val copy_out(std::span<const std::byte> bytes) {
  return val::global("Uint8Array").new_(typed_memory_view(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data())));
}

/// A Shell, or the message of why there is none.
val create_shell(std::string selector, float pixels_per_point) {
  auto shell = Shell::create(selector.c_str(), pixels_per_point);
  if (!shell.ok()) return val(shell.error().message);
  return val(std::shared_ptr<Shell>(std::move(shell).value()));
}

// Every change from outside goes through this, so that it is drawn.
AppState& changing(Shell& shell) {
  shell.wake();
  return shell.state();
}

void show_failure(Shell& shell, std::string message) {
  show_error(changing(shell).messages, {ErrorCode::io, std::move(message)});
}

void offer_again(Shell& shell, std::string message, std::string model) {
  show_error(changing(shell).messages, {ErrorCode::io, std::move(message)}, std::move(model));
}

std::string message(const Shell& shell) { return shell.state().messages.failure ? shell.state().messages.failure->error.message : std::string(); }

/// The message of why that does not work, or "".
std::string restore_graphics(Shell& shell) {
  const auto restored = shell.restore_graphics();
  return restored ? std::string() : restored.error().message;
}

void show_loading(Shell& shell, std::string model, float fraction) {
  changing(shell).loading = Loading{std::move(model), fraction};
}

void hide_loading(Shell& shell) { changing(shell).loading.reset(); }

void set_manifest(Shell& shell, std::string text) {
  Result<Manifest> manifest = parse_manifest(text);
  if (manifest.ok()) {
    changing(shell).published.manifest = std::move(manifest).value();
  } else {
    show_error(changing(shell).messages, manifest.error());
  }
}

std::vector<std::byte> bytes_of(const val& array) {
  std::vector<std::byte> bytes(array["length"].as<std::size_t>());
  val(typed_memory_view(bytes.size(), reinterpret_cast<std::uint8_t*>(bytes.data()))).call<void>("set", array);
  return bytes;
}

/// The message of what is wrong with the file, or "".
std::string open_file(Shell& shell, const val& array, std::string label, std::string sha256) {
  const std::vector<std::byte> file = bytes_of(array);
  AppState& state = changing(shell);
  state.messages.failure.reset();
  open_model(state, file, std::move(label), sha256);
  return message(shell);
}

/// The same with the first part of a published model's file.
std::string open_first(Shell& shell, const val& array, std::string id) {
  const std::vector<std::byte> first = bytes_of(array);
  AppState& state = changing(shell);
  state.messages.failure.reset();
  open_first_part(state, first, id);
  return message(shell);
}

/// The message of what is wrong with the whole file that follows it, or "".
std::string complete(Shell& shell, const val& array, std::string id) {
  const auto completed = complete_model(changing(shell), bytes_of(array), id);
  return completed ? std::string() : completed.error().message;
}

void complete_failed(Shell& shell, std::string id, std::string message) { fail_complete(changing(shell), id, message); }

/// What a person dropped: weights or latents. Whether another model is in use.
bool open_dropped(Shell& shell, const val& array, std::string name) {
  const std::vector<std::byte> file = bytes_of(array);
  AppState& state = changing(shell);
  state.messages.failure.reset();
  return open_any(state, file, name);
}

void show_peer_loading(Shell& shell, std::string id, float fraction) { report_peer(changing(shell), id, fraction); }

void peer_failed(Shell& shell, std::string id, std::string message) { fail_peer(changing(shell), id, std::move(message)); }

/// The message of what is wrong with the peer's file, or "".
std::string open_peer_file(Shell& shell, const val& array, std::string id) {
  const auto opened = open_peer(changing(shell), bytes_of(array), id);
  return opened ? std::string() : opened.error().message;
}

/// The message of what is wrong with the classifier's file, or "".
std::string open_classifier_file(Shell& shell, const val& array, std::string id, std::string sha256) {
  const auto opened = open_classifier(changing(shell), bytes_of(array), id, sha256);
  return opened ? std::string() : opened.error().message;
}

void classifier_failed(Shell& shell, std::string id, std::string message) {
  fail_classifier(changing(shell), id, std::move(message));
}

/// The message of what is wrong with a file from beside the models, or "".
std::string open_file_beside(Shell& shell, const val& array, std::string name) {
  const auto opened = open_beside(changing(shell), bytes_of(array), name);
  return opened ? std::string() : opened.error().message;
}

void beside_failed(Shell& shell, std::string name, std::string message) { fail_beside(changing(shell), name, std::move(message)); }

std::string model_id(const Shell& shell) { return shell.state().opened.model ? shell.state().opened.model->spec().id : std::string(); }

std::string fragment(const Shell& shell) { return link_of(shell.state(), shell.state().shown.view); }

/// What fragment() is made of, without a look at the picture: as long as it is the same, so is the fragment.
std::string shown_key(const Shell& shell) {
  const AppState& state = shell.state();
  return to_fragment(state.shown.view) + state.opened.file_sha256 + (sound_model(state) ? state.listening.loaded_id : std::string());
}

std::string model_to_open_for(const Shell& shell, std::string link) { return model_to_open(shell.state(), link); }

/// Shows the link's view with the model in use, or an error.
void apply_fragment(Shell& shell, std::string text) { follow_link(changing(shell), text); }

/// What the interface asks of the page since the last call: [{ kind, argument, bytes }].
val take_commands(Shell& shell) {
  val list = val::array();
  const auto add = [&](const char* kind, const std::string& argument, std::span<const std::byte> bytes = {}) {
    val entry = val::object();
    entry.set("kind", kind);
    entry.set("argument", argument);
    if (!bytes.empty()) entry.set("bytes", copy_out(bytes));
    list.call<void>("push", entry);
  };
  for (const Command& command : std::exchange(shell.state().commands, {})) {
    switch (command.kind) {
      case Command::Kind::copy_link:
        add("copyLink", command.argument);
        break;
      case Command::Kind::load_model:
        add("loadModel", command.argument);
        break;
      case Command::Kind::cancel_load:
        add("cancelLoad", command.argument);
        break;
      case Command::Kind::load_peer:
        add("loadPeer", command.argument);
        break;
      case Command::Kind::load_classifier:
        add("loadClassifier", command.argument);
        break;
      case Command::Kind::load_sound_model:
        add("loadSounds", command.argument);
        break;
      case Command::Kind::load_beside:
        add("loadBeside", command.argument);
        break;
      case Command::Kind::choose_file:
        add("chooseFile", command.argument);
        break;
      case Command::Kind::open_path:
        break;  // a browser has a dialog for it
      case Command::Kind::save_file:
        add("saveFile", command.argument, command.bytes);
        break;
      case Command::Kind::remember:
        add("remember", command.argument);
        break;
      case Command::Kind::save_window:
        add("saveFile", command.argument, encode_png(shell.read_frame()));
        break;
    }
  }
  if (const std::string text = shell.take_copied_text(); !text.empty()) add("copyText", text);
  return list;
}

/// [{ role, key, first, count, ids }], in the order of their tiles; ids, in decimal, where tiles come and go.
val groups(const Pictures& pictures) {
  val list = val::array();
  for (const ShownGroup& shown : pictures.groups) {
    val entry = val::object();
    entry.set("role", std::string(to_string(shown.role)));
    entry.set("key", shown.key);
    entry.set("first", shown.first);
    entry.set("count", shown.count());
    val ids = val::array();
    for (const std::uint64_t id : shown.ids) ids.call<void>("push", std::to_string(id));
    entry.set("ids", ids);
    list.call<void>("push", entry);
  }
  return list;
}

val tiles(const Shell& shell) {
  val result = val::object();
  result.set("count", shell.tiles().count());
  result.set("height", shell.tiles().height());
  result.set("width", shell.tiles().width());
  result.set("pixels", copy_out(shell.read_back_tiles()));
  result.set("groups", groups(shell.state().derived.pictures));
  return result;
}

val draws(const Shell& shell) {
  val list = val::array();
  for (const DrawnTile& drawn : shell.tiles().drawn()) {
    val entry = val::object();
    entry.set("tile", drawn.tile);
    entry.set("x", drawn.min.x);
    entry.set("y", drawn.min.y);
    entry.set("width", drawn.max.x - drawn.min.x);
    entry.set("height", drawn.max.y - drawn.min.y);
    list.call<void>("push", entry);
  }
  return list;
}

/// [{ name, value, x, y, width, height }]: what pointer and keyboard can act on, in the order of Tab.
val widgets(const Shell& shell) {
  val list = val::array();
  for (const Widget& widget : shell.state().moment.interaction.widgets) {
    val entry = val::object();
    entry.set("name", widget.name);
    entry.set("value", widget.value);
    entry.set("x", widget.area.min.x);
    entry.set("y", widget.area.min.y);
    entry.set("width", widget.area.width());
    entry.set("height", widget.area.height());
    list.call<void>("push", entry);
  }
  return list;
}

/// What has the keyboard, in words.
std::string spoken_focus(const Shell& shell) { return spoken(shell.state().moment.interaction); }

/// What happened, in words.
std::string announced(const Shell& shell) { return announcement(shell.state()); }

/// Whether the browser is to move the focus out of the canvas.
bool tab_leaves(const Shell& shell, bool backwards) { return focus_would_leave(shell.state().moment.interaction, backwards); }

double heap_bytes(const Shell&) { return static_cast<double>(emscripten_get_heap_size()); }

/// What the page remembered; who is new is offered the tour.
void recall_preferences(Shell& shell, std::string text) {
  recall(changing(shell), text);
  offer_tour(shell.state());
}

void set_system_theme(Shell& shell, bool light) { changing(shell).settings.system_theme = light ? Theme::light : Theme::dark; }

void reduce_motion(Shell& shell, bool reduced) { set_reduced_motion(changing(shell), reduced); }

/// What is read on the stage, { label, probability }, or null.
val verdict(const Shell& shell) {
  const auto& verdict = shell.state().derived.verdict;
  if (!verdict) return val::null();
  val result = val::object();
  result.set("label", verdict->label);
  result.set("probability", verdict->probability);
  return result;
}

val canvas_picture(const Shell& shell) {
  const Image image = shell.read_frame();
  val result = val::object();
  result.set("height", image.height);
  result.set("width", image.width);
  result.set("pixels", copy_out(image.pixels));
  return result;
}

void pointer_move(Shell& shell, float x, float y) { shell.input().pointer_move(x, y); }
void pointer_leave(Shell& shell) { shell.input().pointer_leave(); }
void pointer_button(Shell& shell, int button, bool down) { shell.input().pointer_button(button, down); }
void wheel(Shell& shell, float x, float y) { shell.input().wheel(x, y); }
void pinch(Shell& shell, float x, float y, float dx, float dy, float spread) { shell.input().pinch({{x, y}, {dx, dy}, spread}); }
void modifiers(Shell& shell, bool control, bool shift, bool alt) { shell.input().modifiers(control, shift, alt); }
bool key(Shell& shell, std::string name, bool down) { return shell.input().key(name, down); }
void text(Shell& shell, std::string utf8) { shell.input().text(std::move(utf8)); }
bool has_events(const Shell& shell) { return !shell.input().empty(); }
std::string cursor(const Shell& shell) { return shell.cursor(); }

}  // namespace
}  // namespace zscape

EMSCRIPTEN_BINDINGS(zscape_page) {
  emscripten::class_<zscape::Shell>("Shell")
      .smart_ptr<std::shared_ptr<zscape::Shell>>("Shell")
      .function("resize", &zscape::Shell::resize)
      .function("frame", &zscape::Shell::frame)
      .function("wantsFrame", &zscape::Shell::wants_frame)
      .function("hasEvents", &zscape::has_events)
      .function("pointerMove", &zscape::pointer_move)
      .function("pointerLeave", &zscape::pointer_leave)
      .function("pointerButton", &zscape::pointer_button)
      .function("wheel", &zscape::wheel)
      .function("pinch", &zscape::pinch)
      .function("key", &zscape::key)
      .function("text", &zscape::text)
      .function("modifiers", &zscape::modifiers)
      .function("releaseAll", &zscape::Shell::release_all)
      .function("wantsText", &zscape::Shell::wants_text)
      .function("cursor", &zscape::cursor)
      .function("loseGraphics", &zscape::Shell::lose_graphics)
      .function("restoreGraphics", &zscape::restore_graphics)
      .function("showError", &zscape::show_failure)
      .function("offerAgain", &zscape::offer_again)
      .function("message", &zscape::message)
      .function("showLoading", &zscape::show_loading)
      .function("hideLoading", &zscape::hide_loading)
      .function("setManifest", &zscape::set_manifest)
      .function("openFile", &zscape::open_file)
      .function("openFirst", &zscape::open_first)
      .function("complete", &zscape::complete)
      .function("completeFailed", &zscape::complete_failed)
      .function("openDropped", &zscape::open_dropped)
      .function("showPeerLoading", &zscape::show_peer_loading)
      .function("peerFailed", &zscape::peer_failed)
      .function("openPeer", &zscape::open_peer_file)
      .function("openClassifier", &zscape::open_classifier_file)
      .function("classifierFailed", &zscape::classifier_failed)
      .function("openBeside", &zscape::open_file_beside)
      .function("besideFailed", &zscape::beside_failed)
      .function("fragment", &zscape::fragment)
      .function("shownKey", &zscape::shown_key)
      .function("heapBytes", &zscape::heap_bytes)
      .function("recall", &zscape::recall_preferences)
      .function("setSystemTheme", &zscape::set_system_theme)
      .function("setReducedMotion", &zscape::reduce_motion)
      .function("modelId", &zscape::model_id)
      .function("modelToOpen", &zscape::model_to_open_for)
      .function("applyFragment", &zscape::apply_fragment)
      .function("takeCommands", &zscape::take_commands)
      .function("tiles", &zscape::tiles)
      .function("draws", &zscape::draws)
      .function("widgets", &zscape::widgets)
      .function("spoken", &zscape::spoken_focus)
      .function("announcement", &zscape::announced)
      .function("tabLeaves", &zscape::tab_leaves)
      .function("verdict", &zscape::verdict)
      .function("picture", &zscape::canvas_picture);
  emscripten::function("createShell", &zscape::create_shell);
}
