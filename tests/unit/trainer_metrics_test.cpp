// The metrics against closed forms. Data are drawn from seeds, so every tolerance is met or missed for good.
#include <ATen/CPUGeneratorImpl.h>
#include <torch/types.h>
// LibTorch comes before Catch2: both define CHECK, and the tests mean Catch2's.
#undef CHECK
#include <catch2/catch.hpp>
#include <cmath>

#include "trainer/metrics/classes.hpp"
#include "trainer/metrics/frechet.hpp"
#include "trainer/metrics/images.hpp"
#include "trainer/metrics/kmeans.hpp"
#include "trainer/metrics/latents.hpp"
#include "trainer/metrics/linear_probe.hpp"
#include "trainer/metrics/mixture.hpp"
#include "trainer/metrics/neighbours.hpp"
#include "trainer/metrics/standardise.hpp"
#include "trainer/torch/corruption.hpp"

namespace zscape {
namespace {

torch::Generator seeded(std::uint64_t seed) { return at::make_generator<at::CPUGeneratorImpl>(seed); }

torch::Tensor normal(torch::IntArrayRef shape, std::uint64_t seed) { return torch::randn(shape, seeded(seed)); }

torch::Tensor random_labels(std::int64_t n, std::int64_t classes, std::uint64_t seed) {
  return torch::randint(classes, {n}, seeded(seed), torch::kInt64);
}

Gaussian diagonal_gaussian(const torch::Tensor& mean, const torch::Tensor& variance) {
  return {.mean = mean.to(torch::kFloat64), .covariance = at::diag(variance.to(torch::kFloat64))};
}

TEST_CASE("the Frechet distance of Gaussians with commuting covariances is its closed form", "[frechet]") {
  const Gaussian a = diagonal_gaussian(torch::tensor({0.0, 1.0, 2.0}), torch::tensor({1.0, 4.0, 9.0}));
  const Gaussian b = diagonal_gaussian(torch::tensor({3.0, 1.0, -2.0}), torch::tensor({4.0, 4.0, 1.0}));
  // |m1 - m2|^2 + sum (s1 - s2)^2 = 9 + 0 + 16 + 1 + 0 + 4
  CHECK(frechet_distance(a, b) == Approx(30.0));
  const torch::Tensor rotation = std::get<0>(at::linalg_qr(normal({3, 3}, 1).to(torch::kFloat64)));
  const auto rotated = [&](const Gaussian& g) {
    return Gaussian{.mean = at::mv(rotation, g.mean), .covariance = rotation.mm(g.covariance).mm(rotation.t())};
  };
  CHECK(frechet_distance(rotated(a), rotated(b)) == Approx(30.0));
}

TEST_CASE("the Frechet distance of 2 x 2 covariances that do not commute is its closed form", "[frechet]") {
  const torch::Tensor zero = torch::zeros({2}, torch::kFloat64);
  const torch::Tensor s1 = torch::tensor({2.0, 1.0, 1.0, 2.0}, torch::kFloat64).view({2, 2});
  const torch::Tensor s2 = torch::tensor({3.0, 0.0, 0.0, 1.0}, torch::kFloat64).view({2, 2});
  // In two dimensions Tr (M)^1/2 = (Tr M + 2 (det M)^1/2)^1/2, with Tr M = Tr S1 S2 = 8 and det M = det S1 det S2 = 9.
  CHECK(frechet_distance({zero, s1}, {zero, s2}) == Approx(4.0 + 4.0 - 2.0 * std::sqrt(8.0 + 2.0 * 3.0)));
}

TEST_CASE("the Frechet distance of samples is that of their Gaussians, and 0 of a set to itself", "[frechet]") {
  const torch::Tensor a = normal({20000, 4}, 1), b = 2.0 * normal({20000, 4}, 2) + 1.0;
  CHECK(frechet_distance(a, b) == Approx(4.0 * (1.0 + 1.0)).epsilon(0.03));
  CHECK(frechet_distance(a, b) == Approx(frechet_distance(b, a)));
  CHECK(frechet_distance(a, a) == Approx(0.0).margin(1e-6));
  const torch::Tensor flat = at::cat({a, at::zeros_like(a)}, 1);  // a singular covariance
  CHECK(frechet_distance(flat, flat) == Approx(0.0).margin(1e-6));
}

TEST_CASE("identical sets have precision, recall and coverage 1", "[neighbours]") {
  const torch::Tensor x = normal({1500, 8}, 3) + 100.0;
  const Fidelity f = fidelity(x, x);
  CHECK(f.precision == 1.0);
  CHECK(f.recall == 1.0);
  CHECK(f.coverage == 1.0);
  CHECK(f.density == Approx(1.0 + 1.0 / 5.0).epsilon(0.01));  // its centre and five neighbours, the fifth up to rounding
}

TEST_CASE("two draws of one distribution have density near 1", "[neighbours]") {
  const Fidelity f = fidelity(normal({3000, 4}, 3), normal({3000, 4}, 4));
  CHECK(f.density == Approx(1.0).epsilon(0.03));
  CHECK(f.coverage == Approx(1.0 - std::pow(0.5, 5)).epsilon(0.03));  // Naeem et al. 2020, equation 10
}

TEST_CASE("disjoint sets have no fidelity, a collapsed one has precision alone", "[neighbours]") {
  const torch::Tensor x = normal({1200, 8}, 5);
  const Fidelity apart = fidelity(x, normal({1100, 8}, 6) + 50.0);
  CHECK(apart.precision == 0.0);
  CHECK(apart.recall == 0.0);
  CHECK(apart.density == 0.0);
  CHECK(apart.coverage == 0.0);
  const Fidelity collapsed = fidelity(x, 1e-3 * normal({1100, 8}, 7));
  CHECK(collapsed.precision == 1.0);
  CHECK(collapsed.recall < 0.01);
  CHECK(collapsed.coverage < 0.5);
}

TEST_CASE("distances count by hand on a line", "[neighbours]") {
  const torch::Tensor real = torch::tensor({0.0f, 1.0f, 2.0f, 10.0f}).unsqueeze(1);  // radii for k = 1: 1, 1, 1, 8
  const torch::Tensor generated = torch::tensor({0.5f, 4.0f, 20.0f}).unsqueeze(1);   // radii: 3.5, 3.5, 16
  const Fidelity f = fidelity(real, generated, 1);
  CHECK(f.precision == Approx(2.0 / 3.0));
  CHECK(f.recall == Approx(1.0));
  CHECK(f.density == Approx(3.0 / 3.0));  // 0.5 in two balls, 4 in one
  CHECK(f.coverage == Approx(3.0 / 4.0));
}

TEST_CASE("a probe reads linear classes, and only chance from random labels", "[linear_probe]") {
  const torch::Tensor labels = random_labels(2000, 4, 8), test_labels = random_labels(1000, 4, 9);
  const torch::Tensor centres = 10.0 * normal({4, 6}, 10);
  const torch::Tensor codes = centres.index_select(0, labels) + normal({2000, 6}, 11);
  const torch::Tensor test = centres.index_select(0, test_labels) + normal({1000, 6}, 12);
  CHECK(linear_probe_accuracy(codes, labels, test, test_labels) == 1.0);
  CHECK(linear_probe_accuracy(codes, random_labels(2000, 4, 13), test, test_labels) == Approx(0.25).margin(0.15));
  const torch::Tensor noise = normal({2000, 6}, 14);
  CHECK(linear_probe_accuracy(noise, labels, normal({1000, 6}, 15), test_labels) == Approx(0.25).margin(0.04));
}

TEST_CASE("a probe does not mind dead units or units of other scales, and repeats itself", "[linear_probe]") {
  const torch::Tensor labels = random_labels(2000, 3, 16), test_labels = random_labels(1000, 3, 17);
  const torch::Tensor centres = 2.0 * normal({3, 5}, 18);
  const torch::Tensor codes = centres.index_select(0, labels) + normal({2000, 5}, 19);
  const torch::Tensor test = centres.index_select(0, test_labels) + normal({1000, 5}, 20);
  const torch::Tensor scale = torch::tensor({1e-2f, 1.0f, 1e2f, 0.1f, 10.0f});
  const double accuracy = linear_probe_accuracy(codes, labels, test, test_labels);
  CHECK(accuracy > 0.9);
  CHECK(linear_probe_accuracy(codes, labels, test, test_labels) == accuracy);
  const auto widened = [&](const torch::Tensor& z) { return at::cat({z * scale, at::full({z.size(0), 2}, 0.7)}, 1); };
  CHECK(linear_probe_accuracy(widened(codes), labels, widened(test), test_labels) == Approx(accuracy).margin(0.003));
}

TEST_CASE("standardised units have mean 0 and variance 1, and one that never changes is 0 however large", "[standardise]") {
  const torch::Tensor codes = at::cat({5.0 * normal({1000, 2}, 32) - 3.0, at::full({1000, 1}, 1234.567)}, 1);
  const Standardisation units = standardisation(codes);
  CHECK(units.deviation[2].item<float>() == 0.0f);
  const torch::Tensor x = units.apply(codes);
  CHECK(x.mean(0).abs().max().item<float>() < 1e-5f);
  CHECK(at::allclose(x.square().mean(0), torch::tensor({1.0f, 1.0f, 0.0f}), 0.0, 1e-4));
}

TEST_CASE("a histogram's distance from uniform is 0 for equal classes and log(classes) for one", "[classes]") {
  const torch::Tensor uniform = class_histogram(at::arange(30).remainder(10), 10);
  CHECK(uniform.equal(at::full({10}, 3, torch::kInt64)));
  CHECK(kl_from_uniform(uniform) == Approx(0.0).margin(1e-12));
  const torch::Tensor one = class_histogram(at::full({7}, 4, torch::kInt64), 10);
  CHECK(one[4].item<std::int64_t>() == 7);
  CHECK(kl_from_uniform(one) == Approx(std::log(10.0)));
  CHECK(kl_from_uniform(torch::tensor({1, 3})) == Approx(0.25 * std::log(0.5) + 0.75 * std::log(1.5)));
}

TEST_CASE("conditional accuracy counts the labels read as requested", "[classes]") {
  CHECK(conditional_accuracy(torch::tensor({0, 1, 2, 3}), torch::tensor({0, 1, 2, 9})) == 0.75);
}

TEST_CASE("the error and its PSNR are exact", "[images]") {
  const torch::Tensor a = torch::zeros({2, 4});
  CHECK(mean_squared_error(a, a) == 0.0);
  CHECK(mean_squared_error(a, a + 0.5) == 0.25);
  CHECK(psnr_db(1.0) == 0.0);
  CHECK(psnr_db(0.01) == Approx(20.0));
  CHECK(psnr_db(mean_squared_error(a, torch::eye(4).slice(0, 0, 2))) == Approx(10.0 * std::log10(4.0)));
}

TEST_CASE("noise has the level that was asked for", "[corruption]") {
  torch::manual_seed(1);
  const torch::Tensor x = torch::full({1000, 784}, 0.25);
  const double gaussian = psnr_db(mean_squared_error(x, corrupt(x, Corruption::gaussian, 0.3)));
  CHECK(gaussian == Approx(10.0 * std::log10(1.0 / 0.09)).margin(0.02));
  const torch::Tensor masked = corrupt(x, Corruption::masking, 0.4);
  CHECK((masked == 0).to(torch::kFloat64).mean().item<double>() == Approx(0.4).margin(0.003));
  CHECK((masked == 0.25).to(torch::kFloat64).mean().item<double>() == Approx(0.6).margin(0.003));
  const torch::Tensor salted = corrupt(x, Corruption::salt_and_pepper, 0.4);
  CHECK((salted == 0).to(torch::kFloat64).mean().item<double>() == Approx(0.2).margin(0.003));
  CHECK((salted == 1).to(torch::kFloat64).mean().item<double>() == Approx(0.2).margin(0.003));
  CHECK(corrupt(x, Corruption::none, 0.4).equal(x));
}

TEST_CASE("noise repeats for a seed and leaves its input alone", "[corruption]") {
  const torch::Tensor x = torch::rand({10, 784}, seeded(5)), before = x.clone();
  for (const Corruption kind : {Corruption::gaussian, Corruption::masking, Corruption::salt_and_pepper}) {
    torch::manual_seed(6);
    const torch::Tensor first = corrupt(x, kind, 0.3);
    CHECK_FALSE(first.equal(corrupt(x, kind, 0.3)));
    torch::manual_seed(6);
    CHECK(first.equal(corrupt(x, kind, 0.3)));
  }
  CHECK(x.equal(before));
}

TEST_CASE("active and dead units are counted", "[latents]") {
  const torch::Tensor z = normal({5000, 4}, 21) * torch::tensor({1.0f, 0.2f, 0.05f, 0.0f}) + 0.5;
  CHECK(active_units(z) == 2);  // variances 1, 0.04, 0.0025, 0
  CHECK(dead_units(z) == 1);
}

TEST_CASE("the active fraction counts what is not zero", "[latents]") { CHECK(nonzero_fraction(torch::eye(8)) == 1.0 / 8.0); }

TEST_CASE("code moments measure the distance from N(0, I)", "[latents]") {
  const CodeMoments standard = code_moments(normal({100000, 4}, 22));
  CHECK(standard.mean_norm < 0.02);
  CHECK(standard.covariance_distance < 0.02);
  const CodeMoments moved = code_moments(2.0 * normal({100000, 4}, 23) + 3.0);
  CHECK(moved.mean_norm == Approx(6.0).epsilon(0.01));
  CHECK(moved.covariance_distance == Approx(3.0).epsilon(0.02));
  CHECK(code_moments(torch::full({10, 4}, 3.0)).covariance_distance == Approx(1.0));
}

TEST_CASE("k-means finds clusters that lie apart", "[mixture]") {
  const torch::Tensor labels = random_labels(900, 3, 24);
  const torch::Tensor centres = torch::tensor({0.0f, 0.0f, 20.0f, 0.0f, 0.0f, 20.0f}).view({3, 2});
  const torch::Tensor cluster = kmeans(centres.index_select(0, labels) + normal({900, 2}, 25), 3, seeded(1));
  for (std::int64_t c = 0; c < 3; ++c) {
    const torch::Tensor members = cluster.index({labels == c});
    CHECK((members == members[0]).all().item<bool>());
  }
}

// Two Gaussians of known weights, means and covariances, one with correlated units; unit 2 is dead.
torch::Tensor two_gaussians(std::int64_t n) {
  const torch::Tensor first = normal({n * 3 / 10, 2}, 26).mm(torch::tensor({1.0f, 0.8f, 0.0f, 0.6f}).view({2, 2})) - 8.0;
  const torch::Tensor second = 2.0 * normal({n * 7 / 10, 2}, 27) + 8.0;
  const torch::Tensor live = at::cat({first, second});
  return at::cat({live, at::full({live.size(0), 1}, 0.5)}, 1).index_select(0, torch::randperm(live.size(0), seeded(28)));
}

TEST_CASE("a mixture recovers two Gaussians that lie apart", "[mixture]") {
  const Mixture mixture = fit_mixture(two_gaussians(10000), 1);
  REQUIRE(mixture.weight.size(0) == 2);
  REQUIRE(mixture.factor.sizes() == torch::IntArrayRef({2, 3, 3}));
  const std::int64_t low = mixture.mean[0][0].item<float>() < 0 ? 0 : 1, high = 1 - low;
  CHECK(mixture.weight[low].item<double>() == Approx(0.3).margin(0.01));
  CHECK(at::allclose(mixture.mean[low], torch::tensor({-8.0f, -8.0f, 0.5f}), 0.0, 0.1));
  CHECK(at::allclose(mixture.mean[high], torch::tensor({8.0f, 8.0f, 0.5f}), 0.0, 0.1));
  const auto covariance = [&](std::int64_t c) { return mixture.factor[c].mm(mixture.factor[c].t()); };
  const torch::Tensor correlated = torch::tensor({1.0f, 0.8f, 0.0f, 0.8f, 1.0f, 0.0f, 0.0f, 0.0f, 0.0f}).view({3, 3});
  CHECK(at::allclose(covariance(low), correlated, 0.0, 0.15));
  CHECK(at::allclose(covariance(high), at::diag(torch::tensor({4.0f, 4.0f, 0.0f})), 0.0, 0.25));
  CHECK(mixture.factor.equal(mixture.factor.tril()));
}

TEST_CASE("a mixture's samples have the moments of its codes, and dead units keep their value", "[mixture]") {
  const torch::Tensor codes = two_gaussians(10000);
  const torch::Tensor drawn = sample(fit_mixture(codes, 1), 20000, 2);
  CHECK(frechet_distance(codes, drawn) < 0.1);
  CHECK(drawn.select(1, 2).equal(at::full({20000}, 0.5)));
}

TEST_CASE("a mixture by class has components of each class alone", "[mixture]") {
  const torch::Tensor codes = at::cat({two_gaussians(3000), normal({1000, 3}, 33) + 40.0});
  const torch::Tensor labels = at::cat({at::zeros({3000}, at::kLong), at::full({1000}, 2, at::kLong)});
  const Mixture mixture = fit_mixture_by_class(codes, labels, 3, 256, 1);  // nothing is of class 1
  const std::int64_t k = mixture.weight.size(1);
  CHECK(mixture.weight.sum(1).allclose(at::ones({3})));
  CHECK(mixture.mean.sizes() == torch::IntArrayRef({k, 3}));
  CHECK(mixture.factor.sizes() == torch::IntArrayRef({k, 3, 3}));
  const torch::Tensor near_last = mixture.mean.select(1, 0) > 30;
  const auto share = [&](std::int64_t label) { return mixture.weight[label].masked_select(near_last).sum().item<double>(); };
  CHECK(share(0) == 0.0);
  CHECK(share(2) == Approx(1.0));
  CHECK(share(1) == Approx(0.25).margin(0.01));  // as all codes together
  CHECK(fit_mixture_by_class(codes, labels, 3, 3, 1).weight.size(1) == 3);
}

TEST_CASE("a mixture of very wide codes stays small", "[mixture]") {
  const Mixture mixture = fit_mixture(normal({50, 6000}, 31), 1);
  CHECK(mixture.factor.sizes() == torch::IntArrayRef({10, 6000, 8}));
}

TEST_CASE("one Gaussian takes one component", "[mixture]") { CHECK(fit_mixture(normal({5000, 6}, 29), 1).weight.size(0) == 1); }

TEST_CASE("a mixture and its samples repeat for a seed", "[mixture]") {
  const torch::Tensor codes = two_gaussians(2000);
  const Mixture a = fit_mixture(codes, 3), b = fit_mixture(codes, 3);
  CHECK(a.mean.equal(b.mean));
  CHECK(a.factor.equal(b.factor));
  CHECK(sample(a, 100, 4).equal(sample(b, 100, 4)));
  CHECK_FALSE(sample(a, 100, 4).equal(sample(a, 100, 5)));
}

TEST_CASE("a mixture of very few or equal codes is the codes", "[mixture]") {
  const torch::Tensor one = torch::tensor({1.0f, 2.0f, 3.0f}).unsqueeze(0);
  CHECK(sample(fit_mixture(one, 1), 5, 1).equal(one.expand({5, 3})));
  CHECK(sample(fit_mixture(one.expand({40, 3}), 1), 5, 1).equal(one.expand({5, 3})));
  CHECK(sample(fit_mixture(torch::zeros({72, 64}), 1), 5, 1).equal(torch::zeros({5, 64})));
}

TEST_CASE("a wide code is clustered, each cluster with its principal directions", "[mixture]") {
  const torch::Tensor basis = normal({5, 200}, 30);
  const torch::Tensor codes = normal({3000, 5}, 31).mm(basis) + 2.0;  // five directions of variance
  const Mixture mixture = fit_mixture(codes, 1);
  CHECK(mixture.weight.sum().item<double>() == Approx(1.0));
  CHECK(mixture.factor.sizes() == torch::IntArrayRef({10, 200, 64}));
  const torch::Tensor drawn = sample(mixture, 20000, 1);
  const torch::Tensor excess = fit_gaussian(drawn).covariance - fit_gaussian(codes).covariance;
  CHECK(excess.norm().item<double>() < 0.1 * fit_gaussian(codes).covariance.norm().item<double>());
  CHECK(mixture.factor.slice(2, 5).abs().max().item<float>() < 1e-3f);
}

}  // namespace
}  // namespace zscape
