// Codes between two to four anchors, and sums of codes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "latent/interpolate.hpp"
#include "spec/model_spec.hpp"

namespace zscape {

/// The code at (u, v) in [0, 1]^2 among two to four anchors [code_width(spec)], of which the corners show: top left (0, 0), top
/// right (1, 0), bottom left (0, 1), bottom right (1, 1). Paths along u at the top and at the bottom, then one along v between the
/// two points: bilinear for Path::linear; exactly an anchor at its corner. Of two anchors there is one path along u, whatever v.
/// With three, the fourth corner is add(spec, top right, top left, bottom left).
std::vector<float> blend(Path path, const ModelSpec& spec, std::span<const std::vector<float>> anchors, double u, double v);

/// The same at `columns` even steps of u in each of `rows` even steps of v, row by row, corners included; of one step alone, at 0.
Matrix blend_grid(Path path, const ModelSpec& spec, std::span<const std::vector<float>> anchors, std::int64_t rows,
                  std::int64_t columns);  // [rows * columns, code_width(spec)]

/// a - minus + plus of latents, brought into code_range(spec), with the class weights of a. All are [code_width(spec)].
std::vector<float> add(const ModelSpec& spec, std::span<const float> a, std::span<const float> minus, std::span<const float> plus);

}  // namespace zscape
