#include "trainer/data/image_folder.hpp"

#include <algorithm>
#include <cstdio>

#include "base/file.hpp"
#include "console/progress.hpp"
#include "image/decode.hpp"
#include "trainer/data/fixed_order.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{1} << 28;

Error wrong_layout(const fs::path& path, const std::string& problem) {
  return {ErrorCode::invalid_argument, path.string() + " " + problem};
}

bool is_image_name(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(), [](unsigned char c) { return std::tolower(c); });
  return extension == ".png" || extension == ".jpg" || extension == ".jpeg";
}

// The entries of a folder, sorted by name, without hidden ones.
Result<std::vector<fs::path>> entries(const fs::path& folder) {
  std::error_code failed;
  std::vector<fs::path> paths;
  fs::directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::directory_iterator(); entry.increment(failed))
    if (entry->path().filename().native().front() != '.') paths.push_back(entry->path());
  if (failed) return Error{ErrorCode::io, "cannot read the folder " + folder.string() + ": " + failed.message()};
  std::sort(paths.begin(), paths.end());
  return paths;
}

bool is_folder(const fs::path& path) {
  std::error_code unreadable;
  return fs::is_directory(path, unreadable);
}

struct ImageClass {
  std::string name;
  std::vector<fs::path> images;
};

Result<std::vector<ImageClass>> list_classes(const fs::path& folder) {
  std::vector<ImageClass> classes;
  ZSCAPE_TRY(const std::vector<fs::path> inside, entries(folder));
  for (const fs::path& path : inside) {
    if (!is_folder(path)) {
      std::error_code unreadable;
      if (!fs::is_regular_file(path, unreadable)) return Error{ErrorCode::io, path.string() + " is neither a folder nor a file"};
      if (is_image_name(path)) return wrong_layout(path, "is in no class: expected " + folder.string() + "/CLASS/IMAGE");
      continue;
    }
    ZSCAPE_TRY(std::vector<fs::path> images, entries(path));
    for (const fs::path& image : images)
      if (!is_image_name(image)) return wrong_layout(image, "is no image: expected only .png, .jpg and .jpeg there");
    if (images.empty()) return wrong_layout(path, "is a class without images");
    classes.push_back({path.filename().string(), std::move(images)});
  }
  if (classes.empty())
    return wrong_layout(folder, "holds no images: expected folders named after their classes, with images inside");
  if (classes.size() > kMaxFolderClasses)
    return wrong_layout(folder, "has " + std::to_string(classes.size()) + " classes, at most " + std::to_string(kMaxFolderClasses));
  return classes;
}

std::vector<ImageClass> pick(std::vector<ImageClass> classes, Split split) {
  for (ImageClass& of : classes) {
    std::vector<fs::path> picked;
    for (std::size_t i = 0; i < of.images.size(); ++i)
      if (is_for_test(i) == (split == Split::test)) picked.push_back(std::move(of.images[i]));
    of.images = std::move(picked);
  }
  return classes;
}

// The classes of the training images, each with its images of `split`.
Result<std::vector<ImageClass>> list_split(const fs::path& folder, Split split) {
  if (!is_folder(folder / "train") && !is_folder(folder / "test")) {
    ZSCAPE_TRY(std::vector<ImageClass> classes, list_classes(folder));
    return pick(std::move(classes), split);
  }
  for (const char* name : {"train", "test"})
    if (!is_folder(folder / name)) return wrong_layout(folder, std::string("has no folder ") + name + " beside its other half");
  ZSCAPE_TRY(std::vector<ImageClass> classes, list_classes(folder / "train"));
  if (split == Split::train) return classes;
  ZSCAPE_TRY(std::vector<ImageClass> test, list_classes(folder / "test"));
  for (ImageClass& of : classes) of.images.clear();
  for (ImageClass& of : test) {
    const auto same = std::find_if(classes.begin(), classes.end(), [&](const ImageClass& other) { return other.name == of.name; });
    if (same == classes.end())
      return wrong_layout(folder / "test" / of.name, "is a class that " + (folder / "train").string() + " does not have");
    same->images = std::move(of.images);
  }
  return classes;
}

struct LabelledPath {
  fs::path path;
  std::uint8_t label = 0;
};

std::vector<LabelledPath> mixed(const std::vector<ImageClass>& classes) {
  std::vector<LabelledPath> images;
  for (std::size_t label = 0; label < classes.size(); ++label)
    for (const fs::path& path : classes[label].images) images.push_back({path, static_cast<std::uint8_t>(label)});
  shuffle_always_alike(images);
  return images;
}

struct Size {
  int height, width;
  auto operator<=>(const Size&) const = default;
};

std::string to_text(const Size& size) { return std::to_string(size.height) + " x " + std::to_string(size.width); }

Result<Image> read_grey(const fs::path& path) {
  ZSCAPE_TRY(const Bytes bytes, read_file(path, kMaxFileBytes));
  auto image = decode_image(bytes);
  if (!image) return about(path.string(), image.error());
  return to_grey(*image);
}

// How many images were resized, and the range of their sizes in rows and columns.
class Resized {
 public:
  void add(const Image& image) {
    const Size size{image.height, image.width};
    smallest_ = count_ ? std::min(smallest_, size) : size;
    largest_ = count_ ? std::max(largest_, size) : size;
    ++count_;
  }

  std::string report(const Size& to) const {
    if (count_ == 0) return "none resized";
    return std::to_string(count_) + " resized to " + to_text(to) + ", from " + to_text(smallest_) +
           (smallest_ == largest_ ? "" : " to " + to_text(largest_));
  }

 private:
  std::int64_t count_ = 0;
  Size smallest_{}, largest_{};
};

}  // namespace

Result<LabelledImages> load_image_folder(const fs::path& folder, Split split, std::int64_t height, std::int64_t width) {
  ZSCAPE_TRY(const std::vector<ImageClass> classes, list_split(folder, split));
  const std::vector<LabelledPath> images = mixed(classes);
  const auto total = static_cast<std::int64_t>(images.size());
  const char* kind = name_of(split);
  if (total == 0)
    return wrong_layout(folder, std::string("leaves no ") + kind +
                                    " images: every tenth of a class is one, or they are in a folder " +
                                    "test beside one named train");

  LabelledImages data;
  data.images = {.count = total, .height = height, .width = width, .pixels = {}};
  data.images.pixels.reserve(static_cast<std::size_t>(total * height * width));
  const Size size{static_cast<int>(height), static_cast<int>(width)};
  Resized resized;
  ItemCount progress("reading images", "images", total);
  for (const auto& [path, label] : images) {
    auto image = read_grey(path);
    if (!image) {
      progress.finish();
      return image.error();
    }
    if (Size{image->height, image->width} != size) resized.add(*image);
    const Image fitted = resize(*image, size.height, size.width);
    data.images.pixels.insert(data.images.pixels.end(), fitted.pixels.begin(), fitted.pixels.end());
    data.labels.push_back(label);
    progress.step();
  }
  for (const ImageClass& of : classes) data.classes.push_back(of.name);
  progress.finish();
  std::printf("%s: %lld %s images, classes: %zu, %s\n", folder.c_str(), static_cast<long long>(total), kind, data.classes.size(),
              resized.report(size).c_str());
  return data;
}

}  // namespace zscape
