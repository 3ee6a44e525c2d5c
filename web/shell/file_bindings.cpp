#include "shell/file_bindings.hpp"

#include "shell/js_arrays.hpp"
#include "ui/files/classifier.hpp"
#include "ui/files/peers.hpp"
#include "ui/files/side_files.hpp"
#include "ui/session/open_any.hpp"
#include "ui/session/open_model.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/messages.hpp"

namespace zscape {
namespace {

using emscripten::val;

void show_failure(Shell& shell, std::string message) { show_error(changing(shell).messages, {ErrorCode::io, std::move(message)}); }

void offer_again(Shell& shell, std::string message, std::string model) {
  show_error(changing(shell).messages, {ErrorCode::io, std::move(message)}, std::move(model));
}

std::string message(const Shell& shell) {
  return shell.state().messages.failure ? shell.state().messages.failure->error.message : std::string();
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

}  // namespace

void bind_files(ShellClass& shell) {
  shell.function("showError", &show_failure)
      .function("offerAgain", &offer_again)
      .function("message", &message)
      .function("showLoading", &show_loading)
      .function("hideLoading", &hide_loading)
      .function("setManifest", &set_manifest)
      .function("openFile", &open_file)
      .function("openFirst", &open_first)
      .function("complete", &complete)
      .function("completeFailed", &complete_failed)
      .function("openDropped", &open_dropped)
      .function("showPeerLoading", &show_peer_loading)
      .function("peerFailed", &peer_failed)
      .function("openPeer", &open_peer_file)
      .function("openClassifier", &open_classifier_file)
      .function("classifierFailed", &classifier_failed)
      .function("openBeside", &open_file_beside)
      .function("besideFailed", &beside_failed);
}

}  // namespace zscape
