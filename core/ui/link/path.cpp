// The path, its anchors, and the sum of codes.
#include "ui/link/path.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "base/number_text.hpp"
#include "ui/link/values.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

// By PathKind.
constexpr std::array kPathKinds = {"linear", "spherical", "geodesic"};

Result<PathKind> parse_path(std::string_view key, std::string_view text) {
  const auto found = std::find(kPathKinds.begin(), kPathKinds.end(), text);
  if (found == kPathKinds.end()) return expected(key, "linear, spherical or geodesic", text);
  return static_cast<PathKind>(found - kPathKinds.begin());
}

Result<float> parse_speed(std::string_view key, std::string_view text) {
  const auto value = parse_decimal(text);
  if (!value || !(*value >= kSlowest && *value <= kFastest)) return expected(key, "a number from 0.25 to 4", text);
  return static_cast<float>(*value);
}

// By their place in the view.
constexpr std::array kAnchorKeys = {"a", "b", "c", "d"};
constexpr std::array kTermKeys = {"first", "minus", "plus"};

/// The place in `codes` that `key` is for; nullptr when it is for none.
std::optional<Code>* code_for(std::span<std::optional<Code>> codes, std::span<const char* const> keys, std::string_view key) {
  const auto found = std::find(keys.begin(), keys.end(), key);
  return found == keys.end() ? nullptr : &codes[static_cast<std::size_t>(found - keys.begin())];
}

std::string codes_text(std::span<const std::optional<Code>> codes, std::span<const char* const> keys) {
  std::string text;
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (codes[i]) text += '&' + std::string(keys[i]) + '=' + encode_code(*codes[i]);
  return text;
}

}  // namespace

Result<bool> set_path_value(View& view, std::string_view key, std::string_view text) {
  std::optional<Code>* code = code_for(view.anchors, kAnchorKeys, key);
  if (code == nullptr) code = code_for(view.interpolation.terms, kTermKeys, key);
  if (code != nullptr) {
    ZSCAPE_TRY(*code, decode_code(key, text));
  } else if (key == "path") {
    ZSCAPE_TRY(view.path, parse_path(key, text));
  } else if (key == "position") {
    ZSCAPE_TRY(view.position, parse_number(key, text, 0, 1, "a number from 0 to 1"));
  } else if (key == "play") {
    ZSCAPE_TRY(view.playing, parse_flag(key, text));
  } else if (key == "speed") {
    ZSCAPE_TRY(view.interpolation.speed, parse_speed(key, text));
  } else if (key == "track") {
    ZSCAPE_TRY(view.interpolation.track, decode_track(key, text));
  } else {
    return false;
  }
  return true;
}

std::string path_text(const View& view) {
  const InterpolateView& interpolation = view.interpolation;
  std::string text = codes_text(view.anchors, kAnchorKeys);
  text += std::string("&path=") + kPathKinds[static_cast<std::size_t>(view.path)];
  text += "&position=" + exact_text(view.position);
  text += std::string("&play=") + (view.playing ? "1" : "0");
  if (interpolation.speed != 1) text += "&speed=" + exact_text(interpolation.speed);
  if (!interpolation.track.empty()) text += "&track=" + encode_track(interpolation.track);
  return text + codes_text(interpolation.terms, kTermKeys);
}

}  // namespace zscape
