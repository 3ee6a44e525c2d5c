#include "cli/plot.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

#include "audio/overview.hpp"
#include "cli/canvas.hpp"
#include "cli/wav_file.hpp"
#include "console/progress.hpp"
#include "image/colour_map.hpp"

namespace zscape {
namespace {

// All in pixels.
constexpr int kLeft = 84, kWidth = 800, kRight = 92;
constexpr int kTitle = 44, kWave = 96, kBetween = 22, kSpectrogram = 256, kTicks = 30;
constexpr int kPanel = kTitle + kWave + kBetween + kSpectrogram + kTicks;
constexpr int kMargin = 12;  // above the first panel and below the last one
constexpr int kTick = 5;
constexpr int kBarWidth = 14, kBarGap = 18;
constexpr double kTitleHeight = 16, kLabelHeight = 13;  // of the text

constexpr Colour kPaper = {255, 255, 255}, kInk = {34, 34, 42}, kFaint = {108, 108, 120}, kLine = {176, 176, 186},
                 kGrid = {234, 234, 240}, kNothing = {244, 244, 247}, kWaveInk = {104, 28, 129};
constexpr double kRangeDb = 80;

struct Plotted {
  std::string name;
  double seconds;
  std::int64_t rate;
  Overview overview;
};

// The axes that all panels share.
struct Axes {
  double seconds, hertz;

  int x_at(double second) const { return kLeft + static_cast<int>(std::lround(second / seconds * (kWidth - 1))); }
};

// Round numbers from 0 to `most`, at most about `count` of them.
struct Ticks {
  Ticks(double most, int count) {
    const double least_step = most / count;
    const double power = std::pow(10.0, std::floor(std::log10(least_step)));
    step = 10 * power;
    for (const double factor : {5.0, 2.0, 1.0})
      if (factor * power >= least_step) step = factor * power;
    last = static_cast<int>(std::floor(most / step * (1 + 1e-9)));
    decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
  }

  double at(int i) const { return i * step; }

  /// The last label has the unit.
  std::string label(int i, const char* unit) const {
    char text[64];
    std::snprintf(text, sizeof text, "%.*f%s%s", decimals, at(i), i == last ? " " : "", i == last ? unit : "");
    return text;
  }

