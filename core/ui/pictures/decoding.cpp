// Asking every group for its codes, decoding the tiles that changed as far as the budget goes, uploading the pixels.
#include "ui/pictures/decoding.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "base/error.hpp"
#include "models/model.hpp"
#include "nn/kernels.hpp"
#include "nn/matrix.hpp"
#include "spec/model_spec.hpp"
#include "ui/kit/tile_host.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"

namespace zscape {
namespace {

constexpr int kMaxAtOnce = 32;  // pictures between two looks at the clock

/// One tile among the groups, which are listed alike in the plan and in the pictures.
struct Place {
  std::size_t group;
  Eigen::Index row;
};

std::string origin_of(const TileGroup& group) {
  if (group.source == Source::given) return "given";
  return group.model->tensors_sha256() + (group.source == Source::feature ? " features" : "");
}

/// Width of the group's codes.
Eigen::Index width_of(const TileGroup& group, const Pictures& pictures) {
  return group.source == Source::given ? pictures.height * pictures.width : code_width(group.model->spec());
}

bool same_bits(const Matrix& a, const Matrix& b, Eigen::Index i) {
  return std::memcmp(row(a, i).data(), row(b, i).data(), row(a, i).size_bytes()) == 0;
}

/// For each tile of `group`, where in `shown` it was, or -1.
std::vector<Eigen::Index> places_before(const ShownGroup& shown, const TileGroup& group) {
  std::vector<Eigen::Index> before(static_cast<std::size_t>(group.count), -1);
  if (group.ids.empty()) {
    std::iota(before.begin(), before.begin() + std::min(shown.count(), group.count), 0);
    return before;
  }
  std::unordered_map<std::uint64_t, Eigen::Index> known;
  for (std::size_t i = 0; i < shown.ids.size(); ++i) known[shown.ids[i]] = static_cast<Eigen::Index>(i);
  for (std::size_t i = 0; i < before.size(); ++i)
    if (const auto found = known.find(group.ids[i]); found != known.end()) before[i] = found->second;
  return before;
}

/// Makes `shown` the tiles of `group`; one that is new starts black. Pictures of another origin stay in sight until their own
/// are there.
void fit(ShownGroup& shown, const TileGroup& group, Eigen::Index width, Eigen::Index pixels) {
  const std::vector<Eigen::Index> before = places_before(shown, group);
  std::string origin = origin_of(group);
  const bool keeps_codes = shown.origin == origin && shown.codes.cols() == width;
  Matrix codes = Matrix::Constant(group.count, width, std::numeric_limits<float>::quiet_NaN());
  std::vector<std::uint8_t> pictures(static_cast<std::size_t>(group.count * pixels));
  for (Eigen::Index i = 0; i < group.count; ++i) {
    const Eigen::Index from = before[static_cast<std::size_t>(i)];
    if (from < 0) continue;
    if (keeps_codes) codes.row(i) = shown.codes.row(from);
    std::copy_n(shown.pixels.begin() + from * pixels, pixels, pictures.begin() + i * pixels);
  }
  shown.origin = std::move(origin);
  shown.codes = std::move(codes);
  shown.pixels = std::move(pictures);
  shown.ids = group.ids;
}

/// Moves what is known to where `plan` wants it; returns whether anything was moved.
bool rearrange(Pictures& pictures, const TilePlan& plan) {
  const Eigen::Index pixels = pictures.height * pictures.width;
  std::vector<ShownGroup> before = std::exchange(pictures.groups, {});
  bool moved = before.size() != plan.groups.size();
  int first = 0;
  for (const TileGroup& group : plan.groups) {
    const auto known = std::find_if(before.begin(), before.end(),
                                    [&](const ShownGroup& shown) { return shown.role == group.role && shown.key == group.key; });
    ShownGroup shown = known == before.end() ? ShownGroup{group.role, group.key} : std::move(*known);
    const Eigen::Index width = width_of(group, pictures);
    const bool fits =
        shown.count() == group.count && shown.codes.cols() == width && shown.origin == origin_of(group) && shown.ids == group.ids;
    moved = moved || !fits || shown.first != first;
    if (!fits) fit(shown, group, width, pixels);
    shown.first = first;
    first += group.count;
    pictures.groups.push_back(std::move(shown));
  }
  return moved;
}

std::vector<Matrix> ask_for_codes(const TilePlan& plan, const Pictures& pictures) {
  std::vector<Matrix> codes;
  for (const TileGroup& group : plan.groups) {
    codes.push_back(group.codes());
    check(codes.back().rows() == group.count && codes.back().cols() == width_of(group, pictures),
          "a group gives a code for each of its tiles");
  }
  return codes;
}

void show(ShownGroup& shown, Eigen::Index tile, std::span<const float> sample, std::span<const float> code) {
  to_bytes(sample, std::span(shown.pixels).subspan(static_cast<std::size_t>(tile) * sample.size(), sample.size()));
  std::copy(code.begin(), code.end(), row(shown.codes, tile).begin());
}

/// Pictures that need no decoding are shown at once; returns whether any was new.
bool show_given(const TilePlan& plan, std::span<const Matrix> codes, Pictures& pictures) {
  bool any = false;
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    for (Eigen::Index i = 0; plan.groups[g].source == Source::given && i < codes[g].rows(); ++i) {
      if (same_bits(codes[g], pictures.groups[g].codes, i)) continue;
      show(pictures.groups[g], i, row(codes[g], i), row(codes[g], i));
      any = true;
    }
  }
  return any;
}

/// Tiles whose code is not the one they show, in the order in which they are decoded: those without a picture of their own before
/// those with an old one, which take turns.
std::vector<Place> changed_tiles(const Pictures& pictures, const TilePlan& plan, std::span<const Matrix> codes) {
  std::vector<Place> urgent, focused, blank, later, before_next;
  for (std::size_t g = 0; g < plan.groups.size(); ++g) {
    const ShownGroup& shown = pictures.groups[g];
    for (Eigen::Index i = 0; i < shown.codes.rows(); ++i) {
      if (same_bits(codes[g], shown.codes, i)) continue;
      const int tile = shown.first + static_cast<int>(i);
      auto& list = plan.groups[g].urgent   ? urgent
                   : tile == plan.focus    ? focused
                   : !shown.is_decoded(i)  ? blank
                   : tile >= pictures.next ? later
                                           : before_next;
      list.push_back({g, i});
    }
  }
  for (const auto& list : {focused, blank, later, before_next}) urgent.insert(urgent.end(), list.begin(), list.end());
  return urgent;
}

bool decoded_together(const TileGroup& a, const TileGroup& b) { return a.model == b.model && a.source == b.source; }

/// The one unit of a code whose feature is shown.
Eigen::Index unit_of(std::span<const Matrix> codes, const Place& place) {
  Eigen::Index unit = 0;
  codes[place.group].row(place.row).maxCoeff(&unit);
  return unit;
}

Matrix decode(const TilePlan& plan, std::span<const Matrix> codes, std::span<const Place> places) {
  const TileGroup& group = plan.groups[places.front().group];
  if (group.source == Source::feature) {
    return group.model->features(unit_of(codes, places.front()), std::ssize(places));
  }
  Matrix batch(std::ssize(places), codes[places.front().group].cols());
  for (std::size_t i = 0; i < places.size(); ++i)
    batch.row(static_cast<Eigen::Index>(i)) = codes[places[i].group].row(places[i].row);
  return group.model->decode(batch);
}

/// As many of the first places as can be decoded together, `most` at most; returns how many.
int decode_some(const TilePlan& plan, std::span<const Matrix> codes, std::span<const Place> places, int most, Pictures& pictures) {
  const TileGroup& group = plan.groups[places.front().group];
  std::size_t count = 1;
  const auto fits = [&](const Place& place, const Place& last) {
    return decoded_together(plan.groups[place.group], group) &&
           (group.source != Source::feature || unit_of(codes, place) == unit_of(codes, last) + 1);
  };
  while (static_cast<int>(count) < most && count < places.size() && fits(places[count], places[count - 1])) ++count;
  places = places.first(count);
  const Matrix samples = decode(plan, codes, places);
  for (std::size_t i = 0; i < count; ++i) {
    const auto [owner, tile] = places[i];
    show(pictures.groups[owner], tile, row(samples, static_cast<Eigen::Index>(i)), row(codes[owner], tile));
  }
  return static_cast<int>(count);
}

void average(double& mean, double value, double weight) { mean += (mean == 0 ? 1.0 : weight) * (value - mean); }

/// How many of `places` were decoded: at least one, then as many as the budget allows.
int decode_within(const DecodeBudget& budget, const TilePlan& plan, std::span<const Matrix> codes, std::span<const Place> places,
                  Pictures& pictures) {
  const double start = budget.now();
  double now = start;
  int done = 0;
  while (done < std::ssize(places)) {
    const double left = budget.milliseconds - (now - start);
    if (done > 0 && left < pictures.tile_milliseconds) break;
    const double fitting = pictures.tile_milliseconds > 0 ? left / pictures.tile_milliseconds : 1;
    const int most = static_cast<int>(std::clamp(fitting, 1.0, static_cast<double>(kMaxAtOnce)));
    const int count = decode_some(plan, codes, places.subspan(static_cast<std::size_t>(done)), most, pictures);
    const double before = std::exchange(now, budget.now());
    average(pictures.tile_milliseconds, (now - before) / count, 0.2);
    done += count;
  }
  return done;
}

/// Another model's pictures stay in sight until its own are there.
void begin_model(Pictures& pictures, const Model& model) {
  const int height = static_cast<int>(model.spec().sample[1]);
  const int width = static_cast<int>(model.spec().sample[2]);
  if (pictures.height != height || pictures.width != width) pictures = Pictures{.height = height, .width = width};
  pictures.model = model.tensors_sha256();
  pictures.complete = false;
  pictures.tile_milliseconds = 0;
}

}  // namespace

