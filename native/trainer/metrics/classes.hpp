// Which classes a set of samples holds, by the labels that a classifier read.
#pragma once

#include <torch/types.h>

#include <cstdint>

namespace zscape {

/// How often each class occurs in `labels` [n], integers below `classes`: [classes], int64, on the CPU.
torch::Tensor class_histogram(const torch::Tensor& labels, std::int64_t classes);

/// KL(histogram || uniform) in nats: 0 when all classes are equally frequent, log(classes) when all samples are of one class.
double kl_from_uniform(const torch::Tensor& histogram);  // [classes]

/// The fraction of samples in which the classifier read the requested class. Both [n].
double conditional_accuracy(const torch::Tensor& requested, const torch::Tensor& read);

}  // namespace zscape
