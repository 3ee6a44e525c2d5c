// The page with its map, of a model whose codes are published.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "ui/kit/layout.hpp"
#include "ui/pictures/map_cells.hpp"
#include "ui/pictures/map_plane.hpp"
#include "ui/sound/shaping.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "ui/view/tab.hpp"
#include "ui_page.hpp"

namespace zscape::testing {

/// Codes of 10 000 test images of a model, on the plane of its first two latents.
inline CodesFile codes_for(const Model& model) {
  constexpr std::int64_t kImages = 10'000;
  const std::int64_t latent = model.spec().latent;
  CodesFile codes;
  codes.model = model.tensors_sha256();
  codes.dataset = "mnist";
  codes.points = random_tensor({kImages, 2}, 200);
  for (std::int64_t i = 0; i < kImages; ++i) codes.labels.push_back(static_cast<std::uint8_t>(i % 10));
  const auto zeros = [](Shape shape) {
    std::vector<float> values(*element_count(shape));
    return Tensor{std::move(shape), std::move(values)};
  };
  codes.mean = zeros({latent});
  codes.components = zeros({2, latent});
  codes.components.values[0] = 1;
  codes.components.values[static_cast<std::size_t>(latent) + 1] = 1;
  codes.deviation = random_tensor({latent}, 201);
  for (float& deviation : codes.deviation.values) deviation = std::abs(deviation);
  codes.class_means = zeros({10, latent});
  return codes;
}

/// The page with its map, of a model whose codes are published.
class MapPage : public Page {
 public:
  explicit MapPage(const char* id = "vae2d", ImVec2 size = {1280, 800}) : Page(size.x, size.y) {
    state.published.manifest.models = {entry(id, ModelRole::generator, "mnist"), entry("lenet", ModelRole::classifier, "mnist")};
    open(*find_model(id));
    state.published.manifest.models[0].codes = ListedFile{"codes", 1, std::string(64, '0')};
    state.published.codes = codes_for(*state.opened.model);
    state.shown.view.tab = Tab::map;
    frame();
    frame();
  }

  Rect area() const { return widget("map").area; }
  MapPlacement placement() const { return {area(), map_window(state)}; }
  Plane plane() { return *map_plane(state); }
  const ShownGroup& cells() const { return *state.derived.pictures.find(Role::map); }

  /// Cells with a picture, and their pictures.
  std::map<std::uint64_t, std::vector<std::uint8_t>> decoded_pictures() const {
    std::map<std::uint64_t, std::vector<std::uint8_t>> pictures;
    for (int i = 0; i < cells().count(); ++i)
      if (cells().is_decoded(i)) pictures[cells().ids[static_cast<std::size_t>(i)]] = pixels(cells().first + i);
    return pictures;
  }
  /// Points of the map that no tile is drawn over.
  int holes() const {
    int found = 0;
    for (float x = area().min.x + 1; x < area().max.x; x += 7) {
      for (float y = area().min.y + 1; y < area().max.y; y += 7) {
        found += std::ranges::none_of(host.drawn, [&](const auto& one) {
          const Rect& at = one.second;
          return x >= at.min.x && x < at.max.x && y >= at.min.y && y < at.max.y;
        });
      }
    }
    return found;
  }
  void wheel(ImVec2 at, float notches) {
    point(at, false);
    ImGui::GetIO().MouseWheel = notches;
    frame();
  }
  void drag(ImVec2 from, ImVec2 to) {
    point(from, false);
    point(from, true);
    point(to, true);
    point(to, false);
  }
};

/// Vertices of a colour in the last frame.
inline int vertices(ImU32 colour) {
  int count = 0;
  const ImDrawData& data = *ImGui::GetDrawData();
  for (int i = 0; i < data.CmdListsCount; ++i)
    for (const ImDrawVert& vertex : data.CmdLists[i]->VtxBuffer) count += vertex.col == colour ? 1 : 0;
  return count;
}

}  // namespace zscape::testing
