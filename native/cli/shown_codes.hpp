// Decoded codes as files: sheets and strips as PNG, animations as animated PNG, sounds as WAV.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "models/model.hpp"

namespace zscape {

enum class Medium { picture, sound };

/// Whether a file of that name is to hold pictures or sounds. Error invalid_argument: a model of pictures and .wav, or a model of
/// sounds and neither .wav nor .png.
Result<Medium> medium_of(const Model& model, const std::filesystem::path& output);

/// Tiles with gaps, `columns` in a row or as many as make it as square as it gets. Sounds are spectrograms, low frequencies at the
/// bottom.
Bytes sheet_png(const Model& model, const Matrix& codes, std::optional<std::int64_t> columns = {});

/// To the end of the strip and back, each end once. For models of pictures.
Bytes animation_png(const Model& model, const Matrix& strip);

/// The sounds one after the other, with a gap of silence between two.
Bytes sounds_wav(const Model& model, const Matrix& codes, double gap_seconds);

}  // namespace zscape
