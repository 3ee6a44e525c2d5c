#include <catch2/catch.hpp>

#include "audio/model_sound.hpp"
#include "models/code_of_sample.hpp"
#include "models/shown_rows.hpp"
#include "test_model.hpp"

using namespace zscape;
using namespace zscape::testing;

namespace {

Model tiny(const ModelSpec& spec) { return Model::build(random_model_file(spec, Dtype::f32)).value(); }

}  // namespace

TEST_CASE("a sample's code is its posterior mean, with the class that was given or that comes nearest", "[models]") {
  for (const ModelSpec& spec : {tiny_conditional_spec(), tiny_voice_spec()}) {
    INFO(spec.id);
    const Model model = tiny(spec);
    const Matrix drawn = model.decode(model.sample(7, 0, 4, 1.0f));
    for (Eigen::Index i = 0; i < drawn.rows(); ++i) {
      const Matrix x = drawn.row(i);
      double least = INFINITY;
      std::vector<float> nearest;
      for (int label = 0; label < 2; ++label) {
        Matrix weights = Matrix::Zero(1, 2);
        weights(0, label) = 1.0f;
        Matrix code(1, code_width(spec));
        code << model.encode(x, weights).mean, weights;
        const std::vector<float> told = code_of_sample(model, row(x, 0), label);
        CHECK(told == std::vector<float>(code.data(), code.data() + code.size()));
        const double distance = (model.decode(code) - x).squaredNorm();
        if (distance < least) least = distance, nearest = told;
      }
      CHECK(code_of_sample(model, row(x, 0)) == nearest);
    }
  }
}

TEST_CASE("a code without classes is the posterior mean", "[models]") {
  const Model model = tiny(tiny_wave_spec());
  const Matrix x = model.decode(model.sample(7, 0, 1, 1.0f));
  const Matrix mean = model.encode(x).mean;
  CHECK(code_of_sample(model, row(x, 0)) == std::vector<float>(mean.data(), mean.data() + mean.size()));
}

TEST_CASE("sounds are shown as spectrograms with the low frequencies at the bottom, pictures as they are", "[models]") {
  const ModelSpec voice = tiny_voice_spec();
  Matrix row_of_low = Matrix::Zero(1, sample_width(voice));
  row_of_low.leftCols(128).setOnes();  // the lowest frequency
  const ShownRows shown = shown_rows(voice, row_of_low);
  CHECK(shown.height == 32);
  CHECK(shown.width == 128);
  CHECK(shown.rows.rightCols(128).minCoeff() == 1.0f);
  CHECK(shown.rows.leftCols(31 * 128).maxCoeff() == 0.0f);

  const ModelSpec wave = tiny_wave_spec();
  const ShownRows waves = shown_rows(wave, Matrix::Constant(2, 2000, 0.5f));
  CHECK(waves.height == shown_format(*wave.sound).height);
  CHECK(waves.rows.rows() == 2);
  CHECK(waves.rows.maxCoeff() == 0.0f);  // silence

  const Matrix pictures = Matrix::Constant(1, 9, 0.25f);
  CHECK(shown_rows(tiny_spec(), pictures).rows == pictures);
  CHECK(shown_rows(tiny_spec(), pictures).height == 3);
}
