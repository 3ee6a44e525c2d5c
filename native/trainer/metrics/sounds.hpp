// How near sounds are to sounds.
#pragma once

#include <torch/types.h>

namespace zscape {

/// Log-spectral distance in dB of spectrograms [count, height, width] in [0, 1] that span `range_db`: of each frame the root of the
/// mean square over its bins, then the mean over the frames in which `original` sounds.
double log_spectral_distance_db(const torch::Tensor& original, const torch::Tensor& other, double range_db);

/// 10 log10 of the energy of all of `original` [count, samples] to that of the difference.
double signal_to_noise_db(const torch::Tensor& original, const torch::Tensor& other);

}  // namespace zscape
