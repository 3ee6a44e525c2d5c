#include "weights/thumbnails_file.hpp"

#include <cstring>

namespace zscape {

Result<ThumbnailsFile> parse_thumbnails_file(std::span<const std::byte> file) {
  ZSCAPE_TRY(const Safetensors content, parse_safetensors(file));
  if (content.tensors.empty()) return Error{ErrorCode::corrupt, "expected pictures of one model at least, found none"};
  ThumbnailsFile thumbnails;
  for (const auto& [id, stored] : content.tensors) {
    const bool first = thumbnails.models.empty();
    const Shape expected = {kThumbnails, first ? kAnySize : thumbnails.height, first ? kAnySize : thumbnails.width};
    ZSCAPE_TRY_VOID(find_tensor(content, id, Dtype::u8, expected));
    thumbnails.height = stored.shape[1], thumbnails.width = stored.shape[2];
    std::vector<std::uint8_t>& pixels = thumbnails.models[id];
    pixels.resize(stored.bytes.size());
    std::memcpy(pixels.data(), stored.bytes.data(), stored.bytes.size());
  }
  return thumbnails;
}

Safetensors to_safetensors(const ThumbnailsFile& thumbnails) {
  Safetensors content;
  for (const auto& [id, pixels] : thumbnails.models) {
    const auto bytes = std::as_bytes(std::span(pixels));
    content.tensors[id] = {Dtype::u8, {kThumbnails, thumbnails.height, thumbnails.width}, Bytes(bytes.begin(), bytes.end())};
  }
  return content;
}

}  // namespace zscape