const ShownGroup* Pictures::find(Role role, int key) const {
  const auto found =
      std::find_if(groups.begin(), groups.end(), [&](const ShownGroup& shown) { return shown.role == role && shown.key == key; });
  return found == groups.end() ? nullptr : &*found;
}

void upload_pictures(Pictures& pictures, TileHost& tiles) {
  pictures.uploaded.resize(static_cast<std::size_t>(pictures.count() * pictures.height * pictures.width));
  auto end = pictures.uploaded.begin();
  for (const ShownGroup& shown : pictures.groups) end = std::copy(shown.pixels.begin(), shown.pixels.end(), end);
  tiles.upload(pictures.uploaded, pictures.count(), pictures.height, pictures.width);
}

void refresh_pictures(AppState& state, const TilePlan& plan, TileHost& tiles) {
  Pictures& pictures = state.derived.pictures;
  if (pictures.model != state.opened.model->tensors_sha256()) begin_model(pictures, *state.opened.model);
  const bool moved = rearrange(pictures, plan);
  const std::vector<Matrix> codes = ask_for_codes(plan, pictures);
  const bool given = show_given(plan, codes, pictures);
  const auto changed = changed_tiles(pictures, plan, codes);
  int done = 0;
  if (!changed.empty()) {
    done = decode_within(state.moment.decode_budget, plan, codes, changed, pictures);
    const Place& last = changed[static_cast<std::size_t>(done - 1)];
    const int tile = pictures.groups[last.group].first + static_cast<int>(last.row);
    if (!plan.groups[last.group].urgent && tile != plan.focus) pictures.next = (tile + 1) % plan.count;
  }
  const auto rest = std::span(changed).subspan(static_cast<std::size_t>(done));
  pictures.pending = static_cast<int>(rest.size());
  pictures.pending_wall = static_cast<int>(
      std::count_if(rest.begin(), rest.end(), [&](const Place& place) { return plan.groups[place.group].role == Role::wall; }));
  pictures.complete = pictures.complete || rest.empty();
  if (moved || given || done > 0) upload_pictures(pictures, tiles);
}

}  // namespace zscape
