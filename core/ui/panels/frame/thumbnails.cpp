#include "ui/panels/frame/thumbnails.hpp"

#include <iterator>
#include <span>

#include "image/unit_values.hpp"
#include "nn/matrix.hpp"
#include "spec/shape.hpp"
#include "ui/files/side_files.hpp"
#include "ui/panels/frame/frame.hpp"
#include "ui/state/app_state.hpp"
#include "ui/state/pictures.hpp"
#include "weights/thumbnails_file.hpp"

namespace zscape {
namespace {

/// Thumbnail `k` of every model that has thumbnails, in the order of their ids.
Matrix thumbnail_pictures(const ThumbnailsFile& thumbnails, int k) {
  const auto size = static_cast<std::size_t>(thumbnails.height * thumbnails.width);
  Matrix pictures(std::ssize(thumbnails.models), static_cast<Eigen::Index>(size));
  Eigen::Index i = 0;
  for (const auto& [id, pixels] : thumbnails.models)
    to_unit_values(std::span(pixels).subspan(static_cast<std::size_t>(k) * size, size), row(pictures, i++));
  return pictures;
}

}  // namespace

int thumbnail_tile(Frame& frame, const std::string& id, int k) {
  frame.shows_thumbnails = true;
  const ThumbnailsFile* known = thumbnails(frame.state());
  const Shape& sample = frame.state().opened.model->spec().sample;
  if (known == nullptr || known->height != sample[1] || known->width != sample[2]) return -1;
  const auto found = known->models.find(id);
  if (found == known->models.end()) return -1;
  int& first = frame.thumbnails[static_cast<std::size_t>(k)];
  if (first < 0) {
    first = frame.plan.add({.role = Role::thumbnail,
                            .key = k,
                            .count = static_cast<int>(known->models.size()),
                            .codes = [known, k] { return thumbnail_pictures(*known, k); },
                            .source = Source::given});
  }
  return first + static_cast<int>(std::distance(known->models.begin(), found));
}

}  // namespace zscape
