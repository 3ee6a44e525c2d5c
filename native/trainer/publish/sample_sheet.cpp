#include "trainer/publish/sample_sheet.hpp"

#include <torch/types.h>
#include <torch/utils.h>

#include <algorithm>

#include "image/colour_map.hpp"
#include "image/enlarge.hpp"
#include "models/shown_rows.hpp"
#include "trainer/data/pixel_rows.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kColumns = 10;
constexpr std::int64_t kSampleRows = 5;
constexpr std::int64_t kSoundRows = 2;
constexpr int kScale = 2;  // of pictures, not of spectrograms
constexpr std::int64_t kMaxFeatures = kColumns * kSampleRows;
constexpr std::uint64_t kSeed = 7;

Matrix pictures_at(const LabelledImages& data, const std::vector<std::int64_t>& indices) {
  Matrix pictures(std::ssize(indices), data.images.height * data.images.width);
  for (Eigen::Index i = 0; i < pictures.rows(); ++i) pictures.row(i) = pixel_values(data, indices[static_cast<std::size_t>(i)], 1);
  return pictures;
}

// The first picture of every label, in order.
std::vector<std::int64_t> one_of_each(const LabelledImages& data) {
  std::vector<std::int64_t> indices;
  for (int label = 0; label < static_cast<int>(kColumns); ++label) {
    const auto found = std::find(data.labels.begin(), data.labels.end(), label);
    if (found != data.labels.end()) indices.push_back(found - data.labels.begin());
  }
  return indices;
}

std::vector<std::uint8_t> labels_at(const LabelledImages& data, const std::vector<std::int64_t>& indices) {
  std::vector<std::uint8_t> labels;
  for (const std::int64_t i : indices) labels.push_back(data.labels[i]);
  return labels;
}

// Encodes and decodes `x` [indices, sample], with the classes of the images at `indices` where the model takes them.
Matrix reconstructed(const Model& model, const Matrix& x, const LabelledImages& data, const std::vector<std::int64_t>& indices) {
  if (!is_conditional(model.spec())) return model.decode(model.encode(x).mean);
  const Matrix classes = one_hot(labels_at(data, indices), model.spec().classes);
  const Matrix z = model.encode(x, classes).mean;
  Matrix codes(z.rows(), z.cols() + classes.cols());
  codes << z, classes;
  return model.decode(codes);
}

// With the noise that the recipe trains the encoder on.
Matrix with_noise(Matrix x, const Recipe& recipe) {
  torch::manual_seed(kSeed);
  torch::Tensor pixels = torch::from_blob(x.data(), {x.rows(), x.cols()});
  pixels.copy_(corrupt(pixels, recipe.corruption, recipe.corruption_level));
  return x;
}

std::vector<std::int64_t> misread(const Model& model, const LabelledImages& data) {
  constexpr std::int64_t kBatch = 1000;
  std::vector<std::int64_t> wrong;
  for (std::int64_t first = 0; first < data.images.count; first += kBatch) {
    std::vector<std::int64_t> indices;
    for (std::int64_t i = first; i < std::min(data.images.count, first + kBatch); ++i) indices.push_back(i);
    const Matrix probabilities = model.classify(pictures_at(data, indices));
    for (std::size_t i = 0; i < indices.size(); ++i) {
      Eigen::Index best = 0;
      probabilities.row(static_cast<Eigen::Index>(i)).maxCoeff(&best);
      if (best != data.labels[indices[i]]) wrong.push_back(indices[i]);
      if (wrong.size() == static_cast<std::size_t>(kColumns * kSampleRows)) return wrong;
    }
  }
  return wrong;
}

void append(Matrix& rows, const Matrix& more) {
  Matrix all(rows.rows() + more.rows(), more.cols());
  if (rows.rows() > 0) all.topRows(rows.rows()) = rows;
  all.bottomRows(more.rows()) = more;
  rows = std::move(all);
}

}  // namespace

Image sample_sheet(const Model& model, const Recipe& recipe, const LabelledImages& test) {
  const ModelSpec& spec = model.spec();
  Matrix pictures;
  if (!is_generative(spec)) {
    const auto wrong = misread(model, test);
    pictures = pictures_at(test, wrong.empty() ? one_of_each(test) : wrong);
  } else {
    if (model.has_encoder()) {
      const auto indices = one_of_each(test);
      const Matrix x = pictures_at(test, indices);
      const Matrix seen = recipe.corruption == Corruption::none ? x : with_noise(x, recipe);
      append(pictures, x);
      if (recipe.corruption != Corruption::none) append(pictures, seen);
      append(pictures, reconstructed(model, seen, test, indices));
    }
    append(pictures, recipe.lifetime_sparsity > 0.0
                         ? model.features(0, kMaxFeatures)
                         : model.decode(model.sample(kSeed, 0, kColumns * (spec.sound ? kSoundRows : kSampleRows), 1.0f)));
  }
  const ShownRows shown = shown_rows(spec, pictures);
  const Image sheet = make_sheet(shown.rows, shown.height, shown.width, kColumns, 1);
  return spec.sound ? coloured(sheet, ColourMap::magma) : magnified(sheet, kScale);
}

Image reconstruction_sheet(const std::vector<Model>& models, const LabelledImages& test) {
  const auto indices = one_of_each(test);
  const Matrix x = pictures_at(test, indices);
  Matrix pictures = x;
  for (const Model& model : models) append(pictures, reconstructed(model, x, test, indices));
  return magnified(make_sheet(pictures, test.images.height, test.images.width, static_cast<std::int64_t>(indices.size()), 1),
                   kScale);
}

}  // namespace zscape
