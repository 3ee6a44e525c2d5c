// Convolutions at every instruction set against plain loops over PyTorch's definitions, compared bit for bit.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>

#include "base/philox.hpp"
#include "nn/convolution.hpp"
#include "nn/kernels.hpp"

using namespace zscape;

namespace {

std::vector<float> normals(std::uint64_t stream, std::int64_t count) {
  std::vector<float> z(static_cast<std::size_t>(count));
  fill_normals(5, stream, z);
  return z;
}

Matrix normal_rows(std::int64_t rows, std::int64_t width) {
  Matrix x(rows, width);
  for (std::int64_t i = 0; i < rows; ++i) fill_normals(6, static_cast<std::uint64_t>(i), row(x, i));
  return x;
}

// Visits the products of every output in the order of the promise: visit(o, y, x, index of the weight, index of the pixel).
template <class Visit>
void for_each_product(const Conv2d& conv, const Shape& in, const Shape& out, Visit visit) {
  for (std::int64_t o = 0; o < out[0]; ++o)
    for (std::int64_t y = 0; y < out[1]; ++y)
      for (std::int64_t x = 0; x < out[2]; ++x)
        for (std::int64_t c = 0; c < in[0]; ++c)
          for (std::int64_t ky = 0; ky < conv.kernel; ++ky)
            for (std::int64_t kx = 0; kx < conv.kernel; ++kx) {
              const std::int64_t iy = y * conv.stride - conv.padding + ky, ix = x * conv.stride - conv.padding + kx;
              if (iy < 0 || ix < 0 || iy >= in[1] || ix >= in[2]) continue;
              visit(o, y, x, ((o * conv.in + c) * conv.kernel + ky) * conv.kernel + kx, (c * in[1] + iy) * in[2] + ix);
            }
}

template <class Visit>
void for_each_product(const ConvTranspose2d& conv, const Shape& in, const Shape& out, Visit visit) {
  for (std::int64_t o = 0; o < out[0]; ++o)
    for (std::int64_t y = 0; y < out[1]; ++y)
      for (std::int64_t x = 0; x < out[2]; ++x)
        for (std::int64_t c = 0; c < in[0]; ++c)
          for (std::int64_t ky = 0; ky < conv.kernel; ++ky)
            for (std::int64_t kx = 0; kx < conv.kernel; ++kx) {
              const std::int64_t py = y + conv.padding - ky, px = x + conv.padding - kx;
              if (py < 0 || px < 0 || py % conv.stride != 0 || px % conv.stride != 0) continue;
              const std::int64_t iy = py / conv.stride, ix = px / conv.stride;
              if (iy >= in[1] || ix >= in[2]) continue;
              visit(o, y, x, ((c * conv.out + o) * conv.kernel + ky) * conv.kernel + kx, (c * in[1] + iy) * in[2] + ix);
            }
}

template <class Convolution>
Matrix reference(const Convolution& conv, const Shape& in, const Shape& out, std::span<const float> weight,
                 std::span<const float> bias, const Matrix& images) {
  Matrix result(images.rows(), *element_count(out));
  for (Eigen::Index b = 0; b < images.rows(); ++b) {
    for (Eigen::Index i = 0; i < result.cols(); ++i) result(b, i) = bias.empty() ? 0.0f : bias[i / (out[1] * out[2])];
    for_each_product(conv, in, out, [&](auto o, auto y, auto x, auto w, auto pixel) {
      const volatile float product = images(b, pixel) * weight[w];  // volatile: rounded before it is added
      result(b, (o * out[1] + y) * out[2] + x) += product;
    });
  }
  return result;
}

bool same_bits(const Matrix& a, const Matrix& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() && std::memcmp(a.data(), b.data(), values(a).size_bytes()) == 0;
}

template <class Convolution>
void compare(const Convolution& conv, std::int64_t height, std::int64_t width) {
  CAPTURE(conv.in, conv.out, conv.kernel, conv.stride, conv.padding, conv.bias, height, width);
  const Shape in = {conv.in, height, width};
  const auto shape = output_shape(Layer("conv", conv), in);
  REQUIRE(shape.ok());
  const auto weight = normals(0, conv.in * conv.out * conv.kernel * conv.kernel);
  const auto bias = conv.bias ? normals(1, conv.out) : std::vector<float>();
  const Matrix images = normal_rows(3, *element_count(in));
  const Matrix expected = reference(conv, in, *shape, weight, bias, images);
  const PackedConvolution packed = pack_convolution(conv, in, weight, bias);
  CHECK(packed.out == *shape);
  for (const std::string& target : simd_targets()) {
    CAPTURE(target);
    use_simd_target(target);
    CHECK(same_bits(convolution(packed, images), expected));
  }
  use_simd_target(simd_targets()[0]);
}

}  // namespace

TEST_CASE("convolutions give the bits of plain loops at every instruction set", "[nn]") {
  compare(Conv2d{.in = 1, .out = 1}, 1, 1);
  compare(Conv2d{.in = 1, .out = 32, .kernel = 5, .stride = 2, .padding = 2, .bias = false}, 28, 28);
  compare(Conv2d{.in = 5, .out = 17, .kernel = 4, .stride = 2, .padding = 1}, 14, 13);
  compare(Conv2d{.in = 3, .out = 2, .kernel = 3, .stride = 1, .padding = 1}, 9, 11);  // few outputs: vectors across positions
  compare(Conv2d{.in = 3, .out = 15, .kernel = 2, .stride = 1}, 2, 40);
  compare(Conv2d{.in = 2, .out = 3, .kernel = 3, .stride = 3, .padding = 2}, 8, 7);
  compare(Conv2d{.in = 4, .out = 10, .kernel = 7}, 7, 7);
  compare(Conv2d{.in = 1, .out = 16, .kernel = 2, .stride = 5}, 12, 3);  // steps over pixels
}

TEST_CASE("transposed convolutions give the bits of plain loops at every instruction set", "[nn]") {
  compare(ConvTranspose2d{.in = 1, .out = 1}, 1, 1);
  compare(ConvTranspose2d{.in = 6, .out = 32, .kernel = 4, .stride = 2, .padding = 1, .bias = false}, 7, 7);
  compare(ConvTranspose2d{.in = 8, .out = 1, .kernel = 4, .stride = 2, .padding = 1}, 14, 14);
  compare(ConvTranspose2d{.in = 3, .out = 5, .kernel = 3, .stride = 2}, 5, 6);
  compare(ConvTranspose2d{.in = 3, .out = 20, .kernel = 5, .stride = 3, .padding = 4}, 6, 5);
  compare(ConvTranspose2d{.in = 2, .out = 3, .kernel = 2, .stride = 4}, 3, 4);  // outputs that no product reaches
  compare(ConvTranspose2d{.in = 2, .out = 18, .kernel = 2, .stride = 4, .padding = 1}, 3, 4);
  compare(ConvTranspose2d{.in = 4, .out = 7, .kernel = 7}, 1, 1);
  compare(ConvTranspose2d{.in = 2, .out = 2, .kernel = 3, .stride = 1, .padding = 2}, 4, 4);
  compare(ConvTranspose2d{.in = 1, .out = 1, .kernel = 1, .stride = 7}, 2, 2);
}
