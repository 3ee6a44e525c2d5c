// One channel of sound, as everything below the shells sees it.
#pragma once

#include <cstdint>
#include <vector>

namespace zscape {

struct Sound {
  std::int64_t rate = 0;       // samples per second
  std::vector<float> samples;  // in [-1, 1]

  double seconds() const { return static_cast<double>(samples.size()) / static_cast<double>(rate); }
};

inline constexpr double kMaxRecordedSeconds = 10;
inline constexpr std::int64_t kMinRate = 1000;
inline constexpr std::int64_t kMaxRate = 768000;

}  // namespace zscape
