// The view, advanced and mended.
#include "ui/changes.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/sums.hpp"
#include "latent/drift.hpp"
#include "ui/datasets.hpp"
#include "ui/track.hpp"

namespace zscape {
namespace {

constexpr double kSecondsPerTurn = 40;  // of the wall's drift
constexpr double kSecondsPerPath = 4;   // from A to B while playing, and along each side of a square that is drawn on
constexpr double kNoticeSeconds = 4;
constexpr double kLongestStep = 0.1;  // seconds; a page that was hidden goes on where it was

// The wall's digits that fill in for what a view leaves open.
constexpr std::array<int, 2> kAnchorDigits = {5, 3};

Code code_of(std::span<const float> values) { return {values.begin(), values.end()}; }

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

/// Whether the wall, or a walk of several models, moves by itself, which only one that is in sight does.
bool drifts(const View& view) {
  const bool walks = view.tab == Tab::family && view.family.comparison == Comparison::walk;
  return view.drifting && (walks || (view.tab == Tab::generate && view.wall != Wall::features));
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

/// Playback over `seconds`: from A to B and back, or round the path that was drawn.
void play(AppState& state, double seconds) {
  View& view = state.view;
  const double way = view.interpolation.speed * seconds / kSecondsPerPath;
  if (follows_track(view)) {
    view.position += way / std::max(1.0, loop_length(track_of(view)));
    view.position -= std::floor(view.position);
    return;
  }
  view.position += state.play_direction * way;
  if (view.position >= 1) state.play_direction = -1;
  if (view.position <= 0) state.play_direction = 1;
  view.position = std::clamp(view.position, 0.0, 1.0);
}

Step now(const AppState& state) { return {state.view, state.file_sha256}; }

bool can_show(const AppState& state, const Step& step) {
  const auto& models = state.manifest.models;
  return step.file_sha256 == state.file_sha256 || std::any_of(models.begin(), models.end(), [&](const ManifestEntry& entry) {
           return entry.id == step.view.model_id && entry.sha256 == step.file_sha256;
         });
}

void restore(AppState& state, Step step) {
  if (!can_show(state, step)) {
    state.error = Error{ErrorCode::not_found, "a step was left out: it showed a file of your own that holds \"" +
                                                  step.view.model_id + "\", which is no longer open"};
  } else if (step.file_sha256 != state.file_sha256) {
    open_with(state, std::move(step.view));
  } else {
    const ListenView& sounds = step.view.listen;
    if (sounds.code != state.view.listen.code || sounds.anchors != state.view.listen.anchors) state.listening.walking = false;
    state.view = std::move(step.view);
    if (auto error = settle(state.view, *state.model)) state.error = std::move(error);
    settle_sounds(state);
    state.history.adopt(now(state));
    state.selected.reset();
  }
}

}  // namespace

bool has_features(const ModelSpec& spec) { return is_generative(spec) && !spec.encoder.empty() && !is_variational(spec); }

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

void show_tab(AppState& state, Tab tab) {
  if (state.view.tab == tab) return;
  state.view.tab = tab;
  state.stroke.clear();
  state.map.drawing = false;
}

void advance(AppState& state, double seconds) {
  seconds = std::clamp(seconds, 0.0, kLongestStep);
  View& view = state.view;
  if (drifts(view)) view.phase += seconds / kSecondsPerTurn;
  if (view.phase >= 1) view.phase -= std::floor(view.phase);  // the wall is the same after a whole turn
  if (view.playing) play(state, seconds);
  if (state.frames_until_saved > 0 && --state.frames_until_saved == 0) {
    state.commands.push_back({Command::Kind::save_window, "zscape.png"});
  }
  state.map.zooming_seconds = std::max(0.0, state.map.zooming_seconds - seconds);
  state.notice_seconds = std::max(0.0, state.notice_seconds - seconds);
}

bool is_moving(const AppState& state) {
  return drifts(state.view) || state.view.playing || state.frames_until_saved > 0 || state.notice_seconds > 0 ||
         state.scroll_velocity != 0 || state.pictures.pending > 0 || state.wall_verdicts.pending > 0 ||
         wants_order(state.sliders) || state.path_search.working || state.map.unfinished || state.map.verdicts.pending > 0 ||
         state.map.zooming_seconds > 0 || is_listening(state) || hint_is_due(state.interaction);
}

void say_notice(AppState& state, std::string text) {
  state.notice = std::move(text);
  state.notice_seconds = kNoticeSeconds;
}

void open_with(AppState& state, View view) {
  state.commands.push_back({Command::Kind::load_model, view.model_id});
  state.arriving = std::move(view);
  state.selected.reset();
}

void undo(AppState& state) {
  restore(state, state.history.undo(now(state), [&](const Step& step) { return can_show(state, step); }));
}

void redo(AppState& state) {
  restore(state, state.history.redo(now(state), [&](const Step& step) { return can_show(state, step); }));
}

void set_reduced_motion(AppState& state, bool reduced) {
  state.reduced_motion = reduced;
  if (reduced) state.view.drifting = false;
}

void set_seed(AppState& state, std::uint64_t seed) {
  state.view.draw.seed = seed;
  state.view.phase = 0;
  state.selected.reset();
}

void show_wall(AppState& state, Wall wall, int unit) {
  state.view.wall = wall;
  state.view.unit = unit;
  if (wall == Wall::cloud) state.view.cloud_centre = state.view.stage;
  state.selected.reset();
}

void show_more_like_stage(AppState& state) {
  show_tab(state, Tab::generate);
  show_wall(state, Wall::cloud, 0);
  state.scroll_to_top = true;
}

void set_latent(AppState& state, std::span<const float> z) {
  Code& stage = *state.view.stage;
  for (std::int64_t d = 0; d < state.model->spec().latent; ++d) {
    const auto index = static_cast<std::size_t>(d);
    if (!is_frozen(state.view, static_cast<int>(d))) stage[index] = z[index];
  }
  state.selected.reset();
}

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

Code wall_code(const AppState& state, int index) {
  const View& view = state.view;
  if (view.wall == Wall::features) {
    Code code = *view.stage;  // keeps its class
    const int unit = view.unit + index;
    std::fill_n(code.begin(), state.model->spec().latent, 0.0f);
    code[static_cast<std::size_t>(unit)] = state.sliders.high(unit);
    return code;
  }
  const ShownGroup* shown = state.pictures.find(Role::wall);
  const bool is_shown = shown != nullptr && shown->origin == state.model->tensors_sha256() && index < shown->count() &&
                        !std::isnan(shown->codes(index, 0));
  if (is_shown) return code_of(row(shown->codes, index));
  const Matrix codes = wall_codes_of(*state.model, wall_source(state, index + 1));
  return code_of(row(codes, index));
}

std::span<float> class_weights(Code& code, const ModelSpec& spec) {
  return std::span(code).subspan(static_cast<std::size_t>(spec.latent));
}

std::optional<int> main_class(Code code, const ModelSpec& spec) {
  const std::span<float> weights = class_weights(code, spec);
  if (weights.empty()) return std::nullopt;
  return static_cast<int>(std::max_element(weights.begin(), weights.end()) - weights.begin());
}

float nearness(std::span<const float> code, std::span<const float> digit) {
  const double apart = squared_distance(code, digit);
  const double length = dot(digit, digit);
  if (apart == 0) return 1;
  return apart < length ? static_cast<float>(1 - std::sqrt(apart / length)) : 0;
}

}  // namespace zscape
