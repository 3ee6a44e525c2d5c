// What the Family tab shows, as far as a link holds it.
#pragma once

#include <string>
#include <vector>

namespace zscape {

inline constexpr int kMaxPeers = 6;  // models beside the one in use

/// What goes through every model.
enum class Comparison { digit, walk };

struct FamilyView {
  std::vector<std::string> models;  // ids of what is compared with the model in use, at most kMaxPeers + 1; empty: a few others
  Comparison comparison = Comparison::digit;
  int digit = 0;    // of the published test digits
  float noise = 0;  // standard deviation of what is added to it, [0, 1]

  bool operator==(const FamilyView&) const = default;
};

}  // namespace zscape
