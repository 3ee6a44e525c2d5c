#include "latent/interpolate.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/exact_math.hpp"
#include "base/sums.hpp"

namespace zscape {
namespace {

std::vector<float> weighted(std::span<const float> a, double wa, std::span<const float> b, double wb) {
  std::vector<float> out(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) out[i] = static_cast<float>(wa * a[i] + wb * b[i]);
  return out;
}

std::vector<float> spherical(std::span<const float> a, std::span<const float> b, double t) {
  const double norm_a = std::sqrt(dot(a, a));
  const double norm_b = std::sqrt(dot(b, b));
  if (norm_a == 0.0 || norm_b == 0.0) return weighted(a, 1.0 - t, b, t);
  const double angle = exact_acos(dot(a, b) / (norm_a * norm_b));  // turns
  const double sine = exact_sin_cos(angle).sin;
  if (sine < 1e-6) return weighted(a, 1.0 - t, b, t);  // same or opposite directions: the great circle is not determined
  const double norm = (1.0 - t) * norm_a + t * norm_b;
  const double wa = exact_sin_cos((1.0 - t) * angle).sin / sine;
  const double wb = exact_sin_cos(t * angle).sin / sine;
  return weighted(a, wa * norm / norm_a, b, wb * norm / norm_b);
}

}  // namespace

std::vector<float> interpolate(Path path, std::span<const float> a, std::span<const float> b, double t) {
  check(a.size() == b.size(), "interpolation takes two latents of one size");
  if (t <= 0.0) return {a.begin(), a.end()};
  if (t >= 1.0) return {b.begin(), b.end()};
  switch (path) {
    case Path::linear:
      return weighted(a, 1.0 - t, b, t);
    case Path::spherical:
      return spherical(a, b, t);
  }
  check(false, "a known path");
  return {};
}

std::vector<float> interpolate(Path path, std::int64_t latent, std::span<const float> a, std::span<const float> b, double t) {
  const auto width = static_cast<std::size_t>(latent);
  check(width <= a.size() && a.size() == b.size(), "interpolation takes two codes of one size");
  std::vector<float> code = interpolate(path, a.first(width), b.first(width), t);
  const std::vector<float> classes = interpolate(Path::linear, a.subspan(width), b.subspan(width), t);
  code.insert(code.end(), classes.begin(), classes.end());
  return code;
}

Matrix interpolate_strip(Path path, std::span<const float> a, std::span<const float> b, std::int64_t count) {
  return interpolate_strip(path, static_cast<std::int64_t>(a.size()), a, b, count);
}

Matrix interpolate_strip(Path path, std::int64_t latent, std::span<const float> a, std::span<const float> b, std::int64_t count) {
  check(count >= 2, "a strip has at least its two ends");
  Matrix strip(count, static_cast<Eigen::Index>(a.size()));
  for (std::int64_t i = 0; i < count; ++i) {
    const std::vector<float> code = interpolate(path, latent, a, b, static_cast<double>(i) / static_cast<double>(count - 1));
    std::copy(code.begin(), code.end(), row(strip, i).begin());
  }
  return strip;
}

}  // namespace zscape
