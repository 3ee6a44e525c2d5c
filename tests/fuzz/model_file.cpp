// libFuzzer target: whatever the bytes, loading a model or the first part of one returns a Model or an Error.
#include "models/model.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  const auto model = zscape::Model::load(bytes);
  if (model) zscape::check(model->spec().latent > 0, "a loaded model has a latent");
  // Of a file that is as long as the bytes, and of one that is longer.
  for (const std::uint64_t beyond : {0, 40}) static_cast<void>(zscape::Model::load_first(bytes, size + beyond).ok());
  return 0;
}
