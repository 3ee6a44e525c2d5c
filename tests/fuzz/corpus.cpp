// Writes small model files, the seed corpus of fuzz_model_file and what tests/cli reads: golden files of each kind of model and
// storage, one without a golden record, whose tensors may change and still load, and half a file.
#include <cstdio>
#include <filesystem>

#include "../unit/test_model.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

Bytes fitted_file() {
  ModelFile file = unstored_model_file(tiny_spec(), Dtype::f16);
  file.prior = random_prior(file.spec.latent);
  return golden_file(file);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: fuzz_corpus FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const Bytes golden = golden_file(tiny_spec(), Dtype::f16);
  const Bytes truncated(golden.begin(), golden.begin() + static_cast<std::ptrdiff_t>(golden.size() / 2));
  for (const auto& [name, bytes] :
       {std::pair{"golden", golden},
        {"unsealed", serialize(to_safetensors(unstored_model_file(tiny_conditional_spec(), Dtype::f32)))},
        {"conditional", golden_file(tiny_conditional_spec(), Dtype::i8)},
        {"classifier", golden_file(tiny_classifier_spec(), Dtype::f32)},
        {"fitted", fitted_file()},
        {"voice", golden_file(tiny_voice_spec(), Dtype::f16)},
        {"wave", golden_file(tiny_wave_spec(), Dtype::f16)},
        {"truncated", truncated}}) {
    const auto written = write_file(folder / (std::string(name) + ".safetensors"), bytes);
    if (!written) {
      std::fprintf(stderr, "%s\n", written.error().message.c_str());
      return 1;
    }
  }
  return 0;
}
