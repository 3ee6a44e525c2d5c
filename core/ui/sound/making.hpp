// From a code to a sound that can be played: what is asked of the shell, and what it answers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audio/mixer.hpp"
#include "ui/state/listening.hpp"
#include "ui/view/code.hpp"

namespace zscape {

struct AppState;

/// Decodes `code` for the slot and asks the shell for its samples.
void make_sound(AppState& state, SoundSlot slot, Code code);

/// The shell's answer to the request with that serial: samples, and the spectrogram where the model makes none itself. Answers to
/// older requests are ignored.
void hear(AppState& state, SoundSlot slot, std::uint64_t serial, std::vector<float> samples, std::vector<float> picture);

/// The shell cannot play: nothing is asked for until retry_sounds(), which makes every sound again.
void fail_sound(AppState& state, std::string message);

void retry_sounds(AppState& state);

/// Whether the slot's samples were asked for and have not arrived.
bool is_awaited(const Listening& listening, SoundSlot slot);

/// Whether the slot holds the sound of `code`, with samples or without.
bool is_made(const Listening& listening, SoundSlot slot, const Code& code);

/// Whether the sound of `code` can be played.
bool is_audible(const Listening& listening, SoundSlot slot, const Code& code);

/// At most one pad a frame; a digit that is to be spoken comes first.
void make_next_pad(AppState& state);

/// Asks the shell to give its mixer a command, unless it cannot play.
void tell_mixer(AppState& state, MixerCommand command);

}  // namespace zscape
