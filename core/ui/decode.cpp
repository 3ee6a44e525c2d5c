// Gathering latents, decoding the rows that changed, uploading the pixels.
#include "ui/decode.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>

#include "image/sheet.hpp"
#include "latent/drift.hpp"

namespace zscape {
namespace {

void assign(Matrix& matrix, Eigen::Index index, std::span<const float> latent) {
  std::copy(latent.begin(), latent.end(), row(matrix, index).begin());
}

/// Rows of `now` that differ from those of `before`, bit for bit.
std::vector<Eigen::Index> changed_rows(const Matrix& before, const Matrix& now) {
  std::vector<Eigen::Index> changed;
  for (Eigen::Index i = 0; i < now.rows(); ++i) {
    const bool same = i < before.rows() && before.cols() == now.cols() &&
                      std::memcmp(row(before, i).data(), row(now, i).data(), row(now, i).size_bytes()) == 0;
    if (!same) changed.push_back(i);
  }
  return changed;
}

void decode_rows(const Model& model, const Matrix& latents, std::span<const Eigen::Index> rows, Pictures& pictures) {
  Matrix batch(static_cast<Eigen::Index>(rows.size()), latents.cols());
  for (std::size_t i = 0; i < rows.size(); ++i) assign(batch, static_cast<Eigen::Index>(i), row(latents, rows[i]));
  const Matrix samples = model.decode(batch);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto sample = row(samples, static_cast<Eigen::Index>(i));
    std::transform(sample.begin(), sample.end(), pictures.pixels.begin() + rows[i] * samples.cols(), to_byte);
  }
}

}  // namespace

Matrix gather_latents(const View& view, const TilePlan& plan) {
  Matrix latents(plan.count(), plan.latent);
  if (plan.wall > 0) latents.topRows(plan.wall) = drifting_latents(plan.latent, view.seed, plan.wall, view.temperature, view.phase);
  assign(latents, plan.stage(), *view.stage);
  for (int dimension = 0; dimension < plan.latent; ++dimension) {
    for (int step = 0; step < kVariations; ++step) {
      assign(latents, plan.variation(dimension, step), *view.stage);
      latents(plan.variation(dimension, step), dimension) = variation_value(step);
    }
  }
  const Latent& a = *view.anchors[0];
  const Latent& b = *view.anchors[1];
  assign(latents, plan.on_path(), interpolate(view.path, a, b, view.position));
  if (plan.path > 0) latents.bottomRows(plan.path) = interpolate_strip(view.path, a, b, plan.path);
  return latents;
}

void refresh_pictures(AppState& state, const TilePlan& plan, TileHost& tiles) {
  const Model& model = *state.model;
  Pictures& pictures = state.pictures;
  if (pictures.model != model.tensors_sha256()) pictures = Pictures{.model = model.tensors_sha256()};

  Matrix latents = gather_latents(state.view, plan);
  const auto changed = changed_rows(pictures.latents, latents);
  const bool same_count = pictures.latents.rows() == latents.rows();
  const int height = static_cast<int>(model.spec().sample[1]);
  const int width = static_cast<int>(model.spec().sample[2]);
  pictures.plan = plan;
  if (changed.empty() && same_count) return;

  pictures.pixels.resize(static_cast<std::size_t>(latents.rows() * height * width));
  if (!changed.empty()) {
    const auto start = std::chrono::steady_clock::now();
    decode_rows(model, latents, changed, pictures);
    const std::chrono::duration<double, std::milli> elapsed = std::chrono::steady_clock::now() - start;
    const double weight = pictures.decode_milliseconds == 0 ? 1.0 : 0.1;
    pictures.decode_milliseconds += weight * (elapsed.count() - pictures.decode_milliseconds);
  }
  pictures.latents = std::move(latents);
  tiles.upload(pictures.pixels, plan.count(), height, width);
}

}  // namespace zscape
