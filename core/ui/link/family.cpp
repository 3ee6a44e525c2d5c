// What the Family tab compares.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "ui/link/parts.hpp"
#include "weights/codes_file.hpp"

namespace zscape {
namespace {

/// Ids of models between commas.
struct ModelsValue {
  static Result<std::vector<std::string>> read(std::string_view key, std::string_view text) {
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
  static std::string write(const std::vector<std::string>& ids) { return joined(ids, ','); }
};

struct Comparisons {
  using Choice = Comparison;
  static constexpr std::array names = {"digit", "walk"};
};

struct Noises {
  static constexpr float least = 0, most = 1;
};

constexpr std::array kFamilyProperties = {
    property<ModelsValue>(
        "family", [](auto& view) -> auto& { return view.family.models; }),
    property<ChoiceValue<Comparisons>>(
        "compare", [](auto& view) -> auto& { return view.family.comparison; }),
    property<IndexValue<kMaxDigits>>(
        "digit", [](auto& view) -> auto& { return view.family.digit; }),
    property<NumberValue<Noises>>(
        "noise", [](auto& view) -> auto& { return view.family.noise; }),
};

}  // namespace

std::span<const Property> family_properties() { return kFamilyProperties; }

}  // namespace zscape
