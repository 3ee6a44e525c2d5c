#include "console/progress.hpp"

#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace zscape {
namespace {

std::string duration(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  char text[32];
  if (whole >= 3600)
    std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  else
    std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  return text;
}

std::string of(std::int64_t done, std::int64_t total) { return std::to_string(done) + "/" + std::to_string(total); }

// The rate of `done` units in so many seconds, and how long those left will take at that rate.
std::string pace(const std::string& unit, double done, double left, double seconds) {
  const double rate = done / seconds;
  char text[32];
  std::snprintf(text, sizeof text, "%.0f", rate);
  return std::string(text) + " " + unit + "/s  ETA " + duration(left / rate);
}

}  // namespace

std::string to_text(const NamedValues& values) {
  std::string text;
  for (const auto& [name, value] : values) {
    char number[32];
    const double size = std::abs(value);
    std::snprintf(number, sizeof number, size < 1e6 ? "%.*f" : "%.*g", size < 10.0 || size >= 1e6 ? 4 : 2, value);
    text += (text.empty() ? "" : "  ") + name + " " + number;
  }
  return text;
}

ProgressLine::ProgressLine() : terminal_(isatty(STDOUT_FILENO) == 1), started_(Clock::now()), shown_(started_) {}

bool ProgressLine::due() const { return Clock::now() - shown_ >= std::chrono::milliseconds(terminal_ ? 250 : 10'000); }

void ProgressLine::print(const std::string& text, bool last) {
  shown_ = Clock::now();
  open_ = terminal_ && !last;
  std::printf("%s%s%s%s", terminal_ ? "\r" : "", text.c_str(), terminal_ ? "\033[K" : "", open_ ? "" : "\n");
  std::fflush(stdout);
}

void ProgressLine::finish() {
  if (open_) std::printf("\n");
  open_ = false;
  std::fflush(stdout);
}

double ProgressLine::seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }

Progress::Progress(std::int64_t epochs, std::int64_t images, std::int64_t steps, std::int64_t updates)
    : epochs_(epochs), images_(images), steps_(steps), updates_(updates) {}

std::string Progress::text(const TrainingStatus& status) const {
  const std::int64_t updates = (status.epoch - 1) * steps_ + status.step;
  const auto images = [&](std::int64_t n) { return static_cast<double>(n * images_) / static_cast<double>(steps_); };
  return "epoch " + of(status.epoch, epochs_) + "  step " + of(status.step, steps_) + "  " + to_text(status.means) + "  " +
         pace("images", images(updates - updates_), images(epochs_ * steps_ - updates), line_.seconds());
}

void ItemCount::reach(std::int64_t done) {
  done_ = done;
  if (done_ > 0 && line_.due())
    line_.print(doing_ + " " + of(done_, total_) + "  " +
                pace(unit_, static_cast<double>(done_), static_cast<double>(total_ - done_), line_.seconds()));
}

StepCount::StepCount(std::string doing, int total) : doing_(std::move(doing)), total_(total) { show(); }

void StepCount::step() {
  ++done_;
  show();
}

void StepCount::show() {
  const std::string left = done_ > 0 ? "  ETA " + duration(line_.seconds() / done_ * (total_ - done_)) : "";
  line_.print(doing_ + " " + of(done_, total_) + left, done_ == total_);
}

}  // namespace zscape
