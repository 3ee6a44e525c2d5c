// The model of pictures that is in use.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/model.hpp"
#include "ui/state/headline.hpp"

namespace zscape {

struct Opened {
  std::optional<Model> model;       // stays when a later one does not load
  std::string file_sha256;          // of its file
  std::string label;                // its id, or the name of the file it came in
  std::vector<Headline> headlines;  // what its card says first
};

}  // namespace zscape
