// Spoken digits: the words zero to nine, each a sound of its own, as espeak-ng speaks them in many voices.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "trainer/data/dataset.hpp"

namespace zscape {

struct Speaker {
  std::string_view language;  // or accent, by espeak-ng's names
  std::string_view voice;     // a variant of espeak-ng's
  int pitch;                  // 0 to 99
  int words_per_minute;
};

/// All speakers of a split; no voice is in both splits.
std::vector<Speaker> speakers(Split split);

/// The word for `digit`, trimmed, at kSegmentRate; espeak-ng leaves files in `scratch`. Errors: not_found without espeak-ng, as
/// run_program(), as parse_wav(), corrupt for silence.
Result<std::vector<float>> speak(const Speaker& speaker, int digit, const std::filesystem::path& scratch);

/// Makes the files of `dataset` in `folder`, all of them or none, and says on stdout what it made. Every speaker says all ten
/// digits; one with a word that is too long for a segment is left out. The same version of espeak-ng gives the same bytes
/// everywhere; other bytes than the known ones are kept, with a message. Errors: as speak(); io, also when interrupted.
Result<void> make_spoken_digits(const Dataset& dataset, const std::filesystem::path& folder);

}  // namespace zscape
