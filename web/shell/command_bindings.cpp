#include "shell/command_bindings.hpp"

#include <utility>

#include "shell/js_arrays.hpp"
#include "shell/purposes.hpp"
#include "shell/sound_bindings.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"

namespace zscape {
namespace {

using emscripten::val;

val file_object(const char* kind, const FetchFile& file) {
  val object = object_of(kind);
  object.set("purpose", to_js_name(file.purpose));
  object.set("name", file.name);
  return object;
}

val saved_object(const std::string& name, std::span<const std::byte> bytes) {
  val object = object_of("saveFile");
  object.set("name", name);
  object.set("bytes", to_js(bytes));
  return object;
}

val text_object(const char* kind, const std::string& text) {
  val object = object_of(kind);
  object.set("text", text);
  return object;
}

struct CommandObject {
  const Shell& shell;

  val operator()(const CopyLink& copy) const { return text_object("copyLink", copy.fragment); }
  val operator()(const FetchFile& file) const { return file_object("fetch", file); }
  val operator()(const CancelModel&) const { return object_of("cancelModel"); }
  val operator()(const ChooseFile&) const { return object_of("chooseFile"); }
  val operator()(const OpenPath&) const { return object_of("chooseFile"); }  // a browser has a dialog for it
  val operator()(const SaveFile& save) const { return saved_object(save.name, save.bytes); }
  val operator()(const SaveWindow& save) const { return saved_object(save.name, encode_png(shell.read_frame())); }
  val operator()(const Remember& preferences) const { return text_object("remember", preferences.text); }
  template <class SoundCommand>
  val operator()(const SoundCommand& command) const {
    return sound_object(command);
  }
};

/// What the interface asks of the page since the last call: [{ kind, ... }].
val take_commands(Shell& shell) {
  val list = val::array();
  for (const Command& command : std::exchange(shell.state().outbox, {}))
    list.call<void>("push", std::visit(CommandObject{shell}, command));
  if (const std::string text = shell.take_copied_text(); !text.empty()) list.call<void>("push", text_object("copyText", text));
  return list;
}

}  // namespace

void bind_commands(ShellClass& shell) { shell.function("takeCommands", &take_commands); }

}  // namespace zscape
