#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/model.hpp"

namespace zscape {

struct Peer {
  std::string id;                   // of an entry in the manifest
  std::optional<Model> model = {};  // once it is there
  float fraction = 0;               // of it that has arrived, while it loads
  std::string failure = {};         // why it did not load, or ""
};

}  // namespace zscape
