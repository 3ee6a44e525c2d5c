#include "latent/latents_text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include "base/json.hpp"
#include "base/number_text.hpp"

namespace zscape {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";  // that some programs save UTF-8 with
constexpr std::size_t kLongestShown = 64;                    // of a stranger's text in a message

// z00, z01, ... as the sliders are called; then c0, c1, ...
std::vector<std::string> column_names(const ModelSpec& spec) {
  std::vector<std::string> names;
  for (std::int64_t k = 0; k < spec.latent; ++k) names.push_back((k < 10 ? "z0" : "z") + std::to_string(k));
  for (std::int64_t c = 0; c < code_width(spec) - spec.latent; ++c) names.push_back("c" + std::to_string(c));
  return names;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) text.append(separator).append(parts[i]);
  return text;
}

Result<std::string> row_text(std::span<const float> code, std::string_view separator) {
  std::vector<std::string> numbers;
  for (const float value : code) {
    if (!std::isfinite(value)) return Error{ErrorCode::invalid_argument, "expected finite latents, found " + std::to_string(value)};
    numbers.push_back(exact_text(value));
  }
  return joined(numbers, separator);
}

Error corrupt(const std::string& expected, const std::string& found) {
  return {ErrorCode::corrupt, "the latents cannot be read: expected " + expected + ", found " + found};
}

std::string shown(std::string_view text) {
  std::string start(text.substr(0, kLongestShown));
  for (char& c : start)
    if (static_cast<unsigned char>(c) < ' ') c = '?';
  return '"' + start + (text.size() > kLongestShown ? "...\"" : "\"");
}

// Not finite where there is no number, or none that a float can hold.
float to_float(std::optional<double> number) { return static_cast<float>(number.value_or(INFINITY)); }

// What a row should hold: a finite number for each column.
struct Columns {
  std::vector<std::string> names;

  Result<void> expect_rows(std::size_t found) const {
    if (found >= 1 && found <= static_cast<std::size_t>(kMaxCodes)) return {};
    return corrupt("1 to " + std::to_string(kMaxCodes) + " codes", std::to_string(found));
  }
  Error wrong_width(const std::string& row, const std::string& found) const {
    return corrupt(std::to_string(names.size()) + " numbers in " + row + ", " + names.front() + " to " + names.back(), found);
  }
  Error wrong_value(const std::string& row, std::size_t column, std::string_view found) const {
    return corrupt("a finite number as " + names[column] + " in " + row, shown(found));
  }
};

