// libFuzzer target: whatever the bytes, loading a model returns a Model or an Error.
#include "models/model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto model = zscape::Model::load(std::as_bytes(std::span(data, size)));
  if (model) zscape::check(model->spec().latent > 0, "a loaded model has a latent");
  return 0;
}
