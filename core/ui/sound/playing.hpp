// Playing sounds: pads, the shaped sound, its loop, the beat, and digits that are spoken.
#pragma once

#include <string>
#include <vector>

namespace zscape {

struct AppState;

/// Plays a pad now.
void hit_pad(AppState& state, int pad);

/// Draws another sound for a pad, which is played once it is there.
void vary_pad(AppState& state, int pad);

/// Plays the shaped sound once, as soon as it is there; nothing while it loops.
void play_shaped(AppState& state);

/// Plays the person's own sound as it was recorded or opened.
void play_own(AppState& state);

/// Repeats the shaped sound without a gap.
void set_looping(AppState& state, bool looping);

/// Runs the sequencer.
void set_beating(AppState& state, bool beating);

/// Speaks a digit, once its sound is there; nothing unless the preferences ask for it.
void speak(AppState& state, int digit);

/// Likewise the digit that was put on the stage, once the classifier has read it.
void speak_stage(AppState& state);

/// Speaks the digit that the classifier has read on the stage where speak_stage() asked for it.
void speak_verdict(AppState& state, bool is_stage_read);

/// Shapes another sound from the prior, of the same class.
void shape_anew(AppState& state);

/// Shapes and plays what the model makes of a person's own sound. `row` [sample] is the sound as the model takes it, `picture` its
/// spectrogram.
void hear_own(AppState& state, std::string name, std::vector<float> row, std::vector<float> samples, std::vector<float> picture);

/// Tells the mixer what to loop, when that has changed.
void refresh_loop(AppState& state);

/// Tells the mixer the beat, when that has changed.
void refresh_pattern(AppState& state);

/// Lights the pads that the step of the beat hits.
void show_step(AppState& state, double seconds);

/// Plays what was to be played as soon as it is there.
void play_what_is_made(AppState& state);

/// A model that cannot be told which digit to make speaks none, and a notice says so.
void drop_unspeakable(AppState& state);

}  // namespace zscape
