// Times the native core on request, so that others can take turns with it: `zscape_bench_core MODEL PART PAINTER` prints the
// instruction sets, best first, then answers each line "INSTRUCTION_SET BATCH CALLS" with the milliseconds that so many calls of
// the model's decoder or encoder take. Inputs are those of peers/core.mjs; the model PAINTER makes the pictures that encoders see.
#include <chrono>
#include <functional>
#include <iostream>
#include <string>

#include "base/file.hpp"
#include "models/model.hpp"
#include "nn/kernels.hpp"

using namespace zscape;

namespace {

Model load(const std::string& file) {
  const auto bytes = read_file(file);
  auto model = bytes ? Model::load(*bytes) : Result<Model>(bytes.error());
  check(model.ok(), "a readable model file");
  return *std::move(model);
}

std::function<void()> decoder_call(const Model& model, std::int64_t batch) {
  return [&model, codes = model.sample(1, 0, batch, 1.0f)] { model.decode(codes); };
}

std::function<void()> encoder_call(const Model& model, const Model& painter, std::int64_t batch) {
  const Matrix pictures = painter.decode(painter.sample(1, 0, batch, 1.0f));
  Matrix classes;
  if (is_conditional(model.spec())) classes = model.sample(1, 0, batch, 1.0f).rightCols(model.spec().classes);
  return [&model, pictures, classes] { model.encode(pictures, classes); };
}

double milliseconds(const std::function<void()>& call, int calls) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  for (int i = 0; i < calls; ++i) call();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  check(argc == 4, "a model, a part and a painter");
  const Model model = load(argv[1]);
  const bool decodes = std::string(argv[2]) == "decoder";
  const Model painter = load(argv[3]);
  for (const std::string& target : simd_targets()) std::cout << target << ' ';
  std::cout << std::endl;

  std::function<void()> call;
  std::int64_t batch_of_call = 0;
  std::string target;
  std::int64_t batch = 0;
  int calls = 0;
  while (std::cin >> target >> batch >> calls) {
    use_simd_target(target);
    if (batch != batch_of_call) call = decodes ? decoder_call(model, batch) : encoder_call(model, painter, batch);
    batch_of_call = batch;
    std::cout << milliseconds(call, calls) << std::endl;
  }
}
