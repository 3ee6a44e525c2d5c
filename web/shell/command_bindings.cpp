#include "shell/command_bindings.hpp"

#include <utility>

#include "shell/js_arrays.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"

namespace zscape {
namespace {

using emscripten::val;

/// What the interface asks of the page since the last call: [{ kind, argument, bytes }].
val take_commands(Shell& shell) {
  val list = val::array();
  const auto add = [&](const char* kind, const std::string& argument, std::span<const std::byte> bytes = {}) {
    val entry = val::object();
    entry.set("kind", kind);
    entry.set("argument", argument);
    if (!bytes.empty()) entry.set("bytes", to_js(bytes));
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

}  // namespace

void bind_commands(ShellClass& shell) { shell.function("takeCommands", &take_commands); }

}  // namespace zscape
