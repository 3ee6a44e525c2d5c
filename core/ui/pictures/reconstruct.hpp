// A test digit through the encoders and decoders of several models: what comes back, and how far off it is.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "ui/state/reconstructions.hpp"

namespace zscape {

struct AppState;

/// Encodes `given`, which may be a noisy `original`, and decodes what comes out; a conditional model is told the class. Both are
/// [1, sample] in [0, 1].
Reconstruction reconstruct(const Model& model, const Matrix& original, const Matrix& given, int label);

/// `picture` [1, sample] with Gaussian noise of this standard deviation, the same every time. It leaves [0, 1], as in training.
Matrix with_noise(const Matrix& picture, float deviation);

/// The test digit that the view names, for models to be asked; nullptr until the digits are there.
const Reconstructions* digit_in_view(AppState& state);

/// What `model` makes of it; nullptr where it has no encoder for such digits, or not yet.
const Reconstruction* reconstruction_by(AppState& state, const Model& model);

}  // namespace zscape
