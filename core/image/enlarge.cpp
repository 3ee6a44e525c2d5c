#include "image/enlarge.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace zscape {
namespace {

// Mitchell and Netravali's family of cubics, B = 0.2, C = 0.4, as in the shader.
double cubic(double x) {
  constexpr double B = 0.2;
  constexpr double C = 0.4;
  x = std::abs(x);
  if (x < 1.0) return ((12.0 - 9.0 * B - 6.0 * C) * x * x * x + (-18.0 + 12.0 * B + 6.0 * C) * x * x + (6.0 - 2.0 * B)) / 6.0;
  if (x < 2.0)
    return ((-B - 6.0 * C) * x * x * x + (6.0 * B + 30.0 * C) * x * x + (-12.0 * B - 48.0 * C) * x + (8.0 * B + 24.0 * C)) / 6.0;
  return 0.0;
}

// The pixels that one pixel of the larger picture is made of, along one axis; those outside are the outermost ones.
struct Taps {
  std::array<std::size_t, 4> from;
  std::array<double, 4> weight;  // which add to 1
};

std::vector<Taps> taps(int size, int target) {
  std::vector<Taps> all(static_cast<std::size_t>(target));
  for (int i = 0; i < target; ++i) {
    const double position = (i + 0.5) * size / target - 0.5;
    const int first = static_cast<int>(std::floor(position)) - 1;
    for (int k = 0; k < 4; ++k) {
      all[i].from[k] = static_cast<std::size_t>(std::clamp(first + k, 0, size - 1));
      all[i].weight[k] = cubic(first + k - position);
    }
  }
  return all;
}

}  // namespace

Image enlarged(const Image& grey, int height, int width) {
  check(grey.channels == 1 && grey.height > 0 && grey.width > 0, "a grey picture of at least one pixel");
  check(height >= grey.height && width >= grey.width, "a size that is no smaller");
  std::vector<double> rows;  // [grey.height, width]
  rows.reserve(static_cast<std::size_t>(grey.height) * static_cast<std::size_t>(width));
  const std::vector<Taps> across = taps(grey.width, width);
  for (int y = 0; y < grey.height; ++y) {
    const std::uint8_t* row = grey.pixels.data() + static_cast<std::ptrdiff_t>(y) * grey.width;
    for (const auto& [from, weight] : across)
      rows.push_back(weight[0] * row[from[0]] + weight[1] * row[from[1]] + weight[2] * row[from[2]] + weight[3] * row[from[3]]);
  }
  Image image{height, width, 1, {}};
  image.pixels.reserve(static_cast<std::size_t>(height) * static_cast<std::size_t>(width));
  const auto stride = static_cast<std::size_t>(width);
  for (const auto& [from, weight] : taps(grey.height, height))
    for (std::size_t x = 0; x < stride; ++x) {
      double sum = 0.0;
      for (std::size_t k = 0; k < 4; ++k) sum += weight[k] * rows[from[k] * stride + x];
      image.pixels.push_back(static_cast<std::uint8_t>(std::clamp(sum, 0.0, 255.0) + 0.5));
    }
  return image;
}

Image magnified(const Image& image, int times) {
  check(times > 0, "a size that is no smaller");
  Image large{image.height * times, image.width * times, image.channels, {}};
  large.pixels.reserve(image.pixels.size() * static_cast<std::size_t>(times) * static_cast<std::size_t>(times));
  for (int y = 0; y < large.height; ++y)
    for (int x = 0; x < large.width; ++x) {
      const std::uint8_t* pixel =
          image.pixels.data() + (static_cast<std::ptrdiff_t>(y / times) * image.width + x / times) * image.channels;
      large.pixels.insert(large.pixels.end(), pixel, pixel + image.channels);
    }
  return large;
}

}  // namespace zscape
