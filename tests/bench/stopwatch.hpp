// Times a function that takes microseconds.
#pragma once

#include <chrono>

namespace zscape {

/// Seconds per call, over as many calls as take `least` seconds.
template <class Function>
double seconds_per_call(Function&& function, double least = 0.02) {
  using Clock = std::chrono::steady_clock;
  for (long calls = 1;; calls *= 2) {
    const auto start = Clock::now();
    for (long i = 0; i < calls; ++i) function();
    const double taken = std::chrono::duration<double>(Clock::now() - start).count();
    if (taken >= least) return taken / static_cast<double>(calls);
  }
}

}  // namespace zscape
