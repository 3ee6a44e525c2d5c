#include "models/shown_rows.hpp"

#include "audio/model_sound.hpp"

namespace zscape {

ShownRows shown_rows(const ModelSpec& spec, Matrix rows) {
  if (!spec.sound) return {std::move(rows), spec.sample[1], spec.sample[2]};
  const SpectrogramFormat format = shown_format(*spec.sound);
  ShownRows result{Matrix(rows.rows(), format.height * format.width), format.height, format.width};
  for (Eigen::Index i = 0; i < rows.rows(); ++i) {
    const std::vector<float> picture = shown(*spec.sound, row(rows, i));
    for (std::int64_t r = 0; r < format.height; ++r)
      std::copy_n(picture.begin() + (format.height - 1 - r) * format.width, format.width,
                  row(result.rows, i).begin() + r * format.width);
  }
  return result;
}

}  // namespace zscape
