// Times the native core against LibTorch and the limits of the processor: the decoders of the model files named, and single dense
// layers. Prints JSON with the seconds of every round, in which they take turns. LibTorch has the threads that OMP_NUM_THREADS and
// OPENBLAS_NUM_THREADS give it, of which parts/native.mjs allows one.
#include "trainer/torch/conversions.hpp"
#include "trainer/torch/torch_model.hpp"
// LibTorch comes first: both define a macro for checks.
#include <torch/version.h>

#include <cstdio>
#include <functional>

#include "base/file.hpp"
#include "base/json.hpp"
#include "base/philox.hpp"
#include "ceiling.hpp"
#include "models/model.hpp"
#include "nn/kernels.hpp"
#include "nn/linear.hpp"
#include "stopwatch.hpp"

using namespace zscape;

namespace {

constexpr int kRounds = 9;
constexpr std::int64_t kBatches[] = {1, 16, 64, 256};

struct Side {
  const char* name;
  std::function<double()> seconds;
};

Json in_turns(Json row, const std::vector<Side>& sides) {
  for (const Side& side : sides) side.seconds();  // warms up
  for (int round = 0; round < kRounds; ++round)
    for (const Side& side : sides) row[side.name].push_back(side.seconds());
  return row;
}

template <class Call>
Side timed(const char* name, Call call) {
  return {name, [call] { return seconds_per_call(call); }};
}

void time_decoder(const std::string& file, Json& rows) {
  const auto bytes = read_file(file);
  const auto model = bytes ? Model::load(*bytes) : Result<Model>(bytes.error());
  check(model.ok(), "a readable model file");
  if (!model->has_decoder()) return;
  const ModelSpec& spec = model->spec();
  const TorchModel libtorch = torch_model(spec, parse_model_file(*bytes)->tensors);
  for (const std::int64_t batch : kBatches) {
    const Matrix codes = model->sample(16, 0, batch, 1.0f);
    const torch::Tensor z = to_torch(codes.leftCols(spec.latent));
    const torch::Tensor classes = is_conditional(spec) ? to_torch(codes.rightCols(spec.classes)) : torch::Tensor();
    rows.push_back(in_turns(
        {{"what", spec.id + " decoder"}, {"dense", false}, {"batch", batch}},
        {timed("core", [&] { model->decode(codes); }), timed("libtorch", [&] { libtorch.decode(z, classes).clamp(0, 1); })}));
  }
}

void time_layer(std::int64_t in, std::int64_t out, Json& rows) {
  const auto normals = [](std::int64_t count, std::uint64_t stream) {
    std::vector<float> values(static_cast<std::size_t>(count));
    fill_normals(1, stream, values);
    return values;
  };
  const auto weight = normals(in * out, 0), bias = normals(out, 1);
  const PackedLinear layer = pack_linear(weight, bias);
  const torch::Tensor w = torch::tensor(weight).reshape({out, in}), b = torch::tensor(bias);
  for (const std::int64_t batch : kBatches) {
    Matrix x(batch, in);
    fill_normals(1, 2, values(x));
    const torch::Tensor tensor = to_torch(x);
    const auto products = static_cast<double>(batch * in * out);
    const auto read = static_cast<std::size_t>(in * out) * sizeof(float);
    rows.push_back(in_turns({{"what", std::to_string(in) + "-" + std::to_string(out)}, {"dense", true}, {"batch", batch}},
                            {timed("core", [&] { linear(layer, x); }),
                             timed("libtorch", [&] { torch::linear(tensor, w, b); }),
                             {"arithmetic", [&] { return products / multiply_adds_per_second(); }},
                             {"reading", [&] { return static_cast<double>(read) / read_bytes_per_second(read); }}}));
  }
}

}  // namespace

int main(int argc, char** argv) {
  const torch::NoGradGuard no_gradients;
  Json rows = Json::array();
  for (const auto& [in, out] : {std::pair(400, 784), std::pair(512, 1024)}) time_layer(in, out, rows);
  for (int i = 1; i < argc; ++i) time_decoder(argv[i], rows);
  std::printf("%s\n", Json{{"target", simd_targets().front()}, {"libtorch", TORCH_VERSION}, {"rows", rows}}.dump(1).c_str());
}
