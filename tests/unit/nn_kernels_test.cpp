// Every instruction set against plain loops that spell out the promised order of operations, compared bit for bit.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <limits>

#include "base/philox.hpp"
#include "nn/kernels.hpp"
#include "nn/linear.hpp"

using namespace zscape;

namespace {

std::vector<float> drawn_normals(std::uint64_t stream, std::size_t count, float scale = 1.0f) {
  std::vector<float> z(count);
  fill_normals(2, stream, z);
  for (float& value : z) value *= scale;
  return z;
}

Matrix reference_linear(std::span<const float> weight, std::span<const float> bias, const Matrix& x) {
  Matrix y(x.rows(), static_cast<Eigen::Index>(bias.size()));
  for (Eigen::Index b = 0; b < x.rows(); ++b)
    for (Eigen::Index o = 0; o < y.cols(); ++o) {
      float sum = bias[o];
      for (Eigen::Index i = 0; i < x.cols(); ++i) {
        const volatile float product = x(b, i) * weight[o * x.cols() + i];  // volatile: rounded before it is added
        sum += product;
      }
      y(b, o) = sum;
    }
  return y;
}

bool same_bits(std::span<const float> a, std::span<const float> b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size_bytes()) == 0);
}

void leaky_relu_fifth(std::span<float> x) { leaky_relu(x, 0.2f); }

std::vector<float> special_values() {
  std::vector<float> x = {0.0f,
                          -0.0f,
                          1.0f,
                          -1.0f,
                          1e-45f,
                          -1e-45f,
                          1e-38f,
                          0.625f,
                          -0.6249f,
                          40.0f,
                          -40.0f,
                          87.0f,
                          -87.0f,
                          88.5f,
                          -104.0f,
                          1e30f,
                          -1e30f,
                          std::numeric_limits<float>::infinity(),
                          -std::numeric_limits<float>::infinity(),
                          std::numeric_limits<float>::quiet_NaN(),
                          -std::numeric_limits<float>::quiet_NaN()};
  const std::vector<float> random = drawn_normals(7, 1000, 8.0f);
  x.insert(x.end(), random.begin(), random.end());
  return x;
}

}  // namespace

TEST_CASE("several instruction sets are compared, scalar among them", "[nn]") {
  const auto targets = simd_targets();
  CHECK(targets.size() >= 2);
  CHECK((targets.back() == "EMU128" || targets.back() == "SCALAR"));
  use_simd_target(targets.back());
  CHECK(simd_targets() == targets);  // the choice does not hide the others
  use_simd_target(targets[0]);
}

TEST_CASE("linear layers give the same bits at every instruction set", "[nn]") {
  for (const auto& [in, out, batch] :
       {std::array{1, 1, 1}, {7, 5, 3}, {20, 400, 64}, {400, 784, 5}, {9, 33, 4}, {700, 40, 37}, {5000, 20, 1}}) {
    const auto weight = drawn_normals(0, static_cast<std::size_t>(in) * out, 0.1f);
    const auto bias = drawn_normals(1, out);
    Matrix x(batch, in);
    for (int b = 0; b < batch; ++b) {
      const auto z = drawn_normals(10 + b, in);
      std::copy(z.begin(), z.end(), row(x, b).begin());
    }
    const Matrix expected = reference_linear(weight, bias, x);
    for (const std::string& target : simd_targets()) {
      INFO(target << " " << in << "-" << out << " batch " << batch);
      use_simd_target(target);
      CHECK(same_bits(values(linear(pack_linear(weight, bias), x)), values(expected)));
    }
  }
  use_simd_target(simd_targets()[0]);
}

TEST_CASE("leaving out inputs that are zero changes no bit, however many there are", "[nn]") {
  constexpr int kIn = 300, kOut = 150;
  const auto weight = drawn_normals(0, kIn * kOut, 0.1f);
  auto bias = drawn_normals(1, kOut);
  std::fill(bias.begin() + 40, bias.begin() + 80, -0.0f);
  for (const int batch : {1, 3, 4, 17, 40}) {
    for (const int zeros : {0, 50, 150, 290, 300}) {
      Matrix x(batch, kIn);
      for (int b = 0; b < batch; ++b) {
        const auto z = drawn_normals(10 + b, kIn);
        for (int i = 0; i < kIn; ++i) x(b, i) = (7 * i + 11 * b) % kIn < zeros ? (i % 2 == 0 ? 0.0f : -0.0f) : z[i];
      }
      std::vector<float> start = bias;
      for (float& value : start) value += 0.0f;  // no sum starts at -0
      const Matrix expected = reference_linear(weight, start, x);
      for (const std::string& target : simd_targets()) {
        INFO(target << " batch " << batch << " zeros " << zeros);
        use_simd_target(target);
        CHECK(same_bits(values(linear(pack_linear(weight, bias), x)), values(expected)));
      }
    }
  }
  use_simd_target(simd_targets()[0]);
}

