#include "spec/describe.hpp"

#include <cstdio>
#include <type_traits>

namespace zscape {
namespace {

std::string channels(const char* kind, std::int64_t in, std::int64_t out) {
  return std::string(kind) + " " + std::to_string(in) + " -> " + std::to_string(out);
}

template <class Convolution>
std::string details(const Convolution& conv) {
  return ", kernel " + std::to_string(conv.kernel) + ", stride " + std::to_string(conv.stride) + ", padding " +
         std::to_string(conv.padding) + (conv.bias ? "" : ", no bias");
}

struct InWords {
  bool brief;

  std::string operator()(const Linear& linear) const { return channels("linear", linear.in, linear.out); }
  std::string operator()(const Conv2d& conv) const {
    return channels("convolution", conv.in, conv.out) + (brief ? "" : details(conv));
  }
  std::string operator()(const ConvTranspose2d& conv) const {
    return channels("transposed convolution", conv.in, conv.out) + (brief ? "" : details(conv));
  }
  std::string operator()(const BatchNorm& norm) const { return "batch normalisation of " + std::to_string(norm.features); }
  std::string operator()(const Embedding& embedding) const { return channels("embedding", embedding.count, embedding.width); }
  std::string operator()(const Reshape& reshape) const { return "reshape to " + to_string(reshape.shape); }
  std::string operator()(const Relu&) const { return "relu"; }
  std::string operator()(const LeakyRelu& relu) const {
    char slope[32];
    std::snprintf(slope, sizeof slope, ", slope %g", relu.negative_slope);
    return std::string("leaky relu") + (brief ? "" : slope);
  }
  std::string operator()(const Tanh&) const { return "tanh"; }
  std::string operator()(const Sigmoid&) const { return "sigmoid"; }
};

}  // namespace

std::string describe(const LayerKind& layer) { return std::visit(InWords{false}, layer); }

std::string describe_briefly(const LayerKind& layer) { return std::visit(InWords{true}, layer); }

}  // namespace zscape
