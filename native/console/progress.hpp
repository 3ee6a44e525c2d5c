// The progress of long work, such as a training run: one line that is rewritten on a terminal, plain lines elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace zscape {

using NamedValues = std::vector<std::pair<std::string, double>>;

/// Where a run is, and the means of its losses since the epoch began, in the order in which they are shown.
struct TrainingStatus {
  std::int64_t epoch = 0;  // from 1
  std::int64_t step = 0;   // updates made in this epoch
  NamedValues means;
};

/// "loss 105.37  reconstruction 80.36": two decimals from 10 on, four below.
std::string to_text(const NamedValues& values);

/// When to print: often on a terminal, where the line is rewritten, seldom where lines add up.
class ProgressLine {
 public:
  ProgressLine();

  /// Whether it is time for a line; asking is cheap.
  bool due() const;

  /// Shows `text`; with `last` it stays on the terminal.
  void print(const std::string& text, bool last = false);

  /// Ends a rewritten line, so that the next output begins on a new one.
  void finish();

  double seconds() const;  // since the beginning

 private:
  using Clock = std::chrono::steady_clock;

  bool terminal_;
  bool open_ = false;
  Clock::time_point started_, shown_;
};

class Progress {
 public:
  /// A run of `epochs` epochs, each of `images` images and `steps` updates, of which `updates` are already made.
  Progress(std::int64_t epochs, std::int64_t images, std::int64_t steps, std::int64_t updates);

  /// Whether it is time for a line, so that the losses are read from the device only when they are shown.
  bool due() const { return line_.due(); }

  void show(const TrainingStatus& status) { line_.print(text(status)); }
  void end_epoch(const TrainingStatus& status) { line_.print(text(status), true); }
  void finish() { line_.finish(); }

 private:
  std::string text(const TrainingStatus& status) const;

  std::int64_t epochs_, images_, steps_, updates_;
  ProgressLine line_;
};

/// "reading images 1200/60000  3100 images/s  ETA 0:19", for long work that counts `unit`.
class ItemCount {
 public:
  ItemCount(std::string doing, std::string unit, std::int64_t total)
      : doing_(std::move(doing)), unit_(std::move(unit)), total_(total) {}
  void step() { reach(done_ + 1); }
  void reach(std::int64_t done);  // so many in all
  void finish() { line_.finish(); }

 private:
  std::string doing_, unit_;
  std::int64_t total_;
  std::int64_t done_ = 0;
  ProgressLine line_;
};

/// "measuring vae 2/4  ETA 0:19", for work in a few long steps.
class StepCount {
 public:
  StepCount(std::string doing, int total);
  ~StepCount() { line_.finish(); }
  StepCount(const StepCount&) = delete;
  StepCount& operator=(const StepCount&) = delete;
  void step();

 private:
  void show();

  std::string doing_;
  int total_;
  int done_ = 0;
  ProgressLine line_;
};

}  // namespace zscape
