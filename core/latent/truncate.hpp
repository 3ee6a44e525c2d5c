// The truncation trick: noise without its far values.
#pragma once

#include <span>

namespace zscape {

/// Turns standard normals into normals truncated to [-bound, bound], in place: x -> Q(P(-bound) + P(x) (P(bound) - P(-bound)))
/// with the normal distribution P and its quantile Q. Each value moves on its own, continuously and without passing another, so
/// noise that drifts goes on drifting. An infinite bound leaves every bit as it is. bound >= 0.
void truncate(std::span<float> normals, float bound);

}  // namespace zscape
