#include <torch/optim/adam.h>
#include <torch/optim/adamw.h>
#include <torch/utils.h>

#include "trainer/torch/adam.hpp"
#include "trainer/torch/conversions.hpp"
#include "trainer/torch/torch_model.hpp"
// LibTorch comes before Catch2: both define CHECK, and the tests mean Catch2's.
#undef CHECK
#include <catch2/catch.hpp>

namespace zscape {
namespace {

using Named = std::vector<std::pair<std::string, torch::Tensor>>;

Named parameters() {
  torch::manual_seed(1);
  return {{"large", torch::randn({300, 400}).requires_grad_()}, {"small", torch::randn({5}).requires_grad_()}};
}

Named copies(const Named& of) {
  Named result;
  for (const auto& [name, tensor] : of) result.emplace_back(name, tensor.detach().clone().requires_grad_());
  return result;
}

std::vector<torch::Tensor> tensors(const Named& of) {
  std::vector<torch::Tensor> result;
  for (const auto& [name, tensor] : of) result.push_back(tensor);
  return result;
}

// Gradients as of update `n`, some of them tiny.
void set_gradients(const Named& of, std::uint64_t n) {
  torch::manual_seed(100 + n);
  for (const auto& [name, tensor] : of) tensor.mutable_grad() = torch::randn_like(tensor).pow(3);
}

double greatest_difference(const Named& a, const Named& b) {
  double greatest = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
    greatest = std::max(greatest, (a[i].second - b[i].second).detach().abs().max().item<double>());
  return greatest;
}

// Over updates whose learning rate falls.
template <class Theirs>
double difference_from(Theirs& optimizer, Adam& adam, const Named& ours, const Named& theirs) {
  for (std::uint64_t n = 0; n < 30; ++n) {
    const double learning_rate = 0.01 / static_cast<double>(1 + n);
    set_gradients(ours, n);
    set_gradients(theirs, n);
    adam.update(learning_rate);
    for (auto& group : optimizer.param_groups()) group.options().set_lr(learning_rate);
    optimizer.step();
  }
  return greatest_difference(ours, theirs);
}

constexpr double kRounding = 2e-6;  // of values up to 4, over 30 updates

}  // namespace

TEST_CASE("Adam makes the updates that torch::optim::Adam makes", "[trainer]") {
  const Named ours = parameters(), theirs = copies(ours);
  Adam adam(ours);
  adam.beta1 = 0.5;
  torch::optim::Adam optimizer(tensors(theirs), torch::optim::AdamOptions().betas({0.5, 0.999}));
  CHECK(difference_from(optimizer, adam, ours, theirs) < kRounding);
  CHECK(greatest_difference(ours, parameters()) > 0.01);
}

TEST_CASE("Adam decays weights as torch::optim::AdamW does", "[trainer]") {
  const Named ours = parameters(), theirs = copies(ours);
  Adam adam(ours);
  adam.weight_decay = 0.1;
  torch::optim::AdamW optimizer(tensors(theirs), torch::optim::AdamWOptions().weight_decay(0.1));
  CHECK(difference_from(optimizer, adam, ours, theirs) < kRounding);
}

TEST_CASE("Adam goes on from a checkpoint's tensors to the same bits", "[trainer]") {
  const Named whole = parameters();
  Adam first(whole);
  for (std::uint64_t n = 0; n < 5; ++n) {
    set_gradients(whole, n);
    first.update(0.01);
  }
  const Named resumed = copies(whole);
  Adam second(resumed);
  second.step = first.step;
  for (std::size_t i = 0; i < resumed.size(); ++i) {
    second.exp_avg[i].copy_(to_torch(to_tensor(first.exp_avg[i])));
    second.exp_avg_sq[i].copy_(to_torch(to_tensor(first.exp_avg_sq[i])));
  }
  for (std::uint64_t n = 5; n < 10; ++n) {
    for (const Named* named : {&whole, &resumed}) set_gradients(*named, n);
    first.update(0.01);
    second.update(0.01);
  }
  CHECK(greatest_difference(whole, resumed) == 0.0);
}

TEST_CASE("Adam leaves parameters without a gradient as they are, and drops the gradients of the others", "[trainer]") {
  const Named named = parameters(), before = copies(named);
  Adam adam(named);
  adam.weight_decay = 0.1;
  set_gradients(named, 0);
  named[1].second.mutable_grad().reset();
  adam.update(0.01);
  CHECK(torch::equal(named[1].second, before[1].second));
  CHECK_FALSE(torch::equal(named[0].second, before[0].second));
  CHECK_FALSE(named[0].second.grad().defined());
}

TEST_CASE("gradients that are not wanted are not made, and those before them are", "[trainer]") {
  const Named named = {{"weight", torch::randn({4, 3}).requires_grad_()}};
  Adam adam(named);
  const torch::Tensor x = torch::randn({2, 3}).requires_grad_();
  adam.want_gradients(false);
  torch::linear(x, named[0].second).sum().backward();
  CHECK_FALSE(named[0].second.grad().defined());
  CHECK(x.grad().defined());
  adam.want_gradients(true);
  torch::linear(x, named[0].second).sum().backward();
  CHECK(named[0].second.grad().defined());
}

}  // namespace zscape
