// A model that the Family tab compares with the model in use.
#pragma once

#include <string>

#include "models/model.hpp"

namespace zscape {

struct Peer {
  std::string id;  // of an entry in the manifest
  Model model;
};

}  // namespace zscape
