// The map as cells: a quadtree of squares over a plane, each of which shows the picture decoded at its centre.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "latent/plane.hpp"
#include "nn/matrix.hpp"
#include "ui/kit/layout.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/map_view.hpp"

namespace zscape {

/// The square from (column, row) to (column + 1, row + 1), in units of 2^-level.
struct Cell {
  int level = 0, column = 0, row = 0;

  bool operator==(const Cell&) const = default;
};

double cell_size(int level);
Coordinates centre_of(const Cell& cell);

/// The cell of a coarser level that it is a part of.
Cell ancestor(const Cell& cell, int level);

/// As the tiles of a group are known by.
std::uint64_t id_of(const Cell& cell);

Cell cell_of(std::uint64_t id);

/// A part of the plane on the screen, y up.
struct MapPlacement {
  Rect area;
  MapWindow window;

  double scale() const;  // layout units per unit of the latent space
  ImVec2 at(const Coordinates& point) const;
  Coordinates under(ImVec2 place) const;
  Rect area_of(const Cell& cell) const;    // neighbours share their edges
  Rect square(const MapWindow& of) const;  // with the sides of that window
  MapWindow square_in_sight() const;       // the window of the one that holds all of it
};

/// The finest level whose cells are not too small to be seen, nor too many.
int level_for(const MapPlacement& placement);

/// The cells of a level that cover the area, and so many around it, from the middle outwards.
std::vector<Cell> cells_over(const MapPlacement& placement, int level, int around = 0);

using CellIds = std::unordered_set<std::uint64_t>;

/// The cells that have a picture in `shown`, which may be nullptr.
CellIds decoded_cells(const ShownGroup* shown);

/// What is on the map: a base of a coarser level, which reaches a little further than the eye, so that moving shows no holes; the
/// cells of `level`; and whatever else of `decoded` stands in for those of them
/// that are not decoded yet.
std::vector<Cell> map_cells(const MapPlacement& placement, int level, const CellIds& decoded);

/// Their codes.
Matrix codes_of(const Plane& plane, const std::vector<Cell>& cells);  // [cells, code]

}  // namespace zscape
