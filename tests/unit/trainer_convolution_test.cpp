#include "trainer/torch/transposed_convolution.hpp"

#include <torch/csrc/autograd/autograd.h>
#include <torch/utils.h>
// LibTorch comes before Catch2: both define CHECK, and the tests mean Catch2's.
#undef CHECK
#include <catch2/catch.hpp>

namespace zscape {

namespace {

// In double, which LibTorch computes by loops of its own: in floats Debian 13's LibTorch 2.6 errs where the input is a single
// pixel.
torch::Tensor exact(const torch::Tensor& x) { return x.defined() ? x.detach().to(torch::kFloat64).requires_grad_() : x; }

bool is_close(const torch::Tensor& ours, const torch::Tensor& theirs, double tolerance) {
  return torch::allclose(ours.to(torch::kFloat64), theirs, tolerance, tolerance);
}

}  // namespace

TEST_CASE("transposed convolutions and their gradients are LibTorch's", "[trainer]") {
  struct Case {
    std::int64_t in, out, size, kernel, stride, padding;
  };
  for (const Case& c : {Case{10, 16, 1, 4, 1, 0}, Case{16, 8, 4, 3, 2, 1}, Case{16, 8, 7, 4, 2, 1}, Case{8, 1, 14, 4, 2, 1}}) {
    for (const bool has_bias : {false, true}) {
      torch::manual_seed(2);
      const torch::Tensor x = torch::randn({6, c.in, c.size, c.size}).requires_grad_();
      const torch::Tensor weight = torch::randn({c.in, c.out, c.kernel, c.kernel}).requires_grad_();
      const torch::Tensor bias = has_bias ? torch::randn({c.out}).requires_grad_() : torch::Tensor();
      const torch::Tensor ours = transposed_convolution(x, weight, bias, c.stride, c.padding);
      const std::vector<torch::Tensor> of = {exact(x), exact(weight), exact(bias)};
      const torch::Tensor theirs = torch::conv_transpose2d(of[0], of[1], of[2], c.stride, c.padding);
      CHECK(is_close(ours, theirs, 1e-4));
      std::vector<torch::Tensor> inputs = {x, weight}, their_inputs = {of[0], of[1]};
      if (has_bias) inputs.push_back(bias), their_inputs.push_back(of[2]);
      const torch::Tensor of_output = torch::randn_like(ours);
      const auto our_gradients = torch::autograd::grad({ours}, inputs, {of_output});
      const auto their_gradients = torch::autograd::grad({theirs}, their_inputs, {of_output.to(torch::kFloat64)});
      for (std::size_t i = 0; i < inputs.size(); ++i) CHECK(is_close(our_gradients[i], their_gradients[i], 1e-3));
    }
  }
}

}  // namespace zscape
