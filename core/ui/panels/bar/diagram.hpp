// A model drawn from its spec: one row a layer, its width how many values there are, and what the layer is in words.
#pragma once

#include <string>
#include <vector>

#include "spec/model_spec.hpp"
#include "ui/kit/layout.hpp"

namespace zscape {

struct DiagramRow {
  std::string text;         // "linear 784 -> 400, relu"
  std::string shape;        // of what comes out, "400" or "64 x 7 x 7"
  std::int64_t values = 0;  // in it
  std::int64_t parameters = 0;
  bool is_latent = false;

  bool operator==(const DiagramRow&) const = default;
};

/// From the picture or sound through the latent and back, or from the latent on for a generator alone.
std::vector<DiagramRow> diagram_of(const ModelSpec& spec);

/// "551 384"
std::string grouped(std::int64_t number);

float diagram_height(const std::vector<DiagramRow>& rows);
void draw_diagram(Rect area, const std::vector<DiagramRow>& rows);

}  // namespace zscape
