#include "ui/state/pictures.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "base/error.hpp"

namespace zscape {

std::string_view to_string(Role role) {
  switch (role) {
    case Role::wall:
      return "wall";
    case Role::real:
      return "real";
    case Role::stage:
      return "stage";
    case Role::variation:
      return "variation";
    case Role::on_path:
      return "on_path";
    case Role::path:
      return "path";
    case Role::map:
      return "map";
    case Role::pointer:
      return "pointer";
    case Role::kind:
      return "kind";
    case Role::anchor:
      return "anchor";
    case Role::blend:
      return "blend";
    case Role::term:
      return "term";
    case Role::choice:
      return "choice";
    case Role::thumbnail:
      return "thumbnail";
    case Role::test_digit:
      return "test_digit";
    case Role::reconstruction:
      return "reconstruction";
    case Role::walk:
      return "walk";
  }
  check(false, "a known role");
  return {};
}

double steady_milliseconds() {
  const std::chrono::duration<double, std::milli> now = std::chrono::steady_clock::now().time_since_epoch();
  return now.count();
}

}  // namespace zscape
