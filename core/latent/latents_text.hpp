// Codes as text to take away, JSON and CSV, and back, exact to the last bit.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "models/model.hpp"

namespace zscape {

// What parse_latents() reads at most.
inline constexpr std::int64_t kMaxCodes = 4096;                          // rows
inline constexpr std::size_t kMaxLatentsBytes = std::size_t{256} << 20;  // of text

/// {"model": id, "tensors_sha256": of the model's file, "columns": ["z00", ..., "c0", ...], "codes": [[...], ...]}: rows of `codes`
/// [count, code_width(spec)]; z of each dimension, then of a conditional model c, the weight of each class. Error
/// invalid_argument: a value that is not finite, which JSON cannot hold, by its row and column.
Result<std::string> latents_json(const Model& model, const Matrix& codes);

/// The same columns as a header row, then a line for each code. CSV says nothing of the model.
Result<std::string> latents_csv(const Model& model, const Matrix& codes);

/// The id of the model that JSON latents name; "" where they name none, as CSV does. Errors: those of parsing JSON.
Result<std::string> model_named_by(std::string_view latents);

/// Either of them, for `model`: JSON where the first character is '{'. Of JSON, "codes" alone is needed. Errors: corrupt, with row
/// and column; mismatch where JSON names another model, or other weights than the model's.
Result<Matrix> parse_latents(const Model& model, std::string_view text);  // [count, code_width(spec)], 1 <= count <= kMaxCodes

}  // namespace zscape
