// With residuals g(z[i + 1]) - g(z[i]) and J[k] the Jacobian of g at inner node k, Gauss and Newton's move m solves
// -J[k]^T J[k - 1] m[k - 1] + 2 J[k]^T J[k] m[k] - J[k]^T J[k + 1] m[k + 1] = J[k]^T (g(z[k - 1]) - 2 g(z[k]) + g(z[k + 1])).
#include "latent/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/error.hpp"
#include "base/sums.hpp"
#include "latent/interpolate.hpp"
#include "latent/step_work.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kMaxDimensions = 128;
constexpr std::int64_t kInner = Geodesic::kNodes - 2;
constexpr float kDifference = 1.0f / 64;  // of finite differences: well above rounding, small beside what bends a picture
constexpr double kDamping = 1e-2;         // of the mean of the diagonal: with less, moves overshoot in convolutional models
constexpr double kMinDamping = 1e-9;      // where codes change nothing
constexpr double kConverged = 1e-3;       // relative change of the energy
constexpr double kMinScale = 1.0 / 64;
constexpr int kMaxIterations = 12;

}  // namespace

bool has_geodesic(const ModelSpec& spec) { return is_generative(spec) && spec.latent <= kMaxDimensions; }

double picture_length(const Model& model, const Matrix& codes) {
  const Matrix pictures = model.decode(codes);
  double length = 0.0;
  for (Eigen::Index i = 1; i < pictures.rows(); ++i) length += std::sqrt(squared_distance(row(pictures, i - 1), row(pictures, i)));
  return length;
}

Geodesic::Geodesic(const Model& model, std::span<const float> a, std::span<const float> b) : latent_(model.spec().latent) {
  check(has_geodesic(model.spec()), "a geodesic needs a decoder of few dimensions");
  check(std::ssize(a) == code_width(model.spec()), "a geodesic takes codes of its model");
  curve_.codes = interpolate_strip(Path::linear, a, b, kNodes);
  for (std::int64_t i = 0; i < kNodes; ++i) curve_.length.push_back(static_cast<double>(i));
  const std::vector<double> jacobian(static_cast<std::size_t>(sample_width(model.spec()) * latent_));
  search_ = Search{.system = {kInner, latent_}, .jacobian = jacobian, .jacobian_before = jacobian};
}

Geodesic::Curve Geodesic::measured(const Model& model, Matrix codes) {
  Curve curve{.codes = std::move(codes), .pictures = {}, .length = {0.0}};
  curve.pictures = model.decode(curve.codes);
  for (std::int64_t i = 1; i < kNodes; ++i) {
    const double squared = squared_distance(row(curve.pictures, i - 1), row(curve.pictures, i));
    curve.length.push_back(curve.length.back() + std::sqrt(squared));
    curve.energy += squared;
  }
  return curve;
}

void Geodesic::step(const Model& model) {
  if (done()) return;
  switch (search_->stage) {
    case Stage::linear:
      curve_ = measured(model, std::move(curve_.codes));
      search_->stage = Stage::spherical;
      return;
    case Stage::spherical: {
      const auto a = row(std::as_const(curve_.codes), 0), b = row(std::as_const(curve_.codes), kNodes - 1);
      Curve spherical = measured(model, interpolate_strip(Path::spherical, latent_, a, b, kNodes));
      if (spherical.energy < curve_.energy) curve_ = std::move(spherical);
      search_->stage = Stage::jacobian;
      return;
    }
    case Stage::jacobian:
      return differentiate(model);
    case Stage::eliminate:
      return eliminate();
    case Stage::move:
      return move(model);
  }
}

/// Some more columns of the node's Jacobian, and what they have part in.
void Geodesic::differentiate(const Model& model) {
  Search& search = *search_;
  const std::int64_t samples = curve_.pictures.cols();
  const std::int64_t first = search.column;
  const std::int64_t last = std::min(latent_, first + pictures_per_step(model.spec(), samples * latent_ * 3 / 2));
  Matrix codes = curve_.codes.row(search.node).replicate(last - first, 1);
  for (std::int64_t d = first; d < last; ++d) codes(d - first, d) += kDifference;
  const Matrix pictures = model.decode(codes);
  for (std::int64_t d = first; d < last; ++d) {
    const double difference = static_cast<double>(codes(d - first, d)) - curve_.codes(search.node, d);
    for (std::int64_t p = 0; p < samples; ++p) {
      const double change = static_cast<double>(pictures(d - first, p)) - curve_.pictures(search.node, p);
      double& slope = search.jacobian[static_cast<std::size_t>(p * latent_ + d)];
      slope = difference > 0.0 ? change / difference : 0.0;  // 0 where a value is too large to hear the difference
    }
  }
  multiply(first, last);
  search.column = last;
  if (last == latent_) search.stage = Stage::eliminate;
}

