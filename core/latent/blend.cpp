#include "latent/blend.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "models/prior.hpp"

namespace zscape {

std::vector<float> blend(Path path, const ModelSpec& spec, std::span<const std::vector<float>> anchors, double u, double v) {
  check(anchors.size() >= 2 && anchors.size() <= 4, "a blend has two to four anchors");
  const auto between = [&](std::span<const float> a, std::span<const float> b, double t) {
    return interpolate(path, spec.latent, a, b, t);
  };
  const std::vector<float> top = between(anchors[0], anchors[1], u);
  if (anchors.size() == 2) return top;
  const std::vector<float> corner = anchors.size() == 4 ? anchors[3] : add(spec, anchors[1], anchors[0], anchors[2]);
  return between(top, between(anchors[2], corner, u), v);
}

Matrix blend_grid(Path path, const ModelSpec& spec, std::span<const std::vector<float>> anchors, std::int64_t rows,
                  std::int64_t columns) {
  check(rows >= 1 && columns >= 1, "a grid has at least one code");
  const auto part = [](std::int64_t i, std::int64_t count) {
    return count > 1 ? static_cast<double>(i) / static_cast<double>(count - 1) : 0.0;
  };
  Matrix grid(rows * columns, code_width(spec));
  for (std::int64_t i = 0; i < rows * columns; ++i) {
    const std::vector<float> code = blend(path, spec, anchors, part(i % columns, columns), part(i / columns, rows));
    std::copy(code.begin(), code.end(), row(grid, i).begin());
  }
  return grid;
}

std::vector<float> add(const ModelSpec& spec, std::span<const float> a, std::span<const float> minus, std::span<const float> plus) {
  check(std::ssize(a) == code_width(spec) && a.size() == minus.size() && a.size() == plus.size(), "add() takes codes of one model");
  const Range range = code_range(spec);
  std::vector<float> sum(a.begin(), a.end());
  for (std::size_t d = 0; d < static_cast<std::size_t>(spec.latent); ++d)
    sum[d] = range.nearest(static_cast<float>(static_cast<double>(a[d]) - minus[d] + plus[d]));
  return sum;
}

}  // namespace zscape
