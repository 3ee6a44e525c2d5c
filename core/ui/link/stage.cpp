// The digit on the stage and its frozen dimensions.
#include <algorithm>
#include <array>
#include <vector>

#include "ui/link/parts.hpp"
#include "ui/view/limits.hpp"

namespace zscape {
namespace {

/// Dimensions of a code, "0.3.17".
struct DimensionsValue {
  static Result<std::vector<int>> read(std::string_view key, std::string_view text) {
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
  static std::string write(const std::vector<int>& dimensions) { return joined(dimensions, '.'); }
};

constexpr std::array kStageProperties = {
    property<CodeValue>(
        "stage", [](auto& view) -> auto& { return view.stage; }),
    property<DimensionsValue>(
        "frozen", [](auto& view) -> auto& { return view.frozen; }),
};

}  // namespace

std::span<const Property> stage_properties() { return kStageProperties; }

}  // namespace zscape
