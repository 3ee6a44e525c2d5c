#include "ui/pictures/verdicts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "audio/model_sound.hpp"
#include "image/unit_values.hpp"
#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/files/classifier.hpp"
#include "ui/pictures/wall_codes.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/verdicts.hpp"
#include "ui/state/wall.hpp"
#include "ui/view/view.hpp"

namespace zscape {
namespace {

constexpr std::size_t kDigitsAtOnce = 4;  // digits between two looks at the clock; kernels take as many rows together

bool is_about(const std::optional<Verdict>& verdict, const ShownGroup& shown, int tile) {
  const auto code = row(shown.codes, tile);
  return verdict && std::equal(code.begin(), code.end(), verdict->code.begin(), verdict->code.end());
}

/// What `classifier` reads in some of the tiles.
std::vector<Verdict> read(const Model& classifier, const ShownGroup& shown, std::span<const int> tiles) {
  const std::int64_t size = sample_width(classifier.spec());
  Matrix x(std::ssize(tiles), size);
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    read_pixels(shown, tiles[i], row(x, static_cast<Eigen::Index>(i)));
  }
  const Matrix probabilities = classifier.classify(x);
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const auto code = row(shown.codes, tiles[i]);
    const auto all = row(probabilities, static_cast<Eigen::Index>(i));
    const auto best = std::max_element(all.begin(), all.end());
    verdicts.push_back({{code.begin(), code.end()}, static_cast<int>(best - all.begin()), *best});
  }
  return verdicts;
}

/// Tiles whose picture is not the one that was read, beginning with `next` and going round.
std::vector<int> unread_tiles(const WallVerdicts& verdicts, const ShownGroup& wall) {
  std::vector<int> unread;
  const int count = wall.count();
  for (int i = 0; i < count; ++i) {
    const int tile = (verdicts.next + i) % count;
    const bool has_picture = !std::isnan(wall.codes(tile, 0));
    if (has_picture && !is_about(verdicts.tiles[static_cast<std::size_t>(tile)], wall, tile)) unread.push_back(tile);
  }
  return unread;
}

}  // namespace

void read_pixels(const ShownGroup& shown, Eigen::Index tile, std::span<float> x) {
  to_unit_values(std::span(shown.pixels).subspan(static_cast<std::size_t>(tile) * x.size(), x.size()), x);
}

void read_stage(AppState& state) {
  const Model* classifier = classifier_in_use(state);
  if (classifier == nullptr) {
    state.derived.verdict.reset();
    return;
  }
  const ShownGroup* stage = state.derived.pictures.find(Role::stage);
  if (stage == nullptr || !stage->is_decoded(0)) return;
  const int tile = 0;
  if (!is_about(state.derived.verdict, *stage, 0)) state.derived.verdict = read(*classifier, *stage, {&tile, 1}).front();
}

bool is_stage_read(const AppState& state) {
  const ShownGroup* stage = state.derived.pictures.find(Role::stage);
  return stage != nullptr && stage->is_decoded(0) && is_about(state.derived.verdict, *stage, 0);
}

void read_wall(AppState& state, double start) {
  const ShownGroup* wall = state.derived.pictures.find(Role::wall);
  const Model* classifier = classifier_in_use(state);
  if (!state.shown.view.verdicts || classifier == nullptr || wall == nullptr || state.shown.view.wall == Wall::features) {
    state.derived.wall_verdicts = {};
    return;
  }
  WallVerdicts& verdicts = state.derived.wall_verdicts;
  WallSource source = wall_source(state, 0);
  source.phase = 0;  // a digit that drifts stays the same one
  if (verdicts.source != source) verdicts = {.source = std::move(source)};
  verdicts.tiles.resize(static_cast<std::size_t>(wall->count()));

  const std::vector<int> unread = unread_tiles(verdicts, *wall);
  const DecodeBudget& budget = state.moment.decode_budget;
  std::size_t done = 0;
  do {
    const auto tiles = std::span(unread).subspan(done, std::min(kDigitsAtOnce, unread.size() - done));
    if (tiles.empty()) break;
    std::vector<Verdict> found = read(*classifier, *wall, tiles);
    for (std::size_t i = 0; i < tiles.size(); ++i) verdicts.tiles[static_cast<std::size_t>(tiles[i])] = std::move(found[i]);
    done += tiles.size();
    verdicts.next = tiles.back() + 1;
  } while (budget.now() - start < budget.milliseconds);
  verdicts.pending = static_cast<int>(unread.size() - done);
}

std::vector<int> tally(const AppState& state) {
  std::vector<int> counts(static_cast<std::size_t>(state.published.classifier->spec().classes));
  for (const auto& verdict : state.derived.wall_verdicts.tiles)
    if (verdict) ++counts[static_cast<std::size_t>(verdict->label)];
  return counts;
}

}  // namespace zscape
