#include "ui/pictures/reconstruct.hpp"

#include <algorithm>

#include "base/philox.hpp"
#include "base/sums.hpp"
#include "image/sheet.hpp"
#include "image/unit_values.hpp"
#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/files/side_files.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/reconstructions.hpp"
#include "ui/view/family_view.hpp"
#include "weights/codes_file.hpp"

namespace zscape {
namespace {

constexpr std::uint64_t kNoiseSeed = 7;

double mean_squared(const Matrix& a, const Matrix& b) {
  return squared_distance(values(a), values(b)) / static_cast<double>(a.cols());
}

bool takes(const Model& model, const Reconstructions& digit) {
  const ModelSpec& spec = model.spec();
  return model.has_encoder() && sample_width(spec) == digit.original.cols() &&
         (!is_conditional(spec) || spec.classes == kDigitClasses);
}

}  // namespace

Matrix pictures_of(const DigitsFile& digits, std::span<const int> images) {
  const auto size = static_cast<std::size_t>(digits.height * digits.width);
  Matrix pictures(std::ssize(images), static_cast<Eigen::Index>(size));
  for (std::size_t i = 0; i < images.size(); ++i) {
    to_unit_values(std::span(digits.images).subspan(static_cast<std::size_t>(images[i]) * size, size),
                   row(pictures, static_cast<Eigen::Index>(i)));
  }
  return pictures;
}

Matrix with_noise(const Matrix& picture, float deviation) {
  if (deviation == 0) return picture;
  Matrix noise(1, picture.cols());
  fill_normals(kNoiseSeed, 0, values(noise));
  for (Eigen::Index k = 0; k < noise.cols(); ++k) noise(0, k) = picture(0, k) + deviation * noise(0, k);
  return noise;
}

Reconstruction reconstruct(const Model& model, const Matrix& original, const Matrix& given, int label) {
  Matrix classes(1, 0);
  if (is_conditional(model.spec())) {
    classes = Matrix::Zero(1, model.spec().classes);
    classes(0, label) = 1;
  }
  const Matrix code =
      model.with_classes(model.encode(given, classes).mean, 0, classes.cols() > 0 ? std::optional(label) : std::nullopt);
  Reconstruction result = {.code = {values(code).begin(), values(code).end()}, .picture = model.decode(code)};
  result.difference = original;
  for (Eigen::Index k = 0; k < original.cols(); ++k)
    result.difference(0, k) = (original(0, k) - result.picture(0, k)) * 0.5f + 0.5f;
  result.error = mean_squared(original, result.picture);
  return result;
}

const Reconstructions* digit_in_view(AppState& state) {
  const DigitsFile* digits = digits_in_use(state);
  if (digits == nullptr || digits->count == 0) return nullptr;
  const FamilyView& view = state.shown.view.family;
  const int digit = std::min(view.digit, static_cast<int>(digits->count) - 1);
  Reconstructions& known = state.derived.reconstructions;
  if (known.dataset == digits->dataset && known.digit == digit && known.noise == view.noise) return &known;
  known = {.dataset = digits->dataset,
           .digit = digit,
           .noise = view.noise,
           .label = digits->labels[static_cast<std::size_t>(digit)],
           .original = pictures_of(*digits, {&digit, 1})};
  known.given = with_noise(known.original, view.noise);
  known.noise_error = mean_squared(known.original, known.given);
  return &known;
}

const Reconstruction* reconstruction_by(AppState& state, const Model& model) {
  const Reconstructions* digit = digit_in_view(state);
  if (digit == nullptr || !takes(model, *digit)) return nullptr;
  auto& models = state.derived.reconstructions.models;
  const auto known = models.find(model.tensors_sha256());
  if (known != models.end()) return &known->second;
  return &models.emplace(model.tensors_sha256(), reconstruct(model, digit->original, digit->given, digit->label)).first->second;
}

}  // namespace zscape