  double step;
  int last;
  int decimals;
};

void draw_frame(Canvas& canvas, int x, int y, int width, int height) {
  canvas.fill(x - 1, y - 1, width + 2, 1, kLine);
  canvas.fill(x - 1, y + height, width + 2, 1, kLine);
  canvas.fill(x - 1, y, 1, height, kLine);
  canvas.fill(x + width, y, 1, height, kLine);
}

void draw_label_beside(Canvas& canvas, int y, const std::string& text) {
  canvas.fill(kLeft - 1 - kTick, y, kTick, 1, kLine);
  canvas.text(kLeft - kTick - 6, y, text, kLabelHeight, kFaint, Align::right);
}

// As much of the beginning as fits.
std::string shortened(std::string name, double room) {
  if (text_width(name, kTitleHeight) <= room) return name;
  const auto is_inside_character = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
  while (!name.empty() && text_width(name + "…", kTitleHeight) > room) {
    while (name.size() > 1 && is_inside_character(name.back())) name.pop_back();
    name.pop_back();
  }
  return name + "…";
}

void draw_title(Canvas& canvas, int top, const Plotted& sound) {
  char facts[96];
  std::snprintf(facts, sizeof facts, "%.3f s at %lld Hz", sound.seconds, static_cast<long long>(sound.rate));
  const double room = kWidth - text_width(facts, kLabelHeight) - 24;
  const int y = top + kTitle - 18;
  canvas.text(kLeft, y, shortened(sound.name, room), kTitleHeight, kInk);
  canvas.text(kLeft + kWidth, y + 1, facts, kLabelHeight, kFaint, Align::right);
}

// How many of the columns, from the left, there is sound in; and the column of the overview that a column shows.
int width_of(const Plotted& sound, const Axes& axes) {
  return std::clamp(static_cast<int>(std::lround(sound.seconds / axes.seconds * kWidth)), 1, kWidth);
}

std::int64_t shown_column(const Plotted& sound, int x, int width) { return x * sound.overview.columns() / width; }

void draw_wave(Canvas& canvas, int top, const Plotted& sound, const Axes& axes) {
  const Ticks ticks(axes.seconds, 10);
  for (int i = 0; i <= ticks.last; ++i) canvas.fill(axes.x_at(ticks.at(i)), top, 1, kWave, kGrid);
  const double middle = top + kWave / 2.0, half = kWave / 2.0 - 2;
  canvas.fill(kLeft, static_cast<int>(middle), kWidth, 1, kGrid);
  const int width = width_of(sound, axes);
  for (int x = 0; x < width; ++x) {
    const auto [low, high] = sound.overview.extremes(shown_column(sound, x, width));
    canvas.column(kLeft + x, middle - high * half - 0.5, middle - low * half + 0.5, kWaveInk);
  }
  draw_frame(canvas, kLeft, top, kWidth, kWave);
  const char* labels[] = {"1", "0", "−1"};
  for (int i = 0; i < 3; ++i) draw_label_beside(canvas, static_cast<int>(middle + (i - 1) * half), labels[i]);
}

void draw_spectrogram(Canvas& canvas, int top, const Plotted& sound, const Axes& axes) {
  const auto colour = colours(ColourMap::magma);
  canvas.fill(kLeft, top, kWidth, kSpectrogram, kNothing);
  const int width = width_of(sound, axes);
  const double row_hertz = axes.hertz / kSpectrogram;
  for (int row = 0; row < kSpectrogram; ++row) {
    const double low = row * row_hertz;
    if (low >= static_cast<double>(sound.rate) / 2) break;
    for (int x = 0; x < width; ++x) {
      const double db = sound.overview.level_db(shown_column(sound, x, width), low, low + row_hertz);
      const double level = std::clamp(1 + db / kRangeDb, 0.0, 1.0);
      canvas.pixel(kLeft + x, top + kSpectrogram - 1 - row, colour[static_cast<std::size_t>(std::lround(level * 255))]);
    }
  }
  draw_frame(canvas, kLeft, top, kWidth, kSpectrogram);
  const Ticks hertz(axes.hertz, 5);
  for (int i = 0; i <= hertz.last; ++i) {
    const double share = hertz.at(i) / axes.hertz;
    draw_label_beside(canvas, top + static_cast<int>(std::lround((1 - share) * (kSpectrogram - 1))), hertz.label(i, "Hz"));
  }
  const Ticks seconds(axes.seconds, 10);
  for (int i = 0; i <= seconds.last; ++i) {
    const int x = axes.x_at(seconds.at(i));
    canvas.fill(x, top + kSpectrogram + 1, 1, kTick, kLine);
    canvas.text(x, top + kSpectrogram + kTick + 11, seconds.label(i, "s"), kLabelHeight, kFaint, Align::centre);
  }
}

// Which colour is how loud.
void draw_bar(Canvas& canvas, int top) {
  const auto colour = colours(ColourMap::magma);
  const int x = kLeft + kWidth + kBarGap;
  for (int row = 0; row < kSpectrogram; ++row)
    canvas.fill(x, top + kSpectrogram - 1 - row, kBarWidth, 1, colour[static_cast<std::size_t>(row * 255 / (kSpectrogram - 1))]);
  draw_frame(canvas, x, top, kBarWidth, kSpectrogram);
  for (int db = 0; db <= static_cast<int>(kRangeDb); db += 20) {
    const int y = top + static_cast<int>(std::lround(db / kRangeDb * (kSpectrogram - 1)));
    canvas.fill(x + kBarWidth + 1, y, kTick, 1, kLine);
    canvas.text(x + kBarWidth + kTick + 5, y, db == 0 ? "0 dB" : "−" + std::to_string(db), kLabelHeight, kFaint);
  }
}

Image drawn(const std::vector<Plotted>& sounds) {
  Axes axes{0, 0};
  for (const Plotted& sound : sounds) {
    axes.seconds = std::max(axes.seconds, sound.seconds);
    axes.hertz = std::max(axes.hertz, static_cast<double>(sound.rate) / 2);
  }
  Canvas canvas(kLeft + kWidth + kRight, 2 * kMargin + kPanel * static_cast<int>(sounds.size()), kPaper);
  int top = kMargin;
  for (const Plotted& sound : sounds) {
    const int wave = top + kTitle, spectrogram = wave + kWave + kBetween;
    draw_title(canvas, top, sound);
    draw_wave(canvas, wave, sound, axes);
    draw_spectrogram(canvas, spectrogram, sound, axes);
    draw_bar(canvas, spectrogram);
    top += kPanel;
  }
  return canvas.image();
}

Result<Plotted> looked_at(const std::filesystem::path& path) {
  ZSCAPE_TRY(WavFile file, WavFile::open(path));
  const WavLayout& layout = file.layout();
  Plotted sound{path.filename().string(), layout.seconds(), layout.rate, Overview(layout.rate, layout.frames, kWidth)};
  ItemCount progress("reading " + sound.name, "seconds", static_cast<std::int64_t>(sound.seconds));
  std::int64_t read = 0;
  const auto done = file.read([&](std::span<const float> samples) {
    sound.overview.add(samples);
    read += std::ssize(samples);
    progress.reach(read / sound.rate);
  });
  progress.finish();
  ZSCAPE_TRY_VOID(done);
  return sound;
}

}  // namespace

Result<void> plot(const PlotOptions& options) {
  if (options.output.extension() != ".png")
    return Error{ErrorCode::invalid_argument, "-o: expected a name that ends in .png, found " + options.output.string()};
  if (options.sounds.size() > kMaxPlots)
    return Error{ErrorCode::invalid_argument, "sounds: expected at most " + std::to_string(kMaxPlots) + " files, found " +
                                                  std::to_string(options.sounds.size())};
  std::vector<Plotted> sounds;
  for (const std::filesystem::path& path : options.sounds) {
    ZSCAPE_TRY(Plotted sound, looked_at(path));
    sounds.push_back(std::move(sound));
  }
  return write_file(options.output, encode_png(drawn(sounds)));
}

}  // namespace zscape
