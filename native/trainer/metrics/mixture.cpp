#include "trainer/metrics/mixture.hpp"

#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/error.hpp"
#include "trainer/metrics/kmeans.hpp"
#include "trainer/metrics/standardise.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kFullWidth = 128;  // widest code with full covariances
constexpr std::array<std::int64_t, 7> kComponents = {1, 2, 5, 10, 20, 40, 80};
constexpr int kMaxIterations = 30;
constexpr double kMinGain = 1e-2;  // nats per sample and iteration; less ends expectation maximisation
constexpr double kFloor = 1e-3;    // added to the variances of standardised codes
constexpr std::int64_t kClusters = 10, kDirections = 64;
constexpr std::int64_t kMaxValues = 1 << 19;  // of all factors: 1 MB in half precision, which a page has to load

// Draws are made on the CPU whatever the device, so that a seed means the same numbers.
torch::Generator seeded(std::uint64_t seed) { return at::make_generator<at::CPUGeneratorImpl>(seed); }

// [n, k]: log(weight[c] N(x; mean[c], factor[c] factor[c]^T)).
torch::Tensor log_joint(const Mixture& mixture, const torch::Tensor& x) {
  const std::int64_t k = mixture.weight.size(0), d = x.size(1);
  const torch::Tensor factor = mixture.factor.to(torch::kFloat64);
  const torch::Tensor identity = at::eye(d, factor.options()).expand_as(factor);
  const torch::Tensor whiten = at::linalg_solve_triangular(factor, identity, /*upper=*/false).to(x.dtype());
  const torch::Tensor shift = at::matmul(whiten, mixture.mean.unsqueeze(2)).squeeze(2);  // [k, d]
  const torch::Tensor log_scale = mixture.weight.log() - factor.diagonal(0, 1, 2).log().sum(1).to(x.dtype()) -
                                  0.5 * static_cast<double>(d) * std::log(2.0 * M_PI);
  const torch::Tensor joint = torch::empty({k, x.size(0)}, x.options());
  for (std::int64_t c = 0; c < k; ++c) {
    joint[c].copy_(log_scale[c] - 0.5 * at::addmm(shift[c], x, whiten[c].t(), -1.0).square_().sum(1));
  }
  return joint.t();
}

// The components that fit x best given how much of each sample belongs to each of them: `responsibility` [n, k].
Mixture maximise(const torch::Tensor& x, const torch::Tensor& responsibility) {
  const std::int64_t k = responsibility.size(1), d = x.size(1);
  const torch::Tensor total = responsibility.sum(0, false, torch::kFloat64);
  Mixture mixture{.weight = (total / total.sum()).to(x.dtype()),
                  .mean = torch::empty({k, d}, x.options()),
                  .factor = torch::empty({k, d, d}, x.options())};
  for (std::int64_t c = 0; c < k; ++c) {
    const torch::Tensor share = responsibility.select(1, c);
    const torch::Tensor members = (share > 1e-6).nonzero().squeeze(1);  // few: in many dimensions responsibilities are near 0 or 1
    const torch::Tensor weight = share.index_select(0, members) / total[c].clamp_min(1e-6).to(x.dtype());
    const torch::Tensor member = x.index_select(0, members);
    const torch::Tensor mean = members.numel() > 0 ? at::mv(member.t(), weight) : at::zeros({d}, x.options());
    const torch::Tensor centred = member - mean;
    const torch::Tensor covariance = at::mm(centred.t(), centred * weight.unsqueeze(1)).to(torch::kFloat64);
    const torch::Tensor floored = 0.5 * (covariance + covariance.t()) + kFloor * at::eye(d, covariance.options());
    mixture.mean[c].copy_(mean);
    mixture.factor[c].copy_(at::linalg_cholesky(floored));
  }
  return mixture;
}

// Expectation maximisation (Bishop 2006, section 9.2.2), from `mixture` on.
Mixture maximise_expectation(Mixture mixture, const torch::Tensor& x) {
  double likelihood = -std::numeric_limits<double>::infinity();
  for (int i = 0; i < kMaxIterations; ++i) {
    const torch::Tensor joint = log_joint(mixture, x);
    const torch::Tensor evidence = joint.logsumexp(1, true);
    const double now = evidence.to(torch::kFloat64).mean().item<double>();
    if (now - likelihood < kMinGain) break;
    likelihood = now;
    mixture = maximise(x, (joint - evidence).exp_());
  }
  return mixture;
}

// Fits a mixture to nine tenths of x for every number of components, starting from k-means; the one with the highest likelihood of
// the held-out tenth then goes on with all of x.
Mixture fit_components(const torch::Tensor& x, std::int64_t most, const torch::Generator& generator) {
  const torch::Tensor held_out = at::arange(x.size(0), x.options()).remainder(10) == 9;
  const torch::Tensor train = x.index({held_out.logical_not()}), test = x.index({held_out});
  Mixture best = maximise(x, at::ones({x.size(0), 1}, x.options()));
  double best_likelihood = -std::numeric_limits<double>::infinity();
  int worse = 0;
  for (const std::int64_t k : kComponents) {
    if (test.size(0) == 0 || k > std::min(most, train.size(0)) || k * x.size(1) * x.size(1) > kMaxValues) break;
    const Mixture start = maximise(train, at::one_hot(kmeans(train, k, generator), k).to(x.dtype()));
    const Mixture fitted = maximise_expectation(start, train);
    const double likelihood = log_joint(fitted, test).logsumexp(1).to(torch::kFloat64).mean().item<double>();
    if (likelihood > best_likelihood) {
      best = fitted;
      best_likelihood = likelihood;
      worse = 0;
    } else if (++worse == 2) {
      break;
    }
  }
  return maximise_expectation(best, x);
}

