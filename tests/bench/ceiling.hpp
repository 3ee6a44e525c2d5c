// What this processor can do at best in one thread, for kernels to be held against.
#pragma once

#include <cstddef>

namespace zscape {

/// Separate multiplications and additions, in registers alone, at the instruction set that the core uses.
double multiply_adds_per_second();

/// Reads of `bytes` that were read before: from the cache that holds as many, or from memory.
double read_bytes_per_second(std::size_t bytes);

}  // namespace zscape
