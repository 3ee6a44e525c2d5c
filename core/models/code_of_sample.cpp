#include "models/code_of_sample.hpp"

namespace zscape {
namespace {

// `x` [1, sample] under each of `classes` [count, classes].
Matrix codes_under(const Model& model, const Matrix& x, const Matrix& classes) {
  const Matrix z = tells_encoder(model.spec()) ? model.encode(x.replicate(classes.rows(), 1), classes).mean
                                               : Matrix(model.encode(x).mean.replicate(classes.rows(), 1));
  Matrix codes(z.rows(), z.cols() + classes.cols());
  codes << z, classes;
  return codes;
}

Eigen::Index nearest_row(const Matrix& rows, const Matrix& x) {
  Eigen::Index best = 0;
  for (Eigen::Index i = 1; i < rows.rows(); ++i)
    if ((rows.row(i) - x.row(0)).squaredNorm() < (rows.row(best) - x.row(0)).squaredNorm()) best = i;
  return best;
}

std::vector<float> as_vector(std::span<const float> code) { return {code.begin(), code.end()}; }

}  // namespace

std::vector<float> code_of_sample(const Model& model, std::span<const float> sample, std::optional<int> label) {
  const ModelSpec& spec = model.spec();
  const Matrix x = as_row(sample);
  if (!is_conditional(spec)) return as_vector(row(model.encode(x).mean, 0));
  const Matrix all = Matrix::Identity(spec.classes, spec.classes);
  if (label) return as_vector(row(codes_under(model, x, all.row(*label)), 0));
  const Matrix codes = codes_under(model, x, all);
  return as_vector(row(codes, nearest_row(model.decode(codes), x)));
}

}  // namespace zscape
