// Undo and redo of everything a person does to the View.
#pragma once

#include <optional>
#include <vector>

#include "ui/view.hpp"

namespace zscape {

class History {
 public:
  /// Once a frame. A change is a step of its own when it is `settled`: no button is held, nothing is typed. What moves by itself,
  /// drift and playback, is no step.
  void note(const View& view, bool settled);

  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }

  /// The view to show instead of `view`, which is as it was when can_undo() or can_redo() is false.
  View undo(const View& view);
  View redo(const View& view);

 private:
  std::vector<View> past_;       // oldest first
  std::vector<View> future_;     // next last
  std::optional<View> present_;  // the one that was settled last
};

}  // namespace zscape
