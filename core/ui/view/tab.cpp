#include "ui/view/tab.hpp"

#include "base/error.hpp"

namespace zscape {

const char* name_of(Tab tab) {
  switch (tab) {
    case Tab::generate:
      return "generate";
    case Tab::map:
      return "map";
    case Tab::interpolate:
      return "interpolate";
    case Tab::family:
      return "family";
    case Tab::listen:
      return "listen";
  }
  check(false, "a known tab");
  return "";
}

}  // namespace zscape
