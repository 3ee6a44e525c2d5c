// Writes the seed corpus of fuzz_model_file: a small golden file, one without a golden record, whose tensors
// may change and still load, and half a file.
#include <cstdio>
#include <filesystem>

#include "../unit/test_model.hpp"

using namespace zscape;
using namespace zscape::testing;

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: fuzz_corpus FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const Bytes golden = golden_file(tiny_spec(), Dtype::f16);
  const Bytes unsealed = serialize(to_safetensors(random_model_file(tiny_spec(), Dtype::f32)));
  Bytes truncated(golden.begin(), golden.begin() + static_cast<std::ptrdiff_t>(golden.size() / 2));
  for (const auto& [name, bytes] : {std::pair{"golden", golden}, {"unsealed", unsealed}, {"truncated", truncated}}) {
    const auto written = write_file(folder / name, bytes);
    if (!written) {
      std::fprintf(stderr, "%s\n", written.error().message.c_str());
      return 1;
    }
  }
  return 0;
}
