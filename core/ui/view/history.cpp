#include "ui/view/history.hpp"

#include <utility>

#include "ui/view/tab.hpp"

namespace zscape {
namespace {

constexpr std::size_t kMaxSteps = 200;

/// `step` without what moves by itself and what is only looked at: going to another tab is no step, and forgets none.
Step at_rest(Step step) {
  step.view.phase = 0;
  step.view.tab = Tab::generate;
  if (step.view.playing) step.view.position = 0;
  return step;
}

}  // namespace

void History::note(const Step& now, bool settled) {
  if (!present_) present_ = now;
  if (!settled) return;
  if (at_rest(now) != at_rest(*present_)) {
    past_.push_back(*present_);
    if (past_.size() > kMaxSteps) past_.erase(past_.begin());
    future_.clear();
  }
  present_ = now;
}

Step History::move(std::vector<Step>& from, std::vector<Step>& to, const Step& now, const CanShow& can_show) {
  if (from.empty()) return now;
  Step step = std::move(from.back());
  from.pop_back();
  if (!can_show(step)) return step;
  to.push_back(now);
  present_ = step;
  return step;
}

}  // namespace zscape
