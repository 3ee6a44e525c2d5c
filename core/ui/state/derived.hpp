// What follows from the rest of the state and is kept so that it need not be computed in every frame.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "image/colour_map.hpp"
#include "latent/plane.hpp"
#include "ui/state/path_search.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/reconstructions.hpp"
#include "ui/state/sliders.hpp"
#include "ui/state/verdicts.hpp"
#include "ui/state/wall.hpp"

namespace zscape {

struct Derived {
  Pictures pictures;  // tiles of the last frame
  WallCodes wall_codes;
  std::map<std::string, WallCodes> walks;  // of the Family tab, by tensors_sha256
  Reconstructions reconstructions;
  Sliders sliders;                 // of the stage
  PathSearch path_search;          // from A to B
  std::optional<Verdict> verdict;  // on the stage
  WallVerdicts wall_verdicts;
  Plane plane;  // that the map shows
  MapVerdicts map_verdicts;
  std::optional<ColourMap> shown_colours;  // that the tile host was given
};

}  // namespace zscape
