// Prints hashes of what the core computes from a model file over many codes, zeros, denormals and magnitudes to 40 among them, once
// per instruction set of this machine. tests/parity/bits.mjs prints the same lines from WebAssembly.
#include <algorithm>
#include <cstdio>

#include "base/file.hpp"
#include "base/philox.hpp"
#include "base/sha256.hpp"
#include "latent/drift.hpp"
#include "nn/kernels.hpp"

using namespace zscape;

namespace {

// Convolutions cost more for each row, and use each weight more often.
std::int64_t row_count(const Model& model) {
  const std::int64_t cost_of_one = cost(model.spec()).multiply_adds;
  return cost_of_one <= 1 << 20 ? 2048 : cost_of_one <= 1 << 24 ? 256 : 64;
}

Matrix normal_rows(std::int64_t rows, std::int64_t width) {
  Matrix z(rows, width);
  for (std::int64_t i = 0; i < rows; ++i) fill_normals(1, static_cast<std::uint64_t>(i), row(z, i));
  return z;
}

Matrix extreme(Matrix z) {
  for (std::int64_t i = 0; i < z.rows(); ++i)
    for (float& value : row(z, i)) {
      if (i % 8 == 0) value = 0.0f;
      if (i % 8 == 1) value *= 1e-41f;
      if (i % 8 == 2) value = std::min(std::max(value * 20.0f, -40.0f), 40.0f);
    }
  return z;
}

void print(const char* what, const Matrix& m) { std::printf("%s %s\n", what, sha256_hex(values(m)).c_str()); }

void print_bits(const Model& model) {
  const std::int64_t rows = row_count(model);
  const std::int64_t latent = model.spec().latent;
  const Matrix normals = normal_rows(rows, model.has_decoder() ? latent : sample_width(model.spec()));
  const Matrix input = extreme(normals);
  print("normals", normals);
  print("input", input);
  Matrix pictures = input, classes;
  if (model.has_decoder()) {
    Matrix codes = model.sample(3, 0, rows, 0.7f);
    print("sample", codes);
    print("drift", drifting_codes(model, {.seed = 3, .temperature = 0.7f}, rows, 0.3));
    print("decode_sample", model.decode(codes));
    codes.leftCols(latent) = input;
    classes = codes.rightCols(codes.cols() - latent);
    pictures = model.decode(codes);
    print("decode", pictures);
  }
  if (model.has_encoder()) {
    const Posterior posterior = model.encode(pictures, classes);
    print("encode_mean", posterior.mean);
    print("encode_log_variance", posterior.log_variance);
  }
  if (model.has_classifier()) print("classify", model.classify(pictures));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: zscape_bits MODEL_FILE\n");
    return 2;
  }
  const auto bytes = read_file(argv[1]);
  const auto model = bytes ? Model::load(*bytes) : Result<Model>(bytes.error());
  if (!model) {
    std::fprintf(stderr, "%s\n", model.error().message.c_str());
    return 1;
  }
  for (const std::string& target : simd_targets()) {
    use_simd_target(target);
    std::printf("target %s\n", target.c_str());
    print_bits(*model);
  }
  return 0;
}
