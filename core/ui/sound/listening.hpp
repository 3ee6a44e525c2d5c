// Sounds: what the Listen tab knows of this moment, what it asks of the shell, and what the shell answers. No drawing here.
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

#include "base/file.hpp"

namespace zscape {

struct AppState;
struct ListenView;

/// Before the panels draw: lets time pass, and takes over what was made.
void advance_listening(AppState& state, double seconds);

/// After they have: asks for sounds of what was changed.
void update_sounds(AppState& state);

/// Whether something is heard, made or on its way.
bool is_listening(const AppState& state);

/// The shaped sound as a WAV file; says why where there is none.
void save_sound(AppState& state);

/// Gives the model a person's own sound.
void take_in(AppState& state, Bytes wav, std::string name);

}  // namespace zscape