// What stands before the separator, taken off the front of `text` together with it.
std::string_view take(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

std::string_view take_line(std::string_view& text) {
  std::string_view line = take(text, '\n');
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Result<Matrix> parse_csv(const Columns& columns, std::string_view text) {
  if (const std::string_view header = take_line(text); header != joined(columns.names, ","))
    return corrupt("the columns " + columns.names.front() + " to " + columns.names.back() + " as the first line", shown(header));
  const auto ends = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  const std::size_t count = ends + (text.empty() || text.ends_with('\n') ? 0 : 1);
  ZSCAPE_TRY_VOID(columns.expect_rows(count));
  Matrix codes(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(columns.names.size()));
  for (Eigen::Index i = 0; i < codes.rows(); ++i) {
    std::string_view line = take_line(text);
    const std::string name = "line " + std::to_string(i + 2);
    const auto fields = static_cast<std::size_t>(std::count(line.begin(), line.end(), ',')) + 1;
    if (fields != columns.names.size()) return columns.wrong_width(name, std::to_string(fields));
    for (std::size_t k = 0; k < fields; ++k) {
      const std::string_view field = take(line, ',');
      const float value = to_float(parse_decimal(field));
      if (!std::isfinite(value)) return columns.wrong_value(name, k, field);
      codes(i, static_cast<Eigen::Index>(k)) = value;
    }
  }
  return codes;
}

constexpr std::string_view kDocument = "the file of latents";

bool is_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

// What JSON says of the model may be left out, but not be wrong.
Result<void> expect_if_present(const Json& json, std::string_view key, const std::string& expected) {
  if (!json.contains(std::string(key))) return {};
  ZSCAPE_TRY(const std::string found, get_string(json, key));
  if (found == expected) return {};
  return Error{ErrorCode::mismatch, "the latents are of another model: expected \"" + std::string(key) + "\" " + shown(expected) +
                                        ", found " + shown(found)};
}

Result<Matrix> parse_json(const Model& model, const Columns& columns, std::string_view text) {
  const std::size_t width = columns.names.size();
  const JsonLimits limits{.bytes = kMaxLatentsBytes, .values = (width + 1) * (static_cast<std::size_t>(kMaxCodes) + 1) + 8};
  ZSCAPE_TRY(const Json json, parse_json_object(text, kDocument, limits));
  constexpr std::array<std::string_view, 4> kKeys = {"model", "tensors_sha256", "columns", "codes"};
  if (const auto known = refuse_unknown_keys(json, kKeys, kDocument); !known)
    return Error{ErrorCode::corrupt, known.error().message};
  ZSCAPE_TRY_VOID(expect_if_present(json, "model", model.spec().id));
  ZSCAPE_TRY_VOID(expect_if_present(json, "tensors_sha256", model.tensors_sha256()));
  if (json.contains("columns") && json["columns"] != Json(columns.names))
    return corrupt("\"columns\" from " + columns.names.front() + " to " + columns.names.back(), shown(json["columns"].dump()));
  ZSCAPE_TRY(const Json rows, get_array(json, "codes"));
  ZSCAPE_TRY_VOID(columns.expect_rows(rows.size()));
  Matrix codes(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(width));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string name = "codes[" + std::to_string(i) + "]";
    if (!rows[i].is_array()) return columns.wrong_width(name, rows[i].type_name());
    if (rows[i].size() != width) return columns.wrong_width(name, std::to_string(rows[i].size()));
    for (std::size_t k = 0; k < width; ++k) {
      const Json& value = rows[i][k];
      const float number = to_float(value.is_number() ? std::optional(value.get<double>()) : std::nullopt);
      if (!std::isfinite(number)) return columns.wrong_value(name, k, value.dump());
      codes(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) = number;
    }
  }
  return codes;
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

}  // namespace

Result<std::string> latents_json(const Model& model, const Matrix& codes) {
  check(codes.cols() == code_width(model.spec()), "rows of the model's code width");
  std::string text = "{\n  \"model\": \"" + model.spec().id + "\",\n  \"tensors_sha256\": \"" + model.tensors_sha256() +
                     "\",\n  \"columns\": [\"" + joined(column_names(model.spec()), "\", \"") + "\"],\n  \"codes\": [";
  for (Eigen::Index i = 0; i < codes.rows(); ++i) {
    ZSCAPE_TRY(const std::string numbers, row_text(row(codes, i), ", "));
    text += (i > 0 ? ",\n    [" : "\n    [") + numbers + "]";
  }
  return text + "\n  ]\n}\n";
}

Result<std::string> latents_csv(const Model& model, const Matrix& codes) {
  check(codes.cols() == code_width(model.spec()), "rows of the model's code width");
  std::string text = joined(column_names(model.spec()), ",") + "\n";
  for (Eigen::Index i = 0; i < codes.rows(); ++i) {
    ZSCAPE_TRY(const std::string numbers, row_text(row(codes, i), ","));
    text += numbers + "\n";
  }
  return text;
}

Result<std::string> model_named_by(std::string_view latents) {
  latents = without_mark(latents);
  if (!is_json(latents)) return std::string();
  const auto no_arrays = [](int, Json::parse_event_t event, const Json&) { return event != Json::parse_event_t::array_start; };
  const Json json = Json::parse(latents.begin(), latents.end(), no_arrays, false);
  if (json.is_object() && !json.contains("model")) return std::string();
  if (json.is_object() && json["model"].is_string()) return get_string(json, "model");
  ZSCAPE_TRY(const Json whole, parse_json_object(latents, kDocument));  // says what is wrong
  return get_string(whole, "model");
}

Result<Matrix> parse_latents(const Model& model, std::string_view text) {
  text = without_mark(text);
  const Columns columns{column_names(model.spec())};
  return is_json(text) ? parse_json(model, columns, text) : parse_csv(columns, text);
}

}  // namespace zscape
