// What is published of a test set beside the models, for people who explore them: where its images lie in a model's latent space,
// and some of the images. Both are safetensors containers that say in their metadata what they are of.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "spec/tensor.hpp"
#include "weights/safetensors.hpp"

namespace zscape {

/// The metadata key under which both files name their data set.
inline constexpr const char* kTestSet = "zscape.dataset";

/// The codes of all n test images (posterior means; given their true class where the model takes one), seen in a plane of the
/// latent space: z = mean + x components[0] + y components[1]. The plane is that of the first two principal components, or of the
/// two latents themselves where there are no more.
struct CodesFile {
  std::string model;                 // tensors_sha256 of the model file
  std::string dataset;               // "mnist"
  Tensor points;                     // [n, 2], x and y; stored in half precision
  std::vector<std::uint8_t> labels;  // [n], below classes
  Tensor mean;                       // [latent], where the plane's origin lies
  Tensor components;                 // [2, latent], orthonormal
  Tensor deviation;                  // [latent], standard deviation of each latent over the test set
  Tensor class_means;                // [classes, latent]; of a class without images, the mean of all

  std::int64_t count() const { return points.shape[0]; }
  std::int64_t latent() const { return mean.shape[0]; }
  std::int64_t classes() const { return class_means.shape[0]; }

  bool operator==(const CodesFile&) const = default;
};

/// Errors: a broken container; metadata or a tensor missing, misshapen or left over (named, with expected and found); values that
/// are not finite; a label that is no class; components that are not orthonormal.
Result<CodesFile> parse_codes_file(std::span<const std::byte> file);
Safetensors to_safetensors(const CodesFile& codes);

inline constexpr std::int64_t kDigitClasses = 10;
inline constexpr std::int64_t kMaxDigits = 1000;

/// The first test images of each class: row i is of class i % kDigitClasses.
struct DigitsFile {
  std::string dataset;  // "mnist"
  std::int64_t count = 0, height = 0, width = 0;
  std::vector<std::uint8_t> images;  // [count, height, width], 255 is ink
  std::vector<std::uint8_t> labels;  // [count]

  bool operator==(const DigitsFile&) const = default;
};

/// Errors likewise, and labels that are in another order.
Result<DigitsFile> parse_digits_file(std::span<const std::byte> file);
Safetensors to_safetensors(const DigitsFile& digits);

}  // namespace zscape
