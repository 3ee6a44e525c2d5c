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

#include "audio/mixer.hpp"
#include "ui/state/listening.hpp"
#include "ui/view/code.hpp"

namespace zscape {

struct AppState;
void hear(AppState& state, SoundSlot slot, std::uint64_t serial, std::vector<float> samples, std::vector<float> picture);

/// Nothing is asked for any more until retry_sounds().
void fail_sound(AppState& state, std::string message);

void retry_sounds(AppState& state);

/// Draws the picture of `code` into the slot and asks for its sound.
void make(AppState& state, SoundSlot slot, Code code);

bool is_awaited(const Listening& listening, SoundSlot slot);
bool is_made(const Listening& listening, SoundSlot slot, const Code& code);

/// Whether the sound of `code` can be played.
bool is_audible(const Listening& listening, SoundSlot slot, const Code& code);

/// One pad a frame, that which is waited for first.
void make_next_pad(AppState& state);

void mix(AppState& state, MixerCommand command);

}  // namespace zscape
