// A sound of any length at the width of a picture: how far its wave reaches in each column, and its spectrum there.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audio/stft.hpp"

namespace zscape {

/// The sound comes piece by piece, and what is kept of it depends on the columns alone. Spectra are of Hann windows of about 1/32
/// s.
class Overview {
 public:
  struct Extremes {
    float low, high;  // of a column's samples and the one before them
  };

  /// Of `samples` at `rate`, in at most `columns` columns and at most one for each sample; all of them at least 1.
  Overview(std::int64_t rate, std::int64_t samples, std::int64_t columns);

  /// The next samples, until all were added.
  void add(std::span<const float> samples);

  std::int64_t columns() const { return static_cast<std::int64_t>(extremes_.size()); }

  /// What follows is of a sound whose samples were all added.
  Extremes extremes(std::int64_t column) const { return extremes_[static_cast<std::size_t>(column)]; }

  /// The loudest bin from `low_hz` to below `high_hz`, or where there is none the nearest, in dB; a tone at full scale has 0.
  double level_db(std::int64_t column, double low_hz, double high_hz) const;

 private:
  void take_extremes(std::span<const float> samples);
  void take_spectra();

  std::int64_t column_at(std::int64_t sample) const { return sample * columns() / samples_; }

  std::int64_t rate_, samples_;
  StftShape shape_;
  std::vector<Extremes> extremes_;       // [columns]
  Magnitudes powers_;                    // [columns, bins]: sums over the frames of a column
  std::vector<std::int64_t> frames_in_;  // [columns]
  std::vector<float> waiting_;           // samples from half a window before the next frame's middle on
  std::int64_t added_ = 0;               // samples
  std::int64_t next_frame_ = 0;
};

}  // namespace zscape
