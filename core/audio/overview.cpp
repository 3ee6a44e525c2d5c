#include "audio/overview.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "audio/sound.hpp"
#include "base/error.hpp"
#include "base/exact_math.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kWindowsPerSecond = 32;
constexpr std::int64_t kMaxWindow = 8192;
constexpr int kFramesTogether = 256;
constexpr double kMinPower = 1e-30;

// Frames as far apart as columns are, or nearer; at most the quarter of a window that keeps every sample in the picture, and at
// least so many that the next ones tell something new.
StftShape shape_for(std::int64_t rate, std::int64_t samples, std::int64_t columns) {
  const auto ceiling = [](std::int64_t n) { return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(n))); };
  const auto floor = [](std::int64_t n) { return static_cast<std::int64_t>(std::bit_floor(static_cast<std::uint64_t>(n))); };
  const std::int64_t window = std::min(kMaxWindow, ceiling(rate / kWindowsPerSecond));
  const std::int64_t hop = std::clamp(floor(samples / columns), std::max<std::int64_t>(1, window / 64), window / 4);
  return {.window = static_cast<int>(window), .hop = static_cast<int>(hop)};
}

}  // namespace

Overview::Overview(std::int64_t rate, std::int64_t samples, std::int64_t columns) : rate_(rate), samples_(samples) {
  check(rate >= kMinRate && rate <= kMaxRate && samples >= 1 && columns >= 1, "a sound, and room for it");
  const std::int64_t count = std::min(columns, samples);
  shape_ = shape_for(rate, samples, count);
  extremes_.assign(static_cast<std::size_t>(count), {INFINITY, -INFINITY});
  frames_in_.assign(static_cast<std::size_t>(count), 0);
  powers_ = Magnitudes::Zero(count, shape_.bins());
  waiting_.assign(static_cast<std::size_t>(shape_.window / 2), 0.0f);
}

void Overview::add(std::span<const float> samples) {
  check(added_ + std::ssize(samples) <= samples_, "no more samples than were announced");
  const std::size_t together = static_cast<std::size_t>(kFramesTogether) * static_cast<std::size_t>(shape_.hop);
  while (!samples.empty()) {
    const auto piece = samples.first(std::min(samples.size(), together));
    take_extremes(piece);
    waiting_.insert(waiting_.end(), piece.begin(), piece.end());
    added_ += std::ssize(piece);
    samples = samples.subspan(piece.size());
    if (added_ == samples_) waiting_.resize(waiting_.size() + static_cast<std::size_t>(shape_.window));  // of silence
    take_spectra();
  }
}

// Each column begins with the sample before it, so that there is no gap between two.
void Overview::take_extremes(std::span<const float> samples) {
  float previous = added_ > 0 ? waiting_.back() : samples.front();
  for (std::size_t i = 0; i < samples.size(); ++i) {
    Extremes& extremes = extremes_[static_cast<std::size_t>(column_at(added_ + static_cast<std::int64_t>(i)))];
    extremes.low = std::min({extremes.low, previous, samples[i]});
    extremes.high = std::max({extremes.high, previous, samples[i]});
    previous = samples[i];
  }
}

// Of all frames whose windows are there.
void Overview::take_spectra() {
  if (std::ssize(waiting_) < shape_.window) return;
  const std::int64_t before = shape_.window / 2 / shape_.hop;  // frames of the piece that reach beyond its beginning
  const std::int64_t there = (std::ssize(waiting_) - shape_.window) / shape_.hop + 1;
  const std::int64_t count = std::min(there, shape_.frames(samples_ - 1) - next_frame_);
  if (count <= 0) return;
  const auto reach = static_cast<std::size_t>((count - 1) * shape_.hop + shape_.window);
  const Magnitudes magnitudes = magnitudes_of(stft(std::span(waiting_).first(reach), shape_));
  for (std::int64_t t = 0; t < count; ++t) {
    const std::int64_t column = column_at((next_frame_ + t) * shape_.hop);
    powers_.row(column) += magnitudes.row(before + t).cwiseAbs2();
    ++frames_in_[static_cast<std::size_t>(column)];
  }
  waiting_.erase(waiting_.begin(), waiting_.begin() + count * shape_.hop);
  next_frame_ += count;
}

double Overview::level_db(std::int64_t column, double low_hz, double high_hz) const {
  while (frames_in_[static_cast<std::size_t>(column)] == 0) --column;  // narrower than frames are apart; the first one has one
  const double bin_hz = static_cast<double>(rate_) / shape_.window;
  const auto bin_at = [&](double hz) { return static_cast<int>(std::ceil(hz / bin_hz)); };
  int first = bin_at(low_hz), end = bin_at(high_hz);
  if (first >= end) first = static_cast<int>(std::lround((low_hz + high_hz) / 2 / bin_hz)), end = first + 1;
  first = std::clamp(first, 0, shape_.bins() - 1);
  end = std::clamp(end, first + 1, shape_.bins());
  const double power = powers_.row(column).segment(first, end - first).maxCoeff() /
                       static_cast<double>(frames_in_[static_cast<std::size_t>(column)]);
  const double full_scale = shape_.full_scale();
  return 10.0 / kLn10 * exact_log(std::max(power / (full_scale * full_scale), kMinPower));
}

}  // namespace zscape
