// A few pictures of each published model, for lists to choose from: a safetensors container with a tensor for each of them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "weights/safetensors.hpp"

namespace zscape {

inline constexpr std::uint64_t kThumbnailSeed = 7;
inline constexpr int kThumbnails = 5;  // of each model

/// What each model makes of the first samples that its prior draws from kThumbnailSeed.
struct ThumbnailsFile {
  std::int64_t height = 0, width = 0;                       // of all of them
  std::map<std::string, std::vector<std::uint8_t>> models;  // id to [kThumbnails, height, width], 255 is ink

  bool operator==(const ThumbnailsFile&) const = default;
};

/// Errors: a broken container; a tensor of another dtype or shape, with expected and found; none at all.
Result<ThumbnailsFile> parse_thumbnails_file(std::span<const std::byte> file);
Safetensors to_safetensors(const ThumbnailsFile& thumbnails);

}  // namespace zscape
