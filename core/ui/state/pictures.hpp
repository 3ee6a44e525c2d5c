// Which pictures a frame shows, and their pixels. Panels ask for tiles in groups while they lay themselves out; what the tiles hold
// is asked of the groups when all panels have run, and decoded as far as the frame's budget goes.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "latent/blend.hpp"
#include "models/model.hpp"
#include "nn/matrix.hpp"

namespace zscape {

/// What a group of tiles is for.
enum class Role {
  wall,
  real,
  stage,
  variation,
  on_path,
  path,
  kind,
  anchor,
  blend,
  term,
  choice,
  map,
  pointer,
  thumbnail,
  test_digit,
  reconstruction,
  walk
};

std::string_view to_string(Role role);  // "on_path"

/// How codes become pictures.
enum class Source {
  decoded,  // by the model's decoder
  feature,  // a code is one unit, of which Model::features() are shown
  given,    // a code is the picture itself, [height * width] in [0, 1]; there is no model
};

/// Tiles that are asked for together. Role and key are the same in every frame, so that pictures are found again.
struct TileGroup {
  Role role;
  int key = 0;  // of several groups with one role: the dimension of a slider, the place of a model in the manifest
  int count = 0;
  const Model* model = nullptr;   // outlives the frame; none for given pictures
  std::function<Matrix()> codes;  // [count, code], asked for once all panels have run
  Source source = Source::decoded;
  bool urgent = false;                  // before all others
  std::vector<std::uint64_t> ids = {};  // [count], all different, of tiles that come and go; without, they are known by their order
};

/// What a frame shows. Tiles are numbered in the order in which they were asked for.
struct TilePlan {
  std::vector<TileGroup> groups = {};
  int count = 0;   // tiles
  int focus = -1;  // the tile under the pointer

  /// Returns the number of the group's first tile.
  int add(TileGroup group) {
    const int first = count;
    count += group.count;
    groups.push_back(std::move(group));
    return first;
  }
};

/// A group's tiles as far as they were decoded. A tile whose code has changed keeps its picture until the new one is complete.
struct ShownGroup {
  Role role;
  int key = 0;
  int first = 0;                          // number of its first tile
  std::string origin = {};                // model and source that the codes belong to
  Matrix codes = {};                      // [count, code]: what each tile shows; NaN where that comes from no code of this origin
  std::vector<std::uint8_t> pixels = {};  // [count, height, width]
  std::vector<std::uint64_t> ids = {};    // as the TileGroup says

  int count() const { return static_cast<int>(codes.rows()); }
  bool is_decoded(Eigen::Index i) const { return !std::isnan(codes(i, 0)); }
};

/// What was decoded so far.
struct Pictures {
  std::string model = {};  // tensors_sha256 of the model in use
  int height = 0, width = 0;
  std::vector<ShownGroup> groups = {};
  std::vector<std::uint8_t> uploaded = {};  // [count(), height, width]

  int pending = 0;               // tiles whose new picture is still to come
  int pending_wall = 0;          // those of the wall among them
  bool complete = false;         // every tile has shown a picture of this model
  int next = 0;                  // tile from which the next frame goes on decoding
  double tile_milliseconds = 0;  // of one picture, a running average

  /// nullptr when the last frame did not show it.
  const ShownGroup* find(Role role, int key = 0) const;
  int count() const { return groups.empty() ? 0 : groups.back().first + groups.back().count(); }
};

double steady_milliseconds();

/// How long decoding may take in one frame, and by which clock. Without a limit every frame is complete.
struct DecodeBudget {
  double milliseconds = 8;
  double (*now)() = steady_milliseconds;
};

}  // namespace zscape
