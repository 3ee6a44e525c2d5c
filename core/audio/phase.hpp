// Sound from the magnitudes of its spectra alone.
#pragma once

#include <cstdint>
#include <vector>

#include "audio/stft.hpp"

namespace zscape {

/// Phases that the magnitudes' slopes imply, from the loudest bins to the quietest: Z. Prusa, P. Balazs, P. L. Sondergaard, "A
/// noniterative method for reconstruction of phase from STFT magnitude", IEEE/ACM Transactions on Audio, Speech and Language
/// Processing 25, 2017.
Spectra integrate_phase(const Magnitudes& magnitudes, const StftShape& shape);

/// A signal of `size` samples whose spectra have about these magnitudes: integrated phases, then `iterations` of fast Griffin-Lim,
/// N. Perraudin, P. Balazs, P. L. Sondergaard, "A fast Griffin-Lim algorithm", WASPAA 2013.
std::vector<float> reconstruct_signal(const Magnitudes& magnitudes, const StftShape& shape, std::int64_t size, int iterations);

}  // namespace zscape
