#include "ui/history.hpp"

#include <utility>

namespace zscape {
namespace {

constexpr std::size_t kMostSteps = 200;

/// `view` without what moves by itself and what is only looked at: going to another tab is no step, and forgets none.
View at_rest(View view) {
  view.phase = 0;
  view.tab = Tab::generate;
  if (view.playing) view.position = 0;
  return view;
}

}  // namespace

void History::note(const View& view, bool settled) {
  if (!present_) present_ = view;
  if (!settled) return;
  if (at_rest(view) != at_rest(*present_)) {
    past_.push_back(*present_);
    if (past_.size() > kMostSteps) past_.erase(past_.begin());
    future_.clear();
  }
  present_ = view;
}

View History::undo(const View& view) {
  if (past_.empty()) return view;
  future_.push_back(view);
  present_ = std::move(past_.back());
  past_.pop_back();
  return *present_;
}

View History::redo(const View& view) {
  if (future_.empty()) return view;
  past_.push_back(view);
  present_ = std::move(future_.back());
  future_.pop_back();
  return *present_;
}

}  // namespace zscape
