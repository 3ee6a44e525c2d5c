// The models that this repository publishes.
#pragma once

#include <string>

#include "base/file.hpp"
#include "models/model.hpp"

namespace zscape::testing {

inline Model published_model(const std::string& id) {
  return Model::load(read_file(ZSCAPE_SOURCE_DIR "/assets/models/" + id + ".safetensors").value()).value();
}

}  // namespace zscape::testing
