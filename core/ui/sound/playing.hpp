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

namespace zscape {

struct AppState;

/// Plays a pad now.
void hit_pad(AppState& state, int pad);

void vary_pad(AppState& state, int pad);
void play_shaped(AppState& state);
void play_own(AppState& state);  // as it was recorded or opened
void set_looping(AppState& state, bool looping);
void set_beating(AppState& state, bool beating);

/// Says a digit that was chosen, once its sound is there, to who wants to hear it.
void speak(AppState& state, int digit);

/// The same for the picture that was put on the stage, once it has been read.
void speak_stage(AppState& state);

/// Says what was read on the stage when that was asked for and the picture has been read.
void speak_verdict(AppState& state, bool is_stage_read);

void shape_anew(AppState& state);  // from the prior, of the same class

/// `row` [sample] is what the model sees of the sound called `name`, `picture` its spectrogram.
void hear_own(AppState& state, std::string name, std::vector<float> row, std::vector<float> samples, std::vector<float> picture);

void refresh_loop(AppState& state);
void refresh_pattern(AppState& state);
void show_step(AppState& state, double seconds);

/// What was to be played as soon as it is there.
void play_what_is_made(AppState& state);

/// A digit is asked of a model that knows all of them.
void drop_unspeakable(AppState& state);

}  // namespace zscape
