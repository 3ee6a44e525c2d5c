// The published thumbnails of the models as tiles.
#pragma once

#include "ui/panels/frame/frame.hpp"

namespace zscape {

/// The tile of thumbnail `k` of a model; -1 until there is one of the size of this frame's tiles.
int thumbnail_tile(Frame& frame, const std::string& id, int k);

}  // namespace zscape
