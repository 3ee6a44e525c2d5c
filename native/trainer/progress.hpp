// What a person sees of a training run: one line that is rewritten on a terminal, plain lines elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace zscape {

/// Where a run is, and what its objective reports: means over the images since the epoch began, in the order to show them.
struct TrainingStatus {
  std::int64_t epoch = 0;  // from 1
  std::int64_t step = 0;   // updates made in this epoch
  std::vector<std::pair<std::string, double>> values;
};

/// "loss 105.37  reconstruction 80.36": two decimals from 10 on, four below.
std::string values_text(const TrainingStatus& status);

class Progress {
 public:
  /// A run of `epochs` epochs of `images` images and `steps` updates, `finished` of them already behind it.
  Progress(std::int64_t epochs, std::int64_t finished, std::int64_t images, std::int64_t steps);

  /// Whether it is time for a line; asking is cheap, so that the losses are read from the device only when they are shown.
  bool due() const;

  void show(const TrainingStatus& status);
  void end_epoch(const TrainingStatus& status);

  /// Ends a rewritten line, so that what is printed next begins on its own.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  void print(const TrainingStatus& status);

  std::int64_t epochs_, finished_, images_, steps_;
  bool terminal_;
  bool open_line_ = false;
  Clock::time_point started_, shown_;
};

}  // namespace zscape
