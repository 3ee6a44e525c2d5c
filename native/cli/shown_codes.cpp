#include "cli/shown_codes.hpp"

#include <algorithm>
#include <cmath>

#include "audio/model_sound.hpp"
#include "audio/wav.hpp"
#include "image/animation.hpp"
#include "image/colour_map.hpp"
#include "image/enlarge.hpp"
#include "image/sheet.hpp"
#include "models/shown_rows.hpp"

namespace zscape {
namespace {

constexpr std::int64_t kGap = 2;  // pixels between tiles
constexpr int kAnimationScale = 8;
constexpr int kFrameMilliseconds = 40;

// Between two layers a sound takes as much memory as hundreds of digits, so sounds are decoded one at a time.
template <class Take>
void for_each_sound(const Model& model, const Matrix& codes, Take take) {
  for (Eigen::Index i = 0; i < codes.rows(); ++i) take(model.decode(codes.row(i)));
}

std::vector<Image> tiles_of(const Model& model, const Matrix& codes) {
  std::vector<Image> tiles;
  const auto add = [&](Matrix rows) {
    const ShownRows shown = shown_rows(model.spec(), std::move(rows));
    for (Eigen::Index i = 0; i < shown.rows.rows(); ++i) tiles.push_back(picture(row(shown.rows, i), shown.height, shown.width));
  };
  if (model.spec().sound) {
    for_each_sound(model, codes, add);
  } else {
    add(model.decode(codes));
  }
  return tiles;
}

}  // namespace

Result<Medium> medium_of(const Model& model, const std::filesystem::path& output) {
  const ModelSpec& spec = model.spec();
  const bool is_wav = output.extension() == ".wav", is_png = output.extension() == ".png";
  if (!spec.sound && is_wav)
    return Error{ErrorCode::invalid_argument,
                 "-o: model " + spec.id + " makes pictures: expected a name that ends in .png, found " + output.string()};
  if (spec.sound && !is_wav && !is_png)
    return Error{ErrorCode::invalid_argument,
                 "-o: model " + spec.id + " makes sounds: expected a name that ends in .wav or .png, found " + output.string()};
  return is_wav ? Medium::sound : Medium::picture;
}

Bytes sheet_png(const Model& model, const Matrix& codes, std::optional<std::int64_t> columns) {
  const std::vector<Image> tiles = tiles_of(model, codes);
  const double high = tiles.front().height, wide = tiles.front().width;
  const auto square = static_cast<std::int64_t>(std::ceil(std::sqrt(static_cast<double>(tiles.size()) * high / wide)));
  const Image sheet = make_sheet(tiles, columns.value_or(std::min(square, std::ssize(tiles))), kGap);
  return encode_png(model.spec().sound ? coloured(sheet, ColourMap::magma) : sheet);
}

Bytes animation_png(const Model& model, const Matrix& strip) {
  std::vector<Image> frames;
  for (const Image& tile : tiles_of(model, strip))
    frames.push_back(enlarged(tile, tile.height * kAnimationScale, tile.width * kAnimationScale));
  for (std::size_t i = frames.size() - 2; i > 0; --i) frames.push_back(frames[i]);
  return encode_apng(frames, kFrameMilliseconds);
}

Bytes sounds_wav(const Model& model, const Matrix& codes, double gap_seconds) {
  const SoundFormat& format = *model.spec().sound;
  const auto gap = static_cast<std::size_t>(std::lround(gap_seconds * static_cast<double>(format.rate)));
  Sound all{format.rate, {}};
  for_each_sound(model, codes, [&](const Matrix& decoded) {
    if (!all.samples.empty()) all.samples.resize(all.samples.size() + gap);
    const std::vector<float> sound = sound_of(format, row(decoded, 0));
    all.samples.insert(all.samples.end(), sound.begin(), sound.end());
  });
  return encode_wav(all);
}

}  // namespace zscape
