// The order in which a data set made from files lists its samples.
#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace zscape {

/// Shuffles, the same way for every list of that length, so that the first few samples are of all classes.
template <class T>
void shuffle_always_alike(std::vector<T>& samples) {
  std::mt19937_64 generator(1);
  for (std::size_t left = samples.size(); left > 1; --left) std::swap(samples[left - 1], samples[generator() % left]);
}

}  // namespace zscape
