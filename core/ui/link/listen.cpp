// The sound that is shaped, the pads and the beat.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "audio/mixer.hpp"
#include "ui/link/parts.hpp"

namespace zscape {
namespace {

/// Variations of the pads, "0.3.0": those after the last are 0.
struct PadsValue {
  using Pads = std::array<int, kPads>;
  static Result<Pads> read(std::string_view key, std::string_view text) {
    Pads pads{};
    for (std::size_t i = 0;; ++i) {
      if (i == pads.size()) return expected(key, "at most ten numbers with points between", text);
      const std::size_t end = std::min(text.find('.'), text.size());
      ZSCAPE_TRY(pads[i], parse_index(key, text.substr(0, end), kMaxVariations));
      if (end == text.size()) return pads;
      text.remove_prefix(end + 1);
    }
  }
  static std::string write(const Pads& pads) { return joined(pads, '.'); }
};

/// Four hexadecimal digits for each step, whose bit i says whether pad i is hit.
struct BeatValue {
  using Steps = std::array<std::uint16_t, kSteps>;
  static constexpr std::size_t kDigits = 4;

  static Result<Steps> read(std::string_view key, std::string_view text) {
    constexpr int kBase = 16;
    Steps steps{};
    const auto wrong = expected(key, "64 hexadecimal digits, four for each step", text);
    if (text.size() != kSteps * kDigits) return wrong;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string_view digits = text.substr(i * kDigits, kDigits);
      const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), steps[i], kBase);
      if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size() || steps[i] >= 1 << kPads) return wrong;
    }
    return steps;
  }
  static std::string write(const Steps& steps) {
    std::string text;
    for (const std::uint16_t step : steps) {
      char digits[kDigits + 1];
      std::snprintf(digits, sizeof digits, "%04x", static_cast<unsigned>(step));
      text += digits;
    }
    return text;
  }
};

struct Tempos {
  static constexpr float least = kSlowestTempo, most = kFastestTempo;
};

struct Swings {
  static constexpr float least = 0, most = kMaxSwing;
};

constexpr std::array kListenProperties = {
    property<ModelValue>(
        "sounds", [](auto& view) -> auto& { return view.listen.model_id; }),
    property<CodeValue>(
        "sound", [](auto& view) -> auto& { return view.listen.code; }),
    property<CodeValue>(
        "sound-a", [](auto& view) -> auto& { return view.listen.anchors[0]; }),
    property<CodeValue>(
        "sound-b", [](auto& view) -> auto& { return view.listen.anchors[1]; }),
    property<PadsValue>(
        "pads", [](auto& view) -> auto& { return view.listen.variations; }),
    property<BeatValue>(
        "beat", [](auto& view) -> auto& { return view.listen.steps; }),
    property<NumberValue<Tempos>>(
        "tempo", [](auto& view) -> auto& { return view.listen.tempo; }),
    property<NumberValue<Swings>>(
        "swing", [](auto& view) -> auto& { return view.listen.swing; }),
};

}  // namespace

std::span<const Property> listen_properties() { return kListenProperties; }

}  // namespace zscape
