#include "ui/link/fragment.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "ui/link/parts.hpp"

namespace zscape {
namespace {

std::array<std::span<const Property>, 7> parts() {
  return {draw_properties(), wall_properties(),   stage_properties(), path_properties(),
          map_properties(),  family_properties(), listen_properties()};
}

Result<void> set_value(View& view, std::string_view key, std::string_view text) {
  for (const std::span<const Property> part : parts())
    for (const Property& property : part)
      if (property.key == key) return property.read(view, key, text);
  return Error{ErrorCode::invalid_argument, "the link has an unknown key \"" + excerpt(key) + '"'};
}

}  // namespace

std::string to_fragment(const View& view) {
  const View usual;
  std::string text;
  for (const std::span<const Property> part : parts())
    for (const Property& property : part)
      if (const auto value = property.write(view, usual)) {
        if (!text.empty()) text += '&';
        text += property.key;
        text += '=';
        text += *value;
      }
  return text;
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
