// The Listen tab without a loudspeaker, for its tests: a model of tiny sounds, and a shell that answers what is asked for.
#pragma once

#include <catch2/catch.hpp>

#include <algorithm>
#include <utility>
#include <vector>

#include "ui/session/arrivals.hpp"
#include "ui/sound/making.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/commands.hpp"
#include "ui/state/fetch.hpp"
#include "ui/state/listening.hpp"
#include "ui/view/code.hpp"
#include "ui_page.hpp"

namespace zscape::testing {

inline constexpr int kWave = 64;

/// Waves of 64 samples for each of ten digits.
inline ModelSpec tiny_sounds() {
  return {.id = "tiny-sounds",
          .title = "Tiny sounds",
          .sample = {1, 1, kWave},
          .pixels = PixelRange::signed_unit,
          .sound = SoundFormat{.rate = 16'000, .samples = kWave, .spectrogram = {}},
          .latent = 3,
          .classes = 10,
          .condition = {{"embedding", Embedding{10, 4}}},
          .encoder = {{"in", Linear{kWave + 4, 3}}},
          .decoder = {{"out", Linear{7, kWave}}, Tanh{}}};
}

/// What a shell was asked for of sound, in order, which is taken out of the outbox.
struct Asked {
  std::vector<MakeAudible> made;
  std::vector<MixerCommand> mixed;
  std::vector<TakeIn> taken;
};

inline Asked take_requests(AppState& state) {
  Asked asked{commands_of<MakeAudible>(state), commands_of<MixerCommand>(state), commands_of<TakeIn>(state)};
  std::erase_if(state.outbox, [](const Command& command) { return !std::holds_alternative<FetchFile>(command); });
  return asked;
}

/// The samples that these tests' shell makes of a row.
inline std::vector<float> heard_of(std::span<const float> row) {
  std::vector<float> samples;
  for (const float value : row) samples.push_back(value * 2 - 1);
  return samples;
}

class ListenPage : public Page {
 public:
  ListenPage() : Page(1440, 900) {
    bytes = golden_file(unstored_model_file(tiny_sounds(), Dtype::f32));
    state.published.manifest.models = {entry("vae", ModelRole::generator, "mnist"),
                                       entry("tiny-sounds", ModelRole::sound_generator, "spoken")};
    state.published.manifest.models[1].sha256 = sha256_hex(bytes);
    frame();
  }
  /// On the tab with the model, and as many frames as all sounds take.
  void listen() {
    press("Listen");
    frame();
    REQUIRE(arrived(state, {Purpose::sounds, "tiny-sounds"}, bytes));
    for (int i = 0; i < 2 * kSlots; ++i) answer();
  }
  /// A frame, and what it asks for is made; returns what the mixer was told.
  std::vector<MixerCommand> answer() {
    frame();
    Asked asked = take_requests(state);
    for (const MakeAudible& make : asked.made)
      hear(state, make.slot, make.serial, heard_of(make.row), std::vector<float>(256 * 80));
    std::vector<MixerCommand> told = std::move(asked.mixed);
    for (MixerCommand& more : take_requests(state).mixed) told.push_back(std::move(more));
    return told;
  }
  std::vector<float> shaped_samples() {
    const Code code = shaped_code(state);
    Matrix row_of_code(1, std::ssize(code));
    std::ranges::copy(code, row(row_of_code, 0).begin());
    return heard_of(row(state.listening.model->decode(row_of_code), 0));
  }
  /// Shapes the sound a little.
  void nudge() {
    Code code = shaped_code(state);
    code.front() += 1;
    shape(state, code);
  }
  /// The sound that is shaped as A, another one as B.
  void keep_two() {
    press("keep as A");
    press("another sound");
    answer();
    press("keep as B");
  }
  void type(char character) {
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(character));
    frame();
  }

  Bytes bytes;
};

template <class Command>
std::vector<Command> of_kind(const std::vector<MixerCommand>& told) {
  std::vector<Command> found;
  for (const MixerCommand& command : told)
    if (const auto* one = std::get_if<Command>(&command)) found.push_back(*one);
  return found;
}

}  // namespace zscape::testing
