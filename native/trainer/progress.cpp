#include "progress.hpp"

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

}  // namespace

std::string values_text(const TrainingStatus& status) {
  std::string text;
  for (const auto& [name, value] : status.values) {
    char number[32];
    std::snprintf(number, sizeof number, std::abs(value) < 1e6 ? "%.*f" : "%.*g", std::abs(value) < 10.0 ? 4 : 2, value);
    text += (text.empty() ? "" : "  ") + name + " " + number;
  }
  return text;
}

Progress::Progress(std::int64_t epochs, std::int64_t finished, std::int64_t images, std::int64_t steps)
    : epochs_(epochs),
      finished_(finished),
      images_(images),
      steps_(steps),
      terminal_(isatty(STDOUT_FILENO) == 1),
      started_(Clock::now()),
      shown_(started_) {}

bool Progress::due() const { return Clock::now() - shown_ >= std::chrono::milliseconds(terminal_ ? 250 : 10'000); }

void Progress::show(const TrainingStatus& status) {
  print(status);
  if (!terminal_) std::printf("\n");
  open_line_ = terminal_;
  std::fflush(stdout);
}

void Progress::end_epoch(const TrainingStatus& status) {
  print(status);
  std::printf("\n");
  open_line_ = false;
  std::fflush(stdout);
}

void Progress::finish() {
  if (open_line_) std::printf("\n");
  open_line_ = false;
  std::fflush(stdout);
}

void Progress::print(const TrainingStatus& status) {
  shown_ = Clock::now();
  const double seconds = std::chrono::duration<double>(shown_ - started_).count();
  const double epochs_done =
      static_cast<double>(status.epoch - 1 - finished_) + static_cast<double>(status.step) / static_cast<double>(steps_);
  const double rate = epochs_done * static_cast<double>(images_) / seconds;
  const double left = (static_cast<double>(epochs_ - finished_) - epochs_done) * static_cast<double>(images_) / rate;
  std::printf("%sepoch %lld/%lld  step %lld/%lld  %s  %.0f images/s  ETA %s%s", terminal_ ? "\r" : "",
              static_cast<long long>(status.epoch), static_cast<long long>(epochs_), static_cast<long long>(status.step),
              static_cast<long long>(steps_), values_text(status).c_str(), rate, duration(left).c_str(), terminal_ ? "\033[K" : "");
}

}  // namespace zscape
