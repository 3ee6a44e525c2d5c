#include "base/error.hpp"

#include <cstdio>
#include <cstdlib>

namespace zscape {

Error about(std::string_view what, const Error& error) { return {error.code, std::string(what) + ": " + error.message}; }

void check(bool condition, std::string_view what, const char* file, int line) {
  if (condition) return;
  std::fprintf(stderr, "%s:%d: check failed: %.*s\n", file, line, static_cast<int>(what.size()), what.data());
  std::abort();
}

}  // namespace zscape
