// Gathering codes, decoding the rows that changed as far as the budget goes, uploading the pixels.
#include "ui/decode.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <limits>

#include "image/sheet.hpp"
#include "latent/drift.hpp"

namespace zscape {
namespace {

constexpr int kMostAtOnce = 32;  // pictures between two looks at the clock

void assign(Matrix& matrix, Eigen::Index index, std::span<const float> code) {
  std::copy(code.begin(), code.end(), row(matrix, index).begin());
}

bool same_bits(const Matrix& a, Eigen::Index i, const Matrix& b, Eigen::Index j) {
  return std::memcmp(row(a, i).data(), row(b, j).data(), row(a, i).size_bytes()) == 0;
}

/// The tile of `before` that has the role of each tile of `now`, or -1.
std::vector<int> same_roles(const TilePlan& before, const TilePlan& now) {
  std::vector<int> from(static_cast<std::size_t>(now.count()), -1);
  const auto set = [&](int tile, int source) { from[static_cast<std::size_t>(tile)] = source; };
  if (before.unit.has_value() == now.unit.has_value())
    for (int i = 0; i < std::min(before.wall, now.wall); ++i) set(i, i);
  set(now.stage(), before.stage());
  for (int slider = 0; slider < now.sliders(); ++slider) {
    const int dimension = now.dimensions[static_cast<std::size_t>(slider)];
    const auto known = std::find(before.dimensions.begin(), before.dimensions.end(), dimension);
    if (known == before.dimensions.end()) continue;
    for (int step = 0; step < kVariations; ++step)
      set(now.variation(slider, step), before.variation(static_cast<int>(known - before.dimensions.begin()), step));
  }
  set(now.on_path(), before.on_path());
  if (before.path == now.path)
    for (int i = 0; i < now.path; ++i) set(now.path_tile(i), before.path_tile(i));
  return from;
}

/// Moves every picture to where `plan` wants it; a tile that is new starts black.
void rearrange(Pictures& pictures, const TilePlan& plan) {
  const auto from = same_roles(pictures.plan, plan);
  const Eigen::Index tile_size = pictures.height * pictures.width;
  Matrix codes = Matrix::Constant(plan.count(), pictures.codes.cols(), std::numeric_limits<float>::quiet_NaN());
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(plan.count() * tile_size));
  for (std::size_t tile = 0; tile < from.size(); ++tile) {
    if (from[tile] < 0 || from[tile] >= pictures.codes.rows()) continue;
    codes.row(static_cast<Eigen::Index>(tile)) = pictures.codes.row(from[tile]);
    std::copy_n(pictures.pixels.begin() + from[tile] * tile_size, tile_size,
                pixels.begin() + static_cast<Eigen::Index>(tile) * tile_size);
  }
  pictures.codes = std::move(codes);
  pictures.pixels = std::move(pixels);
  pictures.plan = plan;
}

/// Another model's pictures stay in sight until its own are there.
void begin_model(Pictures& pictures, const Model& model) {
  const ModelSpec& spec = model.spec();
  const int height = static_cast<int>(spec.sample[1]);
  const int width = static_cast<int>(spec.sample[2]);
  if (pictures.height != height || pictures.width != width) pictures = Pictures{.height = height, .width = width};
  pictures.model = model.tensors_sha256();
  pictures.codes = Matrix::Constant(pictures.codes.rows(), code_width(spec), std::numeric_limits<float>::quiet_NaN());
  pictures.pixels.resize(static_cast<std::size_t>(pictures.codes.rows() * height * width));
  pictures.wall_source = {};
  pictures.complete = false;
  pictures.tile_milliseconds = 0;
}

void refresh_wall(Pictures& pictures, const Model& model, const View& view, bool limited) {
  const TilePlan& plan = pictures.plan;
  const WallSource source{view.seed, view.temperature, view.phase, view.label, plan.wall, plan.unit};
  WallSource later = pictures.wall_source;
  later.phase = view.phase;
  const bool only_drifted = source == later;
  if (source == pictures.wall_source || (only_drifted && (plan.unit || (limited && pictures.pending_wall > 0)))) return;
  if (plan.unit) {
    pictures.wall = Matrix::Zero(plan.wall, code_width(model.spec()));
    for (int i = 0; i < plan.wall; ++i) pictures.wall(i, *plan.unit + i) = 1.0f;
  } else {
    pictures.wall =
        drifting_codes(model, {.seed = view.seed, .temperature = view.temperature, .label = view.label}, plan.wall, view.phase);
  }
  pictures.wall_source = source;
}

Matrix gather_codes(const AppState& state, const TilePlan& plan) {
  const View& view = state.view;
  const std::int64_t latent = state.model->spec().latent;
  Matrix codes(plan.count(), code_width(state.model->spec()));
  codes.topRows(plan.wall) = state.pictures.wall;
  assign(codes, plan.stage(), *view.stage);
  for (int slider = 0; slider < plan.sliders(); ++slider) {
    const int dimension = plan.dimensions[static_cast<std::size_t>(slider)];
    for (int step = 0; step < kVariations; ++step) {
      assign(codes, plan.variation(slider, step), *view.stage);
      codes(plan.variation(slider, step), dimension) = state.sliders.variation(dimension, step);
    }
  }
  const Code& a = *view.anchors[0];
  const Code& b = *view.anchors[1];
  assign(codes, plan.on_path(), interpolate(view.path, latent, a, b, view.position));
  if (plan.path > 0) codes.bottomRows(plan.path) = interpolate_strip(view.path, latent, a, b, plan.path);
  return codes;
}

bool is_urgent(const TilePlan& plan, int tile) { return tile == plan.stage() || tile == plan.focus || tile == plan.on_path(); }

/// Tiles whose code is not the one they show, in the order in which they are decoded.
std::vector<int> changed_tiles(const Pictures& pictures, const Matrix& codes) {
  const TilePlan& plan = pictures.plan;
  std::vector<int> tiles;
  const auto add = [&](int tile) {
    if (!same_bits(codes, tile, pictures.codes, tile)) tiles.push_back(tile);
  };
  add(plan.stage());
  if (plan.focus >= 0 && plan.focus != plan.stage()) add(plan.focus);
  if (plan.focus != plan.on_path()) add(plan.on_path());
  for (int i = 0; i < plan.count(); ++i) {
    const int tile = (pictures.next + i) % plan.count();
    if (!is_urgent(plan, tile)) add(tile);
  }
  return tiles;
}

/// `count` tiles of the wall from `first` on.
Matrix decode_features(const Model& model, const Pictures& pictures, int first, int count) {
  return model.features(*pictures.plan.unit + first, count);
}

Matrix decode_codes(const Model& model, const Matrix& codes, std::span<const int> tiles) {
  Matrix batch(std::ssize(tiles), codes.cols());
  for (std::size_t i = 0; i < tiles.size(); ++i) batch.row(static_cast<Eigen::Index>(i)) = codes.row(tiles[i]);
  return model.decode(batch);
}

/// As many of the first tiles as can be decoded together, `most` at most; returns how many.
int decode_some(const Model& model, const Matrix& codes, std::span<const int> tiles, int most, Pictures& pictures) {
  const TilePlan& plan = pictures.plan;
  const auto is_feature = [&](int tile) { return plan.unit && tile < plan.wall; };
  const bool features = is_feature(tiles.front());
  std::size_t count = 1;
  const auto fits = [&](std::size_t i) {
    return features ? is_feature(tiles[i]) && tiles[i] == tiles[i - 1] + 1 : !is_feature(tiles[i]);
  };
  while (static_cast<int>(count) < most && count < tiles.size() && fits(count)) ++count;
  tiles = tiles.first(count);
  const Matrix samples =
      features ? decode_features(model, pictures, tiles.front(), static_cast<int>(count)) : decode_codes(model, codes, tiles);
  for (std::size_t i = 0; i < count; ++i) {
    const auto sample = row(samples, static_cast<Eigen::Index>(i));
    std::transform(sample.begin(), sample.end(), pictures.pixels.begin() + tiles[i] * std::ssize(sample), to_byte);
    pictures.codes.row(tiles[i]) = codes.row(tiles[i]);
  }
  return static_cast<int>(count);
}

void average(double& mean, double value, double weight) { mean += (mean == 0 ? 1.0 : weight) * (value - mean); }

/// How many of `tiles` were decoded: at least one, then as many as the budget allows.
int decode_within(const DecodeBudget& budget, const Model& model, const Matrix& codes, std::span<const int> tiles,
                  Pictures& pictures) {
  const double start = budget.now();
  double now = start;
  int done = 0;
  while (done < std::ssize(tiles)) {
    const double left = budget.milliseconds - (now - start);
    if (done > 0 && left < pictures.tile_milliseconds) break;
    const double fitting = pictures.tile_milliseconds > 0 ? left / pictures.tile_milliseconds : 1;
    const int most = static_cast<int>(std::clamp(fitting, 1.0, static_cast<double>(kMostAtOnce)));
    const int count = decode_some(model, codes, tiles.subspan(static_cast<std::size_t>(done)), most, pictures);
    const double before = std::exchange(now, budget.now());
    average(pictures.tile_milliseconds, (now - before) / count, 0.2);
    done += count;
  }
  return done;
}

}  // namespace

