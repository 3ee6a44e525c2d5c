#include "shell/file_bindings.hpp"

#include <utility>

#include "shell/js_arrays.hpp"
#include "shell/purposes.hpp"
#include "ui/files/fetch.hpp"
#include "ui/session/arrivals.hpp"
#include "ui/session/open_any.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/messages.hpp"

namespace zscape {
namespace {

using emscripten::val;

void show_failure(Shell& shell, std::string message) { show_error(changing(shell).messages, {ErrorCode::io, std::move(message)}); }

std::string message(const Shell& shell) {
  return shell.state().messages.failure ? shell.state().messages.failure->error.message : std::string();
}

void set_manifest(Shell& shell, std::string text) {
  Result<Manifest> manifest = parse_manifest(text);
  if (manifest.ok()) {
    changing(shell).published.manifest = std::move(manifest).value();
  } else {
    show_error(changing(shell).messages, manifest.error());
  }
}

/// What a person dropped: weights or latents. Whether another model is in use.
bool open_dropped(Shell& shell, const val& array, std::string name) {
  const std::vector<std::byte> file = bytes_of(array);
  AppState& state = changing(shell);
  state.messages.failure.reset();
  return open_any(state, file, name);
}

void fetch_progress(Shell& shell, std::string purpose, std::string name, float fraction) {
  progress(changing(shell), {purpose_of(purpose), std::move(name)}, fraction);
}

/// The message of what is wrong with the file, or "".
std::string fetch_arrived(Shell& shell, std::string purpose, std::string name, const val& array) {
  const auto taken = arrived(changing(shell), {purpose_of(purpose), std::move(name)}, bytes_of(array));
  return taken ? std::string() : taken.error().message;
}

void fetch_failed(Shell& shell, std::string purpose, std::string name, std::string message) {
  failed(changing(shell), {purpose_of(purpose), std::move(name)}, std::move(message));
}

}  // namespace

void bind_files(ShellClass& shell) {
  shell.function("showError", &show_failure)
      .function("message", &message)
      .function("setManifest", &set_manifest)
      .function("fetchProgress", &fetch_progress)
      .function("fetchArrived", &fetch_arrived)
      .function("fetchFailed", &fetch_failed)
      .function("openDropped", &open_dropped);
}

}  // namespace zscape
