// The keys that every link may have, and the order of all of them.
#include "ui/link/fragment.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/error.hpp"
#include "base/number_text.hpp"
#include "ui/link/family.hpp"
#include "ui/link/listen.hpp"
#include "ui/link/map.hpp"
#include "ui/link/path.hpp"
#include "ui/link/values.hpp"
#include "ui/link/wall.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/tab.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr float kMaxTemperature = 2;
constexpr double kMaxPhase = 1e6;

/// Dimensions of a code, "0.3.17".
Result<std::vector<int>> parse_dimensions(std::string_view key, std::string_view text) {
  std::vector<int> dimensions;
  for (std::string_view rest = text;;) {
    const std::size_t end = std::min(rest.find('.'), rest.size());
    ZSCAPE_TRY(const int dimension, parse_index(key, rest.substr(0, end), kMaxLatents));
    if (!dimensions.empty() && dimension <= dimensions.back()) return expected(key, "rising numbers with points between", text);
    dimensions.push_back(dimension);
    if (end == rest.size()) return dimensions;
    rest.remove_prefix(end + 1);
  }
}

std::string frozen_text(const View& view) {
  std::string text;
  for (const int dimension : view.frozen) text += (text.empty() ? "&frozen=" : ".") + std::to_string(dimension);
  return text;
}

Result<Tab> parse_tab(std::string_view key, std::string_view text) {
  std::string ids;
  for (const Tab tab : kTabs) {
    if (text == name_of(tab)) return tab;
    ids += (ids.empty() ? "" : ", ") + std::string(name_of(tab));
  }
  return expected(key, "one of " + ids, text);
}

Result<bool> set_general_value(View& view, std::string_view key, std::string_view text) {
  if (key == "model") {
    ZSCAPE_TRY(view.model_id, parse_model_id(key, text));
  } else if (key == "tab") {
    ZSCAPE_TRY(view.tab, parse_tab(key, text));
  } else if (key == "seed") {
    ZSCAPE_TRY(view.draw.seed, parse_seed(key, text));
  } else if (key == "temperature") {
    ZSCAPE_TRY(const double value, parse_number(key, text, 0, kMaxTemperature, "a number from 0 to 2"));
    view.draw.temperature = static_cast<float>(value);
  } else if (key == "label") {
    ZSCAPE_TRY(view.draw.label, parse_index(key, text, kMaxClasses));
  } else if (key == "truncation") {
    ZSCAPE_TRY(const double value, parse_number(key, text, kMinTruncation, kMaxTruncation, "a number from 0.5 to 3"));
    view.draw.truncation = static_cast<float>(value);
  } else if (key == "raw") {
    ZSCAPE_TRY(view.draw.raw, parse_flag(key, text));
  } else if (key == "frozen") {
    ZSCAPE_TRY(view.frozen, parse_dimensions(key, text));
  } else if (key == "drift") {
    ZSCAPE_TRY(view.drifting, parse_flag(key, text));
  } else if (key == "phase") {
    ZSCAPE_TRY(view.phase, parse_number(key, text, 0, kMaxPhase, "a number from 0 to 1000000"));
  } else if (key == "stage") {
    ZSCAPE_TRY(view.stage, decode_code(key, text));
  } else {
    return false;
  }
  return true;
}

Result<void> set_value(View& view, std::string_view key, std::string_view text) {
  for (const auto set : {set_general_value, set_wall_value, set_path_value, set_map_value, set_family_value, set_listen_value}) {
    ZSCAPE_TRY(const bool known, set(view, key, text));
    if (known) return {};
  }
  return Error{ErrorCode::invalid_argument, "the link has an unknown key \"" + excerpt(key) + '"'};
}

}  // namespace

std::string to_fragment(const View& view) {
  std::string text = "model=" + view.model_id + "&tab=" + name_of(view.tab) + "&seed=" + std::to_string(view.draw.seed);
  text += "&temperature=" + exact_text(view.draw.temperature);
  if (std::isfinite(view.draw.truncation)) text += "&truncation=" + exact_text(view.draw.truncation);
  if (view.draw.raw) text += "&raw=1";
  if (view.draw.label) text += "&label=" + std::to_string(*view.draw.label);
  text += std::string("&drift=") + (view.drifting ? "1" : "0");
  text += "&phase=" + exact_text(view.phase);
  text += wall_text(view);
  if (view.stage) text += "&stage=" + encode_code(*view.stage);
  return text + frozen_text(view) + path_text(view) + map_text(view) + family_text(view) + listen_text(view);
}

Result<View> parse_fragment(std::string_view fragment, View view) {
  std::set<std::string_view> seen;
  while (!fragment.empty()) {
    const std::size_t end = std::min(fragment.find('&'), fragment.size());
    const std::string_view part = fragment.substr(0, end);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos || equals == 0) return expected("text", "key=value between each &", part);
    const std::string_view key = part.substr(0, equals);
    if (!seen.insert(key).second) {
      return Error{ErrorCode::invalid_argument, "the link gives \"" + excerpt(key) + "\" more than once"};
    }
    ZSCAPE_TRY_VOID(set_value(view, key, part.substr(equals + 1)));
    if (end + 1 == fragment.size()) return expected("text", "key=value after its last &", "");
    fragment.remove_prefix(std::min(end + 1, fragment.size()));
  }
  return view;
}

}  // namespace zscape
