// Files that somebody gives the program: by dropping them onto it, or on its command line.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace zscape {

struct AppState;

/// Weights become the model in use, as open_model() says. Latents, a name that ends with .json or .csv, are codes of the model in
/// use, or of that of sounds: the first comes onto the stage, or is heard, and of several the first ones become the anchors. A WAV
/// file is heard through the model of the Listen tab, where there is one. What is wrong is in state.messages.failure, and nothing
/// has changed. Returns whether another model is in use.
bool open_any(AppState& state, std::span<const std::byte> file, const std::string& name);

}  // namespace zscape