double steady_milliseconds() {
  const std::chrono::duration<double, std::milli> now = std::chrono::steady_clock::now().time_since_epoch();
  return now.count();
}

void refresh_pictures(AppState& state, const TilePlan& plan, TileHost& tiles) {
  const Model& model = *state.model;
  Pictures& pictures = state.pictures;
  if (pictures.model != model.tensors_sha256() || pictures.codes.cols() != code_width(model.spec())) begin_model(pictures, model);
  TilePlan as_before = plan;
  as_before.focus = pictures.plan.focus;
  const bool moved = as_before != pictures.plan || pictures.codes.rows() != plan.count();
  if (moved) rearrange(pictures, plan);
  pictures.plan = plan;
  refresh_wall(pictures, model, state.view, std::isfinite(state.decode_budget.milliseconds));

  const Matrix codes = gather_codes(state, plan);
  const auto changed = changed_tiles(pictures, codes);
  int done = 0;
  if (!changed.empty()) {
    done = decode_within(state.decode_budget, model, codes, changed, pictures);
    const int last = changed[static_cast<std::size_t>(done - 1)];
    if (!is_urgent(plan, last)) pictures.next = (last + 1) % plan.count();
  }
  const auto rest = std::span(changed).subspan(static_cast<std::size_t>(done));
  pictures.pending = static_cast<int>(rest.size());
  pictures.pending_wall = static_cast<int>(std::count_if(rest.begin(), rest.end(), [&](int tile) { return tile < plan.wall; }));
  pictures.complete = pictures.complete || rest.empty();
  if (moved || done > 0) tiles.upload(pictures.pixels, plan.count(), pictures.height, pictures.width);
}

}  // namespace zscape
