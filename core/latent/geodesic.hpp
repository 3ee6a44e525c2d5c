// The shortest path between two codes, measured by the pictures on the way.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "latent/block_tridiagonal.hpp"
#include "models/model.hpp"

namespace zscape {

/// Decoders of up to 128 dimensions, which take seconds at most: work and memory grow with their square and more, to minutes and a
/// gigabyte for a code of 2000.
bool has_geodesic(const ModelSpec& spec);

/// Sum over consecutive codes of the Euclidean distance between their pictures, pixels in [0, 1].
double picture_length(const Model& model, const Matrix& codes /* [count, code_width(spec)] */);

/// A curve of kNodes codes from a to b that has the least energy, the sum of squared distances between consecutive pictures, and so
/// is short and evenly paced (Shao, Kumar, Fletcher, "The Riemannian geometry of deep generative models", 2018; Arvanitidis,
/// Hansen, Hauberg, "Latent space oddity", 2018). Found by Gauss and Newton's iteration over the whole chain, from the better of
/// the linear and the spherical path, in steps that fit between frames. The result is a pure function of (model, a, b).
class Geodesic {
 public:
  static constexpr std::int64_t kNodes = 17;

  /// a and b are codes as decode() takes them, of a model that has_geodesic(). Latents stay in code_range(spec); class weights go
  /// from a to b in even steps.
  Geodesic(const Model& model, std::span<const float> a, std::span<const float> b);

  /// A bounded part of the work, about a millisecond where a picture is cheap. `model` is the one that it was begun with.
  void step(const Model& model);
  bool done() const { return !search_; }

  /// The code at t, exactly a at 0 and exactly b at 1, on straight lines between nodes; equal steps of t are equal distances from
  /// picture to picture. Until done() it is of the best curve so far, which begins as the linear path.
  std::vector<float> point(double t) const;  // [code_width(spec)]

 private:
  struct Curve {
    Matrix codes;                // [kNodes, code_width(spec)]
    Matrix pictures;             // [kNodes, sample]
    std::vector<double> length;  // [kNodes], from a to each node
    double energy = 0;
  };

  enum class Stage { linear, spherical, jacobian, eliminate, move };
  struct Search {
    BlockTridiagonal system;                             // of the inner nodes' next move
    std::vector<double> jacobian, jacobian_before = {};  // [sample, latent], of the node in work and of the one before it
    Stage stage = Stage::linear;
    std::int64_t node = 1;
    std::int64_t column = 0;  // of the Jacobian, the first that is missing
    int iterations = 0;
    double scale = 1;  // of the move
  };

  static Curve measured(const Model& model, Matrix codes);
  void differentiate(const Model& model);
  void multiply(std::int64_t first, std::int64_t last);
  void eliminate();
  void move(const Model& model);

  std::int64_t latent_;
  Curve curve_;
  std::optional<Search> search_;  // until done()
};

}  // namespace zscape
