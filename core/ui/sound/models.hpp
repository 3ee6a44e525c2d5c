// Which model of sounds is in use, and how it arrives.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "models/model.hpp"
#include "ui/state/fetch.hpp"
#include "ui/view/listen_view.hpp"
#include "weights/manifest.hpp"

namespace zscape {

struct AppState;

/// The published models of sounds.
std::vector<const ManifestEntry*> sound_models(const Manifest& manifest);

/// Which model the view asks for: a published one, or the person's own where the view names none; "" where there is none.
std::string wanted_sounds(const AppState& state);

/// That model, once it is there; else nullptr.
const Model* sound_model(const AppState& state);

/// What of the view does not fit sound_model() is dropped, and that is said.
void settle_sounds(AppState& state);

/// Whether the Listen tab is there.
bool has_sounds(const AppState& state);

/// The model of what is shown: of the sounds on the Listen tab once it is there, else of the pictures.
const Model& model_on_show(const AppState& state);

/// Errors: another SHA-256 than the manifest's, those of Model::load(), unsupported: it makes no sounds, or such of another rate
/// than kMixerRate.
Result<void> open_sound_model(AppState& state, std::span<const std::byte> file, std::string_view id);

/// Makes a model of sounds from a file of the person's own the one of the Listen tab, and shows that. Error unsupported: its sounds
/// have another rate than kMixerRate.
Result<void> use_own_sounds(AppState& state, Model model, std::string label);

/// The model did not come: nothing waits for it any more, and that is said.
void give_up_sounds(AppState& state);

/// What was shaped and kept, which another model could not read.
void forget_sounds(ListenView& view);

/// Why nothing is heard, or "".
std::string sound_trouble(const AppState& state);

/// A view that names no published model is told which one is in its place.
void settle_named_sounds(AppState& state);

/// The file of wanted_sounds().
FetchFile sounds_file(const AppState& state);

/// Asks the shell for it, while it is not there.
void want_sounds(AppState& state);

/// Where nobody sees the Listen tab, which shows it.
void say_trouble(AppState& state);

}  // namespace zscape
