#include "ui/pictures/map_verdicts.hpp"

#include <algorithm>

#include "latent/plane.hpp"
#include "models/model.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/files/classifier.hpp"
#include "ui/pictures/map_cells.hpp"
#include "ui/pictures/verdicts.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/state/verdicts.hpp"

namespace zscape {
namespace {

constexpr std::size_t kCellsAtOnce = 8;  // between two looks at the clock
constexpr std::size_t kMaxKept = 10'000;
constexpr int kCoarser = 4;  // levels, where a verdict is looked for

void begin_verdicts(MapVerdicts& verdicts, const std::string& source, const Plane& plane) {
  if (verdicts.source != source) verdicts.of.clear();
  for (auto& [id, verdict] : verdicts.of) verdict.old = true;
  verdicts.source = source;
  verdicts.plane = plane;
}

/// Places in `shown` of the cells that are to be read.
std::vector<Eigen::Index> unread(const MapVerdicts& verdicts, const ShownGroup& shown) {
  std::vector<Eigen::Index> places;
  for (std::size_t i = 0; i < shown.ids.size(); ++i) {
    const auto found = verdicts.of.find(shown.ids[i]);
    if (found == verdicts.of.end() || found->second.old) places.push_back(static_cast<Eigen::Index>(i));
  }
  return places;
}

void read_some(MapVerdicts& verdicts, const Model& classifier, const ShownGroup& shown, std::span<const Eigen::Index> places) {
  const auto size = static_cast<std::ptrdiff_t>(sample_width(classifier.spec()));
  Matrix x(std::ssize(places), size);
  for (std::size_t i = 0; i < places.size(); ++i) read_pixels(shown, places[i], row(x, static_cast<Eigen::Index>(i)));
  const Matrix probabilities = classifier.classify(x);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto all = row(probabilities, static_cast<Eigen::Index>(i));
    const auto best = std::max_element(all.begin(), all.end());
    verdicts.of[shown.ids[static_cast<std::size_t>(places[i])]] = {static_cast<int>(best - all.begin()), *best};
  }
}

}  // namespace

std::optional<CellVerdict> MapVerdicts::find(std::uint64_t id) const {
  const Cell cell = cell_of(id);
  for (int level = cell.level; level >= cell.level - kCoarser; --level)
    if (const auto found = of.find(id_of(ancestor(cell, level))); found != of.end()) return found->second;
  return {};
}

void read_map(AppState& state) {
  MapVerdicts& verdicts = state.derived.map_verdicts;
  verdicts.pending = 0;
  const ShownGroup* shown = state.derived.pictures.find(Role::map);
  const Model* classifier = classifier_in_use(state);
  if (!state.shown.view.map.verdicts || shown == nullptr || classifier == nullptr || state.derived.pictures.pending > 0) return;
  const std::string source = shown->origin + " " + classifier->tensors_sha256();
  if (source != verdicts.source || state.derived.plane != verdicts.plane) begin_verdicts(verdicts, source, state.derived.plane);
  if (verdicts.of.size() > kMaxKept) verdicts.of.clear();
  const auto places = unread(verdicts, *shown);
  const double start = state.moment.decode_budget.now();
  std::size_t done = 0;
  while (done < places.size() &&
         (done == 0 || state.moment.decode_budget.now() - start < state.moment.decode_budget.milliseconds)) {
    const std::size_t count = std::min(kCellsAtOnce, places.size() - done);
    read_some(verdicts, *classifier, *shown, std::span(places).subspan(done, count));
    done += count;
  }
  verdicts.pending = static_cast<int>(places.size() - done);
  state.moment.map.unfinished = state.moment.map.unfinished || done > 0;
}

}  // namespace zscape
