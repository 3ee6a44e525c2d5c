// A PNG file of the GPU's tiles.
#include "picture_files.hpp"

#include <string>

#include "base/file.hpp"
#include "image/sheet.hpp"
#include "image/unit_values.hpp"

namespace zscape {

Result<void> write_tiles(const std::filesystem::path& path, const TileAtlas& tiles) {
  constexpr int kCount = 64;
  constexpr int kColumns = 8;
  constexpr int kGap = 2;
  if (tiles.count() < kCount) {
    return Error{ErrorCode::invalid_argument, "expected at least 64 tiles in view, found " + std::to_string(tiles.count())};
  }
  Matrix samples(kCount, tiles.height() * tiles.width());
  for (int i = 0; i < kCount; ++i) {
    to_unit_values(tiles.read_back(i), row(samples, i));
  }
  return write_file(path, encode_png(make_sheet(samples, tiles.height(), tiles.width(), kColumns, kGap)));
}

}  // namespace zscape
