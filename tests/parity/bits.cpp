// Prints hashes of what the core computes from a model file over 10 240 latents, among them zeros, denormals and magnitudes to 40,
// once per instruction set of this machine. tests/parity/bits.mjs prints the same lines from WebAssembly.
#include <algorithm>
#include <cstdio>

#include "base/file.hpp"
#include "base/philox.hpp"
#include "base/sha256.hpp"
#include "models/model.hpp"

using namespace zscape;

namespace {

constexpr std::int64_t kRows = 10'240;

Matrix base_normals(std::int64_t latent) {
  Matrix z(kRows, latent);
  for (std::int64_t i = 0; i < kRows; ++i) fill_normals(1, static_cast<std::uint64_t>(i), row(z, i));
  return z;
}

Matrix extreme_latents(Matrix z) {
  for (std::int64_t i = 0; i < z.rows(); ++i)
    for (float& value : row(z, i)) {
      if (i % 8 == 0) value = 0.0f;
      if (i % 8 == 1) value *= 1e-41f;
      if (i % 8 == 2) value = std::min(std::max(value * 20.0f, -40.0f), 40.0f);
    }
  return z;
}

void print(const char* what, const Matrix& m) { std::printf("%s %s\n", what, sha256_hex(values(m)).c_str()); }

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
    const Matrix base = base_normals(model->spec().latent);
    const Matrix z = extreme_latents(base);
    const Matrix pictures = model->decode(z);
    const Posterior posterior = model->encode(pictures);
    print("normals", base);
    print("latents", z);
    print("decode", pictures);
    print("encode_mean", posterior.mean);
    print("encode_log_variance", posterior.log_variance);
  }
  return 0;
}
