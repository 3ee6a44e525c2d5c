// Undo and redo of everything a person does to the View.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ui/view/view.hpp"

namespace zscape {

/// A view, and the model file that it was of.
struct Step {
  View view;
  std::string file_sha256;

  bool operator==(const Step&) const = default;
};

class History {
 public:
  /// Once a frame. A change is a step of its own when it is `settled`: no button is held, nothing is typed. What moves by itself,
  /// drift and playback, is no step.
  void note(const Step& now, bool settled);

  /// The step that was moved to is shown like this: what did not fit was left out of it, which is no step of its own.
  void adopt(const Step& shown) { present_ = shown; }

  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }

  /// The step to show instead of `now`, which is as it was when can_undo() or can_redo() is false. One that `can_show` refuses is
  /// forgotten, so that those beyond it can be reached.
  using CanShow = std::function<bool(const Step&)>;
  Step undo(const Step& now, const CanShow& can_show) { return move(past_, future_, now, can_show); }
  Step redo(const Step& now, const CanShow& can_show) { return move(future_, past_, now, can_show); }

 private:
  Step move(std::vector<Step>& from, std::vector<Step>& to, const Step& now, const CanShow& can_show);

  std::vector<Step> past_;       // oldest first
  std::vector<Step> future_;     // next last
  std::optional<Step> present_;  // the one that was settled last
};

}  // namespace zscape
