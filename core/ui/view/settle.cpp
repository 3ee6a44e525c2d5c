#include "ui/view/settle.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include "base/error.hpp"
#include "latent/drift.hpp"
#include "latent/geodesic.hpp"
#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/view/code.hpp"
#include "ui/view/interpolate_view.hpp"
#include "ui/view/map_view.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

/// What of `view` is not about codes: its class and its wall. What was wrong with it, or "".
std::string settle_wall(View& view, const ModelSpec& spec) {
  std::string wrong;
  const int classes = is_conditional(spec) ? static_cast<int>(spec.classes) : 0;
  if (view.draw.label && *view.draw.label >= classes) {
    wrong = "the class was left out: model " + spec.id +
            (classes == 0 ? " draws no class on request"
                          : " expects 0 to " + std::to_string(classes - 1) + ", found " + std::to_string(*view.draw.label));
    view.draw.label.reset();
  }
  if (!has_features(spec)) {
    if (view.wall == Wall::features) wrong = "the features were left out: model " + spec.id + " has none to show";
    if (view.wall != Wall::cloud) view.wall.reset();
  } else if (!view.wall) {
    view.wall = spec.latent > sample_width(spec) ? Wall::features : Wall::samples;
  }
  if (view.wall != Wall::features) view.unit = 0;
  if (view.unit >= spec.latent) {
    wrong = "the features start at the first unit: model " + spec.id + " expects a unit below " + std::to_string(spec.latent) +
            ", found " + std::to_string(view.unit);
    view.unit = 0;
  }
  return wrong;
}

std::string settle_frozen(View& view, const ModelSpec& spec) {
  const auto end = std::lower_bound(view.frozen.begin(), view.frozen.end(), static_cast<int>(spec.latent));
  if (end == view.frozen.end()) return {};
  const std::string wrong = "a frozen dimension was left out: model " + spec.id + " expects one below " +
                            std::to_string(spec.latent) + ", found " + std::to_string(*end);
  view.frozen.erase(end, view.frozen.end());
  return wrong;
}

/// What was wrong with the latents that span the map, or "".
std::string settle_map(MapView& map, const ModelSpec& spec) {
  const auto [x, y] = map.latents;
  if (x < spec.latent && y < spec.latent && x != y) return {};
  map.latents = {0, 1};
  if (spec.latent < 2) {
    map.track.points.clear();
    return {};
  }
  return "the map's latents were left out: model " + spec.id + " expects two different ones below " + std::to_string(spec.latent) +
         ", found " + std::to_string(x) + " and " + std::to_string(y);
}

/// What of the path does not fit the model. What was wrong with it, or "". The codes of `view` have the right size.
std::string settle_path(View& view, const ModelSpec& spec) {
  if (!view.anchors[2]) std::swap(view.anchors[2], view.anchors[3]);
  std::string wrong;
  if (!view.interpolation.track.empty() && !view.anchors[2]) {
    wrong = "the path over the grid was left out: it needs an anchor C";
    view.interpolation.track.clear();
  }
  if (view.path == PathKind::geodesic && !has_geodesic(spec)) {
    wrong = "the path goes around the origin: model " + spec.id + " has too many dimensions for a geodesic";
    view.path = PathKind::spherical;
  }
  return wrong;
}

// The wall's digits that fill in for what a view leaves open.
constexpr std::array<int, 2> kAnchorDigits = {5, 3};

}  // namespace

std::optional<Error> settle(View& view, const Model& model) {
  const ModelSpec& spec = model.spec();
  std::string wrong = settle_wall(view, spec);
  if (view.draw.raw && !model.prior()) {
    wrong = "the raw prior was left out: model " + spec.id + " has no other one";
    view.draw.raw = false;
  }
  if (std::string frozen = settle_frozen(view, spec); !frozen.empty()) wrong = std::move(frozen);
  const auto drop_misfit = [&](std::optional<Code>& code, const char* what) {
    if (!code || std::ssize(*code) == code_width(spec)) return;
    wrong = std::string(what) + " was left out: model " + spec.id + " expects " + std::to_string(code_width(spec)) +
            (is_conditional(spec) ? " latent and class values, found " : " latent values, found ") + std::to_string(code->size());
    code.reset();
  };
  if (const std::string map = settle_map(view.map, spec); !map.empty()) wrong = map;
  const auto settle_one = [&](std::optional<Code>& code, const char* what, int digit) {
    drop_misfit(code, what);
    if (!code) code = sample_code(view, model, digit);
  };
  settle_one(view.stage, "the stage", kStageDigit);
  settle_one(view.anchors[0], "anchor A", kAnchorDigits[0]);
  settle_one(view.anchors[1], "anchor B", kAnchorDigits[1]);
  drop_misfit(view.cloud_centre, "the cloud's centre");
  if (view.wall != Wall::cloud) view.cloud_centre.reset();
  if (view.wall == Wall::cloud && !view.cloud_centre) view.cloud_centre = view.stage;
  drop_misfit(view.anchors[2], "anchor C");
  drop_misfit(view.anchors[3], "anchor D");
  for (auto& term : view.interpolation.terms) drop_misfit(term, "a term of the sum");
  if (const std::string path = settle_path(view, spec); wrong.empty()) wrong = path;
  if (wrong.empty()) return {};
  return Error{ErrorCode::mismatch, wrong};
}

void leave_model(View& view, const ModelSpec& spec) {
  const auto drop = [&](std::optional<Code>& code) {
    if (code && std::ssize(*code) != code_width(spec)) code.reset();
  };
  drop(view.stage);
  for (auto& anchor : view.anchors) drop(anchor);
  for (auto& term : view.interpolation.terms) drop(term);
  if (!view.anchors[2]) view.interpolation.track.clear();
  if (view.path == PathKind::geodesic && !has_geodesic(spec)) view.path = PathKind::spherical;
  if (view.draw.label && (!is_conditional(spec) || *view.draw.label >= spec.classes)) view.draw.label.reset();
  view.wall.reset();
  view.cloud_centre.reset();
  view.frozen.clear();
  view.draw.raw = false;
  view.unit = 0;
  view.map.latents = MapView().latents;
  view.map.window.reset();
  view.map.track.points.clear();
}

bool has_features(const ModelSpec& spec) { return is_generative(spec) && !spec.encoder.empty() && !is_variational(spec); }

bool is_frozen(const View& view, int dimension) { return std::binary_search(view.frozen.begin(), view.frozen.end(), dimension); }

void set_frozen(View& view, int dimension, bool frozen) {
  const auto at = std::lower_bound(view.frozen.begin(), view.frozen.end(), dimension);
  const bool is = at != view.frozen.end() && *at == dimension;
  if (frozen && !is) view.frozen.insert(at, dimension);
  if (!frozen && is) view.frozen.erase(at);
}

Code sample_code(const View& view, const Model& model, int index) {
  const Matrix wall = drifting_codes(model, view.draw, index + 1, view.phase);
  return code_of(row(wall, index));
}

}  // namespace zscape
