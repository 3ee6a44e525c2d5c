// A model that the Family tab compares with the model in use.
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
  float fraction = 0;               // how much of it has arrived while it loads, [0, 1]
  std::string failure = {};         // why it did not load, or ""
};

}  // namespace zscape
