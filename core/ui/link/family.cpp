// What the Family tab compares.
#include "ui/link/family.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/number_text.hpp"
#include "ui/link/values.hpp"
#include "ui/view/family_view.hpp"
#include "ui/view/view.hpp"
#include "weights/codes_file.hpp"

namespace zscape {
namespace {

/// Ids between commas.
Result<std::vector<std::string>> parse_models(std::string_view key, std::string_view text) {
  std::vector<std::string> ids;
  while (ids.size() <= kMaxPeers) {
    const std::size_t end = std::min(text.find(','), text.size());
    ZSCAPE_TRY(std::string id, parse_model_id(key, text.substr(0, end)));
    ids.push_back(std::move(id));
    if (end == text.size()) return ids;
    text.remove_prefix(end + 1);
  }
  return expected(key, "at most " + std::to_string(kMaxPeers + 1) + " models, then no more", text);
}

Result<Comparison> parse_comparison(std::string_view key, std::string_view text) {
  if (text == "digit") return Comparison::digit;
  if (text == "walk") return Comparison::walk;
  return expected(key, "digit or walk", text);
}

}  // namespace

Result<bool> set_family_value(View& view, std::string_view key, std::string_view text) {
  FamilyView& family = view.family;
  if (key == "family") {
    ZSCAPE_TRY(family.models, parse_models(key, text));
  } else if (key == "compare") {
    ZSCAPE_TRY(family.comparison, parse_comparison(key, text));
  } else if (key == "digit") {
    ZSCAPE_TRY(family.digit, parse_index(key, text, static_cast<int>(kMaxDigits)));
  } else if (key == "noise") {
    ZSCAPE_TRY(const double noise, parse_number(key, text, 0, 1, "a number from 0 to 1"));
    family.noise = static_cast<float>(noise);
  } else {
    return false;
  }
  return true;
}

std::string family_text(const View& view) {
  const FamilyView& family = view.family;
  std::string text;
  for (const std::string& id : family.models) text += (text.empty() ? "&family=" : ",") + id;
  if (family.comparison == Comparison::walk) text += "&compare=walk";
  if (family.digit > 0) text += "&digit=" + std::to_string(family.digit);
  if (family.noise > 0) text += "&noise=" + exact_text(family.noise);
  return text;
}

}  // namespace zscape
