// The commands of zscape, once their arguments are read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/onnx_file.hpp"
#include "latent/interpolate.hpp"
#include "models/model.hpp"

namespace zscape {

struct SampleOptions {
  std::uint64_t seed = 16;
  std::optional<std::int64_t> count;  // without it 64 pictures or 10 sounds
  float temperature = 1.0f;
  std::optional<int> label;  // class of all samples of a conditional model; without it they take turns
  bool each = false;         // a file for each sound instead of one with gaps
  std::filesystem::path output;
  std::optional<std::filesystem::path> latents;  // file for the codes, .json or .csv
};

/// A sheet of samples, as square as it gets, as PNG, or sounds as WAV; and the codes that it was decoded from. Error
/// invalid_argument: a label that the model does not know, or a file name of a format that does not fit the model.
Result<void> sample(const Model& model, const SampleOptions& options);

struct InterpolateOptions {
  std::uint64_t seed = 16;
  std::uint64_t from = 0;  // samples of the seed, as `sample` numbers them
  std::uint64_t to = 1;
  std::optional<std::int64_t> steps;  // without it 11 in a row, 25 in an animation
  std::optional<int> label;           // class of the first sample, and of the last unless
  std::optional<int> to_label;        // says otherwise
  Path path = Path::spherical;
  bool animate = false;
  std::filesystem::path output;
};

/// From one sample to another: a row of pictures as PNG; an animated PNG of larger pictures, there and back; or sounds, one after
/// the other, as WAV.
Result<void> interpolate(const Model& model, const InterpolateOptions& options);

struct EncodeOptions {
  std::vector<std::filesystem::path> sounds;  // WAV files of at most a minute
  std::optional<int> label;                   // class of all of them; without it the one that comes nearest
  std::filesystem::path output;               // .json or .csv
};

/// Encodes a user's own sounds, a code for each. Error unsupported: a model of pictures; a sound that is too long or silent.
Result<void> encode(const Model& model, const EncodeOptions& options);

struct DecodeOptions {
  std::filesystem::path latents;  // as `sample` writes them
  std::filesystem::path output;
};

/// The same output as of sample(), for the codes in a file.
Result<void> decode(const Model& model, const DecodeOptions& options);

struct ExportOptions {
  Part part = Part::decoder;
  std::optional<std::filesystem::path> output;  // without it ID.PART.onnx
};

/// Writes one part of a model as an ONNX file. Error unsupported: the model has no such part.
Result<void> export_onnx(const ModelFile& model, const ExportOptions& options);

/// Spec, tensors, card and golden check of a weights file, as text for a person. The Error of a file that is refused.
Result<std::string> inspect(const std::filesystem::path& path);

/// `text` without control characters other than ends of lines: texts from a stranger's file must not control the terminal.
std::string printable(std::string text);

}  // namespace zscape
