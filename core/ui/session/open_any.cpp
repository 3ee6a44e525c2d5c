#include "ui/session/open_any.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/error.hpp"
#include "base/file.hpp"
#include "latent/latents_text.hpp"
#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "ui/session/open_model.hpp"
#include "ui/sound/listening.hpp"
#include "ui/sound/models.hpp"
#include "ui/sound/playing.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/messages.hpp"
#include "ui/state/tabs.hpp"
#include "ui/view/code.hpp"
#include "ui/view/listen_view.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

void show_latents(AppState& state, const Matrix& codes) {
  View& view = state.shown.view;
  const auto code = [&](Eigen::Index i) { return Code(row(codes, i).begin(), row(codes, i).end()); };
  view.stage = code(0);
  state.moment.selected.reset();
  const auto count = std::min<std::size_t>(view.anchors.size(), static_cast<std::size_t>(codes.rows()));
  if (count < 2) return;
  for (std::size_t i = 0; i < count; ++i) view.anchors[i] = code(static_cast<Eigen::Index>(i));
}

void shape_latents(AppState& state, const Matrix& codes) {
  ListenView& view = state.shown.view.listen;
  const auto code = [&](Eigen::Index i) { return Code(row(codes, i).begin(), row(codes, i).end()); };
  shape(state, code(0));
  state.listening.own.reset();
  if (codes.rows() > 1) view.anchors = {code(0), code(1)};
  show_tab(state, Tab::listen);
  play_shaped(state);
}

/// The model of sounds where latents name it, or where they name none and it is on show.
Result<bool> are_of_sounds(const AppState& state, std::string_view text) {
  const Model* sounds = sound_model(state);
  if (!sounds) return false;
  ZSCAPE_TRY(const std::string named, model_named_by(text));
  return named.empty() ? state.shown.view.tab == Tab::listen : named == sounds->spec().id;
}

Result<void> open_latents(AppState& state, std::span<const std::byte> file, const std::string& name) {
  if (!state.opened.model) return Error{ErrorCode::invalid_argument, "latents belong to a model, and none is open"};
  const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
  ZSCAPE_TRY(const bool of_sounds, are_of_sounds(state, text));
  ZSCAPE_TRY(const Matrix codes, parse_latents(of_sounds ? *state.listening.model : *state.opened.model, text));
  of_sounds ? shape_latents(state, codes) : show_latents(state, codes);
  const std::string place = of_sounds ? " is heard" : " is on the stage";
  show_notice(state.messages, (codes.rows() == 1 ? name : "the first of " + std::to_string(codes.rows()) + " codes") + place);
  return {};
}

/// Whether `file` begins like a safetensors file: eight bytes of length, then a JSON object.
bool looks_like_weights(std::span<const std::byte> file) { return file.size() > 8 && file[8] == std::byte{'{'}; }

bool is_wav(std::span<const std::byte> file) {
  return std::string_view(reinterpret_cast<const char*>(file.data()), file.size()).starts_with("RIFF");
}

/// What else it is, as far as its first bytes tell.
std::string_view kind_of(std::span<const std::byte> file) {
  struct Kind {
    std::string_view magic, name;
  };
  static constexpr std::array kKinds = {
      Kind{"\x89PNG", "a PNG picture"}, Kind{"\xff\xd8\xff", "a JPEG picture"},
      Kind{"GIF8", "a GIF picture"},    Kind{"PK\x03\x04", "a ZIP archive, as .pt and .npz files are"},
      Kind{"\x89HDF", "an HDF5 file"},
  };
  if (file.empty()) return "an empty file";
  const std::string_view bytes(reinterpret_cast<const char*>(file.data()), file.size());
  const auto found = std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& kind) { return bytes.starts_with(kind.magic); });
  return found != kKinds.end() ? found->name : "something else";
}

Error not_weights(std::span<const std::byte> file, const std::string& name) {
  return {
      ErrorCode::unsupported,
      name +
          ": expected the weights of a model, a .safetensors file, latents, a .json or .csv file, or a sound, a .wav file; found " +
          std::string(kind_of(file))};
}

}  // namespace

bool open_any(AppState& state, std::span<const std::byte> file, const std::string& name) {
  if (name.ends_with(".json") || name.ends_with(".csv")) {
    if (const auto opened = open_latents(state, file, name); !opened)
      show_error(state.messages, Error{opened.error().code, name + ": " + opened.error().message});
    return false;
  }
  if (is_wav(file) && has_sounds(state)) {
    take_in(state, Bytes(file.begin(), file.end()), name);
    return false;
  }
  if (looks_like_weights(file)) return open_model(state, file, name);
  show_error(state.messages, not_weights(file, name));
  return false;
}

}  // namespace zscape
