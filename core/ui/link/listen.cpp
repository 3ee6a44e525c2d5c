// The sound that is shaped, the pads and the beat.
#include "ui/link/listen.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "audio/mixer.hpp"
#include "base/error.hpp"
#include "base/number_text.hpp"
#include "ui/link/values.hpp"
#include "ui/view/listen_view.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr std::size_t kStepDigits = 4;
constexpr int kBase = 16;

/// Variations of the pads, "0.3.0": those after the last are 0.
Result<std::array<int, kPads>> parse_pads(std::string_view key, std::string_view text) {
  std::array<int, kPads> pads{};
  for (std::size_t i = 0;; ++i) {
    if (i == pads.size()) return expected(key, "at most ten numbers with points between", text);
    const std::size_t end = std::min(text.find('.'), text.size());
    ZSCAPE_TRY(pads[i], parse_index(key, text.substr(0, end), kMaxVariations));
    if (end == text.size()) return pads;
    text.remove_prefix(end + 1);
  }
}

Result<std::array<std::uint16_t, kSteps>> parse_beat(std::string_view key, std::string_view text) {
  std::array<std::uint16_t, kSteps> steps{};
  const auto wrong = expected(key, "64 hexadecimal digits, four for each step", text);
  if (text.size() != kSteps * kStepDigits) return wrong;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string_view digits = text.substr(i * kStepDigits, kStepDigits);
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), steps[i], kBase);
    if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size() || steps[i] >= 1 << kPads) return wrong;
  }
  return steps;
}

std::string pads_text(const std::array<int, kPads>& pads) {
  std::string text;
  for (const int variation : pads) text += (text.empty() ? "&pads=" : ".") + std::to_string(variation);
  return text;
}

std::string beat_text(const std::array<std::uint16_t, kSteps>& steps) {
  std::string text = "&beat=";
  for (const std::uint16_t step : steps) {
    char digits[kStepDigits + 1];
    std::snprintf(digits, sizeof digits, "%04x", static_cast<unsigned>(step));
    text += digits;
  }
  return text;
}

}  // namespace

Result<bool> set_listen_value(View& view, std::string_view key, std::string_view text) {
  ListenView& listen = view.listen;
  if (key == "sounds") {
    ZSCAPE_TRY(listen.model_id, parse_model_id(key, text));
  } else if (key == "sound") {
    ZSCAPE_TRY(listen.code, decode_code(key, text));
  } else if (key == "sound-a") {
    ZSCAPE_TRY(listen.anchors[0], decode_code(key, text));
  } else if (key == "sound-b") {
    ZSCAPE_TRY(listen.anchors[1], decode_code(key, text));
  } else if (key == "pads") {
    ZSCAPE_TRY(listen.variations, parse_pads(key, text));
  } else if (key == "beat") {
    ZSCAPE_TRY(listen.steps, parse_beat(key, text));
  } else if (key == "tempo") {
    ZSCAPE_TRY(const double tempo, parse_number(key, text, kSlowestTempo, kFastestTempo, "a number from 20 to 300"));
    listen.tempo = static_cast<float>(tempo);
  } else if (key == "swing") {
    ZSCAPE_TRY(const double swing, parse_number(key, text, 0, kMaxSwing, "a number from 0 to 0.75"));
    listen.swing = static_cast<float>(swing);
  } else {
    return false;
  }
  return true;
}

std::string listen_text(const View& view) {
  const ListenView& listen = view.listen;
  const ListenView usual;
  std::string text;
  if (!listen.model_id.empty()) text += "&sounds=" + listen.model_id;
  if (listen.code) text += "&sound=" + encode_code(*listen.code);
  if (listen.anchors[0]) text += "&sound-a=" + encode_code(*listen.anchors[0]);
  if (listen.anchors[1]) text += "&sound-b=" + encode_code(*listen.anchors[1]);
  if (listen.variations != usual.variations) text += pads_text(listen.variations);
  if (listen.steps != usual.steps) text += beat_text(listen.steps);
  if (listen.tempo != usual.tempo) text += "&tempo=" + exact_text(listen.tempo);
  if (listen.swing != usual.swing) text += "&swing=" + exact_text(listen.swing);
  return text;
}

}  // namespace zscape