/// Columns `first` to `last` of the node's part of the system. The Jacobian is known up to `last`.
void Geodesic::multiply(std::int64_t first, std::int64_t last) {
  Search& search = *search_;
  const std::int64_t block = search.node - 1;
  const std::int64_t width = search.node > 1 ? latent_ : 0;  // the ends do not move
  std::vector<double> own(static_cast<std::size_t>((last - first) * last));
  std::vector<double> before(static_cast<std::size_t>((last - first) * width));
  std::vector<double> force(static_cast<std::size_t>(last - first));
  for (std::int64_t p = 0; p < curve_.pictures.cols(); ++p) {
    const double* j = search.jacobian.data() + p * latent_;
    const double* j_before = search.jacobian_before.data() + p * latent_;
    const auto pixel = [&](std::int64_t node) { return static_cast<double>(curve_.pictures(node, p)); };
    const double bend = pixel(search.node - 1) - 2.0 * pixel(search.node) + pixel(search.node + 1);
    for (std::int64_t i = 0; i < last - first; ++i) {
      const double factor = j[first + i];
      for (std::int64_t d = 0; d < last; ++d) own[static_cast<std::size_t>(i * last + d)] += factor * j[d];
      for (std::int64_t d = 0; d < width; ++d) before[static_cast<std::size_t>(i * width + d)] += factor * j_before[d];
      force[static_cast<std::size_t>(i)] += factor * bend;
    }
  }
  for (std::int64_t i = 0; i < last - first; ++i) {
    const auto at = [&](std::int64_t d) { return static_cast<std::size_t>(d * latent_ + first + i); };
    for (std::int64_t d = 0; d <= first + i; ++d)
      search.system.diagonal(block)[at(d)] = 2.0 * own[static_cast<std::size_t>(i * last + d)];
    for (std::int64_t d = 0; d < width; ++d) search.system.upper(block)[at(d)] = -before[static_cast<std::size_t>(i * width + d)];
    search.system.vector(block)[static_cast<std::size_t>(first + i)] = force[static_cast<std::size_t>(i)];
  }
}

/// The node's block of the system; behind the last one the move is known.
void Geodesic::eliminate() {
  Search& search = *search_;
  const std::span<double> block = search.system.diagonal(search.node - 1);
  const auto entry = [&](std::int64_t d) -> double& { return block[static_cast<std::size_t>(d * latent_ + d)]; };
  double trace = 0.0;
  for (std::int64_t d = 0; d < latent_; ++d) trace += entry(d);
  const double damping = kDamping * trace / static_cast<double>(latent_) + kMinDamping;
  for (std::int64_t d = 0; d < latent_; ++d) entry(d) += damping;
  search.system.eliminate(search.node - 1);

  std::swap(search.jacobian, search.jacobian_before);
  search.column = 0;
  search.stage = search.node == kInner ? Stage::move : Stage::jacobian;
  search.node = search.node == kInner ? 1 : search.node + 1;
  search.scale = 1.0;
  if (search.stage == Stage::move) search.system.solve();
}

/// Moves the inner nodes, or tries half as far next when that does not help.
void Geodesic::move(const Model& model) {
  Search& search = *search_;
  const Range range = code_range(model.spec());
  Matrix codes = curve_.codes;
  for (std::int64_t k = 0; k < kInner; ++k)
    for (std::int64_t d = 0; d < latent_; ++d) {
      const double far = search.scale * search.system.vector(k)[static_cast<std::size_t>(d)];
      codes(k + 1, d) = range.nearest(static_cast<float>(codes(k + 1, d) + far));
    }
  Curve moved = measured(model, std::move(codes));
  if (moved.energy < curve_.energy) {
    const bool converged = curve_.energy - moved.energy < kConverged * curve_.energy;
    curve_ = std::move(moved);
    search.stage = Stage::jacobian;
    if (converged || ++search.iterations == kMaxIterations) search_.reset();
  } else {
    search.scale /= 2.0;
    if (search.scale < kMinScale) search_.reset();
  }
}

std::vector<float> Geodesic::point(double t) const {
  const std::vector<double>& length = curve_.length;
  const double far = t * length.back();
  if (t <= 0.0 || length.back() == 0.0) return interpolate(Path::linear, row(curve_.codes, 0), row(curve_.codes, kNodes - 1), t);
  const auto after = std::upper_bound(length.begin() + 1, length.end() - 1, far);
  const double piece = *after - after[-1];  // 0 only behind the last picture that differs
  const auto node = after - length.begin();
  return interpolate(Path::linear, row(curve_.codes, node - 1), row(curve_.codes, node),
                     piece > 0.0 ? (far - after[-1]) / piece : t);
}

}  // namespace zscape
