#include "ui/pictures/map_cells.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "latent/plane.hpp"
#include "nn/matrix.hpp"
#include "ui/kit/layout.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/map_view.hpp"

namespace zscape {
namespace {

constexpr double kMinCell = 34;  // layout units, of a map of some size
constexpr double kMinOnPhone = 24;
constexpr double kFewestAcross = 18;  // unless that makes them smaller still
constexpr int kMaxCells = 1000;       // of one level in sight
constexpr int kBase = 2;              // levels below the one in sight
constexpr int kFarthestStandIn = 4;   // levels away
constexpr std::size_t kMaxRows = 1700;

// Of an id, from its highest: 8 bits for the level, 28 each for column and row. kFarthestMap and kMinAcross keep within them.
constexpr int kIndexBits = 28;
constexpr std::uint64_t kIndexMask = (std::uint64_t{1} << kIndexBits) - 1;

int signed_index(std::uint64_t bits) {
  return static_cast<int>(bits & kIndexMask) - (bits >> (kIndexBits - 1) & 1 ? 1 << kIndexBits : 0);
}

/// Those of `decoded` that show something where a cell of `missing`, all of one level, has no picture; the coarse ones first.
std::vector<Cell> stand_ins(const CellIds& decoded, const std::vector<Cell>& missing) {
  if (missing.empty()) return {};
  const int level = missing.front().level;
  CellIds around;
  for (const Cell& cell : missing)
    for (int coarser = level - kFarthestStandIn; coarser <= level; ++coarser) around.insert(id_of(ancestor(cell, coarser)));
  std::vector<Cell> cells;
  for (const std::uint64_t id : decoded) {
    const Cell cell = cell_of(id);
    if (std::abs(cell.level - level) > kFarthestStandIn) continue;
    if (around.contains(id_of(ancestor(cell, std::min(cell.level, level))))) cells.push_back(cell);
  }
  std::sort(cells.begin(), cells.end(),
            [](const Cell& a, const Cell& b) { return a.level != b.level ? a.level < b.level : id_of(a) < id_of(b); });
  return cells;
}

}  // namespace

double cell_size(int level) { return std::ldexp(1.0, -level); }

Coordinates centre_of(const Cell& cell) {
  const double size = cell_size(cell.level);
  return {(cell.column + 0.5) * size, (cell.row + 0.5) * size};
}

Cell ancestor(const Cell& cell, int level) {
  const int up = cell.level - level;
  return {level, cell.column >> up, cell.row >> up};
}

std::uint64_t id_of(const Cell& cell) {
  const auto index = [](int value) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(value)) & kIndexMask; };
  return static_cast<std::uint64_t>(cell.level + 128) << (2 * kIndexBits) | index(cell.column) << kIndexBits | index(cell.row);
}

Cell cell_of(std::uint64_t id) {
  return {static_cast<int>(id >> (2 * kIndexBits)) - 128, signed_index(id >> kIndexBits & kIndexMask),
          signed_index(id & kIndexMask)};
}

double MapPlacement::scale() const { return static_cast<double>(std::min(area.width(), area.height())) / window.across; }

ImVec2 MapPlacement::at(const Coordinates& point) const {
  const ImVec2 middle = area.centre();
  return {static_cast<float>(static_cast<double>(middle.x) + (point.x - window.x) * scale()),
          static_cast<float>(static_cast<double>(middle.y) - (point.y - window.y) * scale())};
}

Coordinates MapPlacement::under(ImVec2 place) const {
  const ImVec2 middle = area.centre();
  return {window.x + static_cast<double>(place.x - middle.x) / scale(),
          window.y - static_cast<double>(place.y - middle.y) / scale()};
}

Rect MapPlacement::area_of(const Cell& cell) const {
  const double size = cell_size(cell.level);
  const ImVec2 low = at({cell.column * size, cell.row * size});
  const ImVec2 high = at({(cell.column + 1) * size, (cell.row + 1) * size});
  return {{low.x, high.y}, {high.x, low.y}};
}

Rect MapPlacement::square(const MapWindow& of) const {
  const double half = of.across / 2;
  return {at({of.x - half, of.y + half}), at({of.x + half, of.y - half})};
}

MapWindow MapPlacement::square_in_sight() const {
  const auto [shorter, longer] = std::minmax({area.width(), area.height()});
  MapWindow square = window;
  square.across *= static_cast<double>(longer / shorter);
  return bounded(square);
}

int level_for(const MapPlacement& placement) {
  const double area = static_cast<double>(placement.area.width()) * static_cast<double>(placement.area.height());
  const double fitting = placement.scale() * placement.window.across / kFewestAcross;
  const double least = std::max(std::clamp(fitting, kMinOnPhone, kMinCell), std::sqrt(area / kMaxCells));
  return static_cast<int>(std::floor(std::log2(placement.scale() / least)));
}

std::vector<Cell> cells_over(const MapPlacement& placement, int level, int around) {
  const double size = cell_size(level);
  const Coordinates low = placement.under({placement.area.min.x, placement.area.max.y});
  const Coordinates high = placement.under({placement.area.max.x, placement.area.min.y});
  const auto index = [size](double value) { return static_cast<int>(std::floor(value / size)); };
  std::vector<Cell> cells;
  for (int row = index(low.y) - around; row <= index(high.y) + around; ++row)
    for (int column = index(low.x) - around; column <= index(high.x) + around; ++column) cells.push_back({level, column, row});
  const auto from_middle = [&](const Cell& cell) {
    const Coordinates centre = centre_of(cell);
    const double x = centre.x - placement.window.x;
    const double y = centre.y - placement.window.y;
    return x * x + y * y;
  };
  std::stable_sort(cells.begin(), cells.end(), [&](const Cell& a, const Cell& b) { return from_middle(a) < from_middle(b); });
  return cells;
}

CellIds decoded_cells(const ShownGroup* shown) {
  CellIds ids;
  for (int i = 0; shown != nullptr && i < shown->count(); ++i)
    if (shown->is_decoded(i)) ids.insert(shown->ids[static_cast<std::size_t>(i)]);
  return ids;
}

std::vector<Cell> map_cells(const MapPlacement& placement, int level, const CellIds& decoded) {
  const std::vector<Cell> fine = cells_over(placement, level);
  std::vector<Cell> missing;
  std::copy_if(fine.begin(), fine.end(), std::back_inserter(missing),
               [&](const Cell& cell) { return !decoded.contains(id_of(cell)); });

  std::vector<Cell> cells = cells_over(placement, level - kBase, 1);
  cells.insert(cells.end(), fine.begin(), fine.end());
  CellIds listed;
  for (const Cell& cell : cells) listed.insert(id_of(cell));
  for (const Cell& cell : stand_ins(decoded, missing))
    if (cells.size() < kMaxRows && listed.insert(id_of(cell)).second) cells.push_back(cell);
  return cells;
}

Matrix codes_of(const Plane& plane, const std::vector<Cell>& cells) {
  Matrix codes(std::ssize(cells), std::ssize(plane.origin));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Coordinates centre = centre_of(cells[i]);
    const std::vector<float> code = code_at(plane, centre.x, centre.y);
    std::copy(code.begin(), code.end(), row(codes, static_cast<Eigen::Index>(i)).begin());
  }
  return codes;
}

}  // namespace zscape