TEST_CASE("activations give the same bits at every instruction set and any length", "[nn]") {
  const std::vector<float> x = special_values();
  for (void (*activation)(std::span<float>) : {&relu, &leaky_relu_fifth, &zscape::tanh, &sigmoid, &zscape::exp, &clamp_to_unit}) {
    use_simd_target(simd_targets().back());
    std::vector<float> expected = x;
    activation(expected);
    for (const std::string& target : simd_targets()) {
      INFO(target);
      use_simd_target(target);
      for (std::size_t length = 0; length <= 40; ++length) {
        std::vector<float> y(x.begin(), x.begin() + length);
        activation(y);
        CHECK(same_bits(y, std::span(expected).first(length)));
      }
      std::vector<float> y = x;
      activation(y);
      CHECK(same_bits(y, expected));
    }
  }
  use_simd_target(simd_targets()[0]);
}

TEST_CASE("activations are as accurate as they promise", "[nn]") {
  std::vector<float> x;
  for (float value = -87.0f; value < 88.0f; value += 0.0137f) x.push_back(value);
  std::vector<float> s = x, e = x;
  sigmoid(s);
  zscape::exp(e);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double exact = std::exp(static_cast<double>(x[i]));
    CHECK(std::abs(e[i] - exact) <= 2e-7 * exact);
    CHECK(std::abs(s[i] - 1.0 / (1.0 + 1.0 / exact)) <= 2e-7);
  }
}

TEST_CASE("tanh is odd and as accurate as it promises, small arguments relative to their size", "[nn]") {
  std::vector<float> x = {1e-45f, 1e-38f, 1e-20f, 1e-6f, 50.0f, 1e30f};
  for (float value = 0.0f; value < 20.0f; value += 0.00137f) x.push_back(value);
  std::vector<float> positive = x, negative = x;
  for (float& value : negative) value = -value;
  zscape::tanh(positive);
  zscape::tanh(negative);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double exact = std::tanh(static_cast<double>(x[i]));
    REQUIRE(std::abs(positive[i] - exact) <= 3e-7 * (x[i] < 0.6f ? exact : 1.0));
    REQUIRE(negative[i] == -positive[i]);
    REQUIRE(positive[i] <= 1.0f);
  }
}

TEST_CASE("clamping leaves what is from 0 to 1, and nothing else", "[nn]") {
  std::vector<float> x = special_values(), clamped = x;
  clamp_to_unit(clamped);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const float expected = x[i] > 0.0f ? std::min(x[i], 1.0f) : 0.0f;
    CHECK(same_bits(std::span(&clamped[i], 1), std::span(&expected, 1)));
  }
}

TEST_CASE("values become bytes by one rule at every instruction set and any length", "[nn]") {
  const std::vector<float> special = {
      0, 1, 0.5f, -3, 7, 0.49f / 255, 1e-45f, std::numeric_limits<float>::quiet_NaN(), 1e30f, -INFINITY, INFINITY};
  std::vector<std::uint8_t> expected = {0, 255, 128, 0, 255, 0, 0, 0, 255, 0, 255};
  std::vector<float> x = special;
  for (int byte = 0; byte < 256; ++byte) {
    for (const float shift : {-0.49f, 0.0f, 0.49f}) {
      x.push_back((static_cast<float>(byte) + shift) / 255);
      expected.push_back(static_cast<std::uint8_t>(byte));
    }
  }
  for (const std::string& target : simd_targets()) {
    INFO(target);
    use_simd_target(target);
    for (std::size_t length = 0; length <= x.size(); length += length < 40 ? 1 : 61) {
      std::vector<std::uint8_t> bytes(length);
      to_bytes(std::span(x).first(length), bytes);
      CHECK(bytes == std::vector(expected.begin(), expected.begin() + static_cast<std::ptrdiff_t>(length)));
    }
  }
  use_simd_target(simd_targets()[0]);
}

TEST_CASE("leaky ReLU and scaled channels compute what they say", "[nn]") {
  std::vector<float> x = {-10, -1, 0, 1, 10};
  leaky_relu(x, 0.25f);
  CHECK(x == std::vector<float>{-2.5f, -0.25f, 0, 1, 10});
  for (const std::string& target : simd_targets()) {
    use_simd_target(target);
    Matrix images(2, 6);  // two channels of three pixels
    images << 1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6;
    scale_channels(images, std::vector<float>{2, 10}, std::vector<float>{0.5f, -1});
    Matrix expected(2, 6);
    expected << 2.5f, 4.5f, 6.5f, 39, 49, 59, -1.5f, -3.5f, -5.5f, -41, -51, -61;
    CHECK(images == expected);
  }
  use_simd_target(simd_targets()[0]);
}

TEST_CASE("NaN and negative zero have one defined result", "[nn]") {
  std::vector<float> x(20, std::numeric_limits<float>::quiet_NaN());
  x[3] = -0.0f;
  std::vector<float> r = x, l = x, t = x, s = x;
  relu(r);
  leaky_relu(l, 0.2f);
  zscape::tanh(t);
  sigmoid(s);
  CHECK(same_bits(r, std::vector<float>(20, 0.0f)));
  CHECK(same_bits(l, std::vector<float>(20, 0.0f)));
  CHECK(std::signbit(t[3]));  // odd, to the last bit
  t[3] = 0.0f;
  CHECK(same_bits(t, std::vector<float>(20, 0.0f)));
  for (std::size_t i = 0; i < s.size(); ++i) CHECK((i == 3 ? s[i] == 0.5f : s[i] < 2e-38f));
}
