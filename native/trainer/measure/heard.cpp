#include "trainer/measure/heard.hpp"

#include <ATen/Parallel.h>
#include <torch/utils.h>

#include <algorithm>

#include "audio/model_sound.hpp"

namespace zscape {

torch::Tensor heard(const ModelSpec& spec, const torch::Tensor& rows, const ModelSpec& listener) {
  const torch::Tensor in = rows.to(torch::kCPU, torch::kFloat32).contiguous();
  const torch::Tensor out = torch::empty({in.size(0), sample_width(listener)});
  const auto width = static_cast<std::size_t>(in.size(1));
  at::parallel_for(0, in.size(0), 1, [&](std::int64_t first, std::int64_t end) {
    for (std::int64_t i = first; i < end; ++i) {
      const std::vector<float> sound = sound_of(*spec.sound, std::span(in.data_ptr<float>() + i * in.size(1), width));
      const std::vector<float> row = row_of(*listener.sound, sound);
      std::copy(row.begin(), row.end(), out.data_ptr<float>() + i * out.size(1));
    }
  });
  return out.to(rows.device());
}

}  // namespace zscape
