#include "ui/panels/bar/diagram.hpp"

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "spec/describe.hpp"
#include "spec/model_spec.hpp"
#include "spec/parameters.hpp"
#include "spec/shape.hpp"
#include "ui/kit/interaction.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/widgets.hpp"

namespace zscape {
namespace {

constexpr float kRow = 24;
constexpr float kCountsFrom = 400;  // width with room for the numbers of parameters
constexpr float kBars = 0.3f;       // of the width

std::string in_words(const Shape& shape) {
  std::string text;
  for (const std::int64_t side : shape) {
    if (side == 1 && shape.size() > 1) continue;
    text += (text.empty() ? "" : " \xc3\x97 ") + std::to_string(side);
  }
  return text;
}

std::int64_t parameter_count(const Layer& layer) {
  std::int64_t count = 0;
  for (const Parameter& parameter : parameters(layer)) count += element_count(parameter.shape).value_or(0);
  return count;
}

DiagramRow row_of(std::string text, const Shape& shape) {
  return {.text = std::move(text), .shape = in_words(shape), .values = element_count(shape).value_or(0)};
}

/// Layers without parameters are named in the row of the one before them.
void add_network(std::vector<DiagramRow>& rows, const ModelSpec& spec, std::string_view name, const Network& network) {
  Shape shape = input_shape(spec, name);
  bool first = true;
  for (const Layer& layer : network) {
    const auto out = output_shape(layer, shape);
    check(out.ok(), "a model in use has layers that fit");
    shape = *out;
    if (std::holds_alternative<Reshape>(layer.kind)) continue;
    if (parameters(layer).empty() && !first) {
      rows.back().text += ", " + describe_briefly(layer.kind);
      continue;
    }
    rows.push_back(row_of(describe_briefly(layer.kind), shape));
    rows.back().parameters = parameter_count(layer);
    first = false;
  }
}

const char* seen_by(const ModelSpec& spec) {
  if (!spec.sound) return "a picture";
  return spec.sound->spectrogram ? "a spectrogram" : "a wave";
}

}  // namespace

std::string grouped(std::int64_t number) {
  std::string text = std::to_string(number);
  for (std::ptrdiff_t at = std::ssize(text) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), 1, ' ');
  return text;
}

std::vector<DiagramRow> diagram_of(const ModelSpec& spec) {
  std::vector<DiagramRow> rows;
  const std::string with_class = is_conditional(spec) ? " and its class" : "";
  if (!spec.encoder.empty()) {
    rows.push_back(row_of(seen_by(spec) + with_class, spec.sample));
    add_network(rows, spec, "encoder", spec.encoder);
    if (!is_variational(spec) && !spec.encoder_mean.empty()) add_network(rows, spec, "encoder_mean", spec.encoder_mean);
  }
  std::string latent = "the latent z";
  if (is_variational(spec)) latent = "mean and variance of z";
  if (spec.encoder.empty()) latent = "z, drawn from N(0, I)";
  rows.push_back(row_of(latent + with_class, {spec.latent}));
  rows.back().is_latent = true;
  if (is_variational(spec)) {
    for (const Network* head : {&spec.encoder_mean, &spec.encoder_log_variance})
      for (const Layer& layer : *head) rows.back().parameters += parameter_count(layer);
  }
  add_network(rows, spec, "decoder", spec.decoder);
  return rows;
}

float diagram_height(const std::vector<DiagramRow>& rows) { return kRow * static_cast<float>(rows.size()); }

void draw_diagram(Rect area, const std::vector<DiagramRow>& rows) {
  std::int64_t most = 1;
  for (const DiagramRow& row : rows) most = std::max(most, row.values);
  for (const DiagramRow& row : rows) {
    Rect line = cut_top(area, kRow);
    const Rect bars = cut_left(line, kBars * area.width(), space::m);
    const auto share = static_cast<float>(std::log1p(static_cast<double>(row.values)) / std::log1p(static_cast<double>(most)));
    const Rect bar = inset(centred_height(bars, kRow - 6), (1 - share) * bars.width() / 2, 0);
    fill(bar, row.is_latent ? palette().accent : palette().control_on, 4);
    draw_text(bar, row.shape, Face::small, row.is_latent ? palette().on_accent : palette().text, Align::centre);
    const std::string count = row.parameters > 0 && area.width() > kCountsFrom ? grouped(row.parameters) : "";
    const float room = text_width(Face::small, count);
    draw_text(cut_right(line, room, space::s), count, Face::small, palette().muted, Align::right);
    draw_text(line, row.text, Face::small, palette().text);
  }
}

}  // namespace zscape
