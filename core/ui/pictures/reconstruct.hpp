// A test digit through the encoders and decoders of several models: what comes back, and how far off it is.
#pragma once

#include <span>

#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "ui/state/reconstructions.hpp"
#include "weights/codes_file.hpp"

namespace zscape {

struct AppState;

/// Encodes `given`, which may be a noisy `original`, and decodes what comes out; a conditional model is told the class. Both are
/// [1, sample] in [0, 1].
Reconstruction reconstruct(const Model& model, const Matrix& original, const Matrix& given, int label);

/// Those images of the test set, [images, pixels] in [0, 1].
Matrix pictures_of(const DigitsFile& digits, std::span<const int> images);

/// `picture` [1, sample] with Gaussian noise of this standard deviation, the same every time. It leaves [0, 1], as in training.
Matrix with_noise(const Matrix& picture, float deviation);

/// The test digit that the view names, for models to be asked; nullptr until the digits are there.
const Reconstructions* digit_in_view(AppState& state);

/// How `model` reconstructs that digit; nullptr where it has no encoder for such digits, or not yet.
const Reconstruction* reconstruction_by(AppState& state, const Model& model);

}  // namespace zscape
