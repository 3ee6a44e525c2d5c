// What the Listen tab shows and plays, as far as a link holds it and undo goes back to it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "audio/mixer.hpp"
#include "ui/view/code.hpp"

namespace zscape {

inline constexpr int kMaxVariations = 10'000;

struct ListenView {
  std::string model_id;                        // of the sounds; empty: the first that is published
  std::optional<Code> code;                    // of the sound that is shaped; absent: one from the prior
  std::array<std::optional<Code>, 2> anchors;  // between which it is morphed
  std::array<int, kPads> variations{};         // the draw from the prior that each pad plays, [0, kMaxVariations)
  std::array<std::uint16_t, kSteps> steps{};   // of the beat; bit i: pad i is hit
  float tempo = 120;                           // beats per minute
  float swing = 0;                             // [0, kMaxSwing]

  bool operator==(const ListenView&) const = default;
};

}  // namespace zscape
