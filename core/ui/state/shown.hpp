// What is shown: the view that a link holds, the steps that undo goes back to, and views that are still to be shown.
#pragma once

#include <optional>
#include <string>

#include "ui/view/history.hpp"
#include "ui/view/view.hpp"

namespace zscape {

/// What a link says of what it shows: the first digits of the SHA-256 of the model's file, and of the exact bits of the picture on
/// the stage.
struct Claim {
  std::string file, picture;

  bool operator==(const Claim&) const = default;
};

struct Shown {
  View view;
  History history;
  std::optional<View> arriving;  // is shown once its model is there
  std::optional<Claim> claim;    // of a link that was followed, not checked yet
};

}  // namespace zscape