// The leading principal directions of the rows of `centred` [n, d], times their standard deviations: [d, rank]. By subspace
// iteration, without the d x d covariance (Halko, Martinsson and Tropp 2011, algorithm 4.4).
torch::Tensor principal_directions(const torch::Tensor& centred, std::int64_t rank, const torch::Generator& generator) {
  constexpr std::int64_t oversampling = 16;
  constexpr int power_iterations = 4;
  const std::int64_t d = centred.size(1);
  torch::Tensor basis = torch::randn({d, std::min(d, rank + oversampling)}, generator).to(centred.device());
  for (int i = 0; i < power_iterations; ++i) {
    basis = std::get<0>(at::linalg_qr(at::mm(centred.t(), at::mm(centred, basis))));
  }
  const torch::Tensor projected = at::mm(centred, basis).to(torch::kFloat64);
  const torch::Tensor covariance = at::mm(projected.t(), projected) / static_cast<double>(centred.size(0));
  const auto [values, vectors] = at::linalg_eigh(covariance);  // ascending
  const torch::Tensor leading = (vectors * values.clamp_min(0).sqrt()).slice(1, values.size(0) - rank).flip(1);
  return at::mm(basis, leading.to(basis.dtype()));
}

Mixture fit_clusters(const torch::Tensor& x, const torch::Generator& generator) {
  const std::int64_t k = std::min(kClusters, x.size(0)), d = x.size(1);
  const std::int64_t rank = std::clamp(kMaxValues / (k * d), std::int64_t{1}, std::min(kDirections, d));
  const torch::Tensor cluster = kmeans(x, k, generator);
  Mixture mixture{.weight = at::bincount(cluster, {}, k).to(x.dtype()) / static_cast<double>(x.size(0)),
                  .mean = at::zeros({k, d}, x.options()),
                  .factor = at::zeros({k, d, rank}, x.options())};
  for (std::int64_t c = 0; c < k; ++c) {
    const torch::Tensor member = x.index({cluster == c});
    if (member.size(0) == 0) continue;
    const torch::Tensor mean = member.mean(0);
    mixture.mean[c].copy_(mean);
    mixture.factor[c].copy_(principal_directions(member - mean, rank, generator));
  }
  return mixture;
}

Mixture fit_at_most(std::int64_t components, const torch::Tensor& codes, std::uint64_t seed) {
  check(codes.dim() == 2 && codes.size(0) >= 1, "a mixture is fitted to codes [n, d]");
  const torch::NoGradGuard no_gradients;
  const Standardisation units = standardisation(codes);
  const torch::Tensor x = units.apply(codes);
  const torch::Generator generator = seeded(seed);
  const Mixture fitted = codes.size(1) > kFullWidth ? fit_clusters(x, generator) : fit_components(x, components, generator);
  return {.weight = fitted.weight,
          .mean = units.mean + units.deviation * fitted.mean,
          .factor = units.deviation.unsqueeze(1) * fitted.factor};
}

}  // namespace

Mixture fit_mixture(const torch::Tensor& codes, std::uint64_t seed) { return fit_at_most(kComponents.back(), codes, seed); }

Mixture fit_mixture_by_class(const torch::Tensor& codes, const torch::Tensor& labels, std::int64_t classes, std::int64_t most,
                             std::uint64_t seed) {
  check(codes.size(1) <= kFullWidth && classes >= 1 && classes <= most, "codes narrow enough, and a component for each class");
  std::vector<torch::Tensor> weights, means, factors;
  for (std::int64_t label = 0; label < classes; ++label) {
    const torch::Tensor rows = (labels == label).nonzero().squeeze(1);
    const Mixture own = fit_at_most(most / classes, rows.size(0) > 0 ? codes.index_select(0, rows) : codes, seed);
    weights.push_back(own.weight.unsqueeze(0));
    means.push_back(own.mean);
    factors.push_back(own.factor);
  }
  return {.weight = at::block_diag(weights), .mean = at::cat(means), .factor = at::cat(factors)};
}

torch::Tensor sample(const Mixture& mixture, std::int64_t n, std::uint64_t seed) {
  const torch::NoGradGuard no_gradients;
  const torch::Generator generator = seeded(seed);
  const torch::Tensor component =
      at::multinomial(mixture.weight.cpu(), n, /*replacement=*/true, generator).to(mixture.weight.device());
  const torch::Tensor noise = torch::randn({n, mixture.factor.size(2)}, generator).to(mixture.weight.device());
  torch::Tensor codes = mixture.mean.index_select(0, component);
  for (std::int64_t c = 0; c < mixture.weight.size(0); ++c) {
    const torch::Tensor rows = (component == c).nonzero().squeeze(1);
    codes.index_add_(0, rows, at::mm(noise.index_select(0, rows), mixture.factor[c].t()));
  }
  return codes;
}

}  // namespace zscape
