// The model, the tab, what the wall's digits are drawn from, and how they drift.
#include <array>

#include "ui/link/parts.hpp"
#include "ui/view/limits.hpp"
#include "ui/view/tab.hpp"

namespace zscape {
namespace {

struct TabValue {
  static Result<Tab> read(std::string_view key, std::string_view text) {
    std::string names;
    for (const Tab tab : kTabs) {
      if (text == name_of(tab)) return tab;
      names += (names.empty() ? "" : ", ") + std::string(name_of(tab));
    }
    return expected(key, "one of " + names, text);
  }
  static std::string write(Tab tab) { return name_of(tab); }
};

struct Temperatures {
  static constexpr float least = 0, most = 2;
};

struct Truncations {
  static constexpr float least = kMinTruncation, most = kMaxTruncation;
};

struct Phases {
  static constexpr double least = 0, most = 1e6;
};

constexpr std::array kDrawProperties = {
    property<ModelValue, Written::always>(
        "model", [](auto& view) -> auto& { return view.model_id; }),
    property<TabValue, Written::always>(
        "tab", [](auto& view) -> auto& { return view.tab; }),
    property<SeedValue, Written::always>(
        "seed", [](auto& view) -> auto& { return view.draw.seed; }),
    property<NumberValue<Temperatures>, Written::always>(
        "temperature", [](auto& view) -> auto& { return view.draw.temperature; }),
    property<NumberValue<Truncations>>(
        "truncation", [](auto& view) -> auto& { return view.draw.truncation; }),
    property<FlagValue>(
        "raw", [](auto& view) -> auto& { return view.draw.raw; }),
    property<IndexValue<kMaxClasses>>(
        "label", [](auto& view) -> auto& { return view.draw.label; }),
    property<FlagValue, Written::always>(
        "drift", [](auto& view) -> auto& { return view.drifting; }),
    property<NumberValue<Phases>, Written::always>(
        "phase", [](auto& view) -> auto& { return view.phase; }),
};

}  // namespace

std::span<const Property> draw_properties() { return kDrawProperties; }

}  // namespace zscape
