#include "trainer/publish/side_files.hpp"

#include <algorithm>
#include <cmath>

#include "base/file.hpp"
#include "base/sha256.hpp"
#include "console/interrupt.hpp"
#include "models_folder/models_folder.hpp"
#include "nn/kernels.hpp"
#include "trainer/data/pixel_rows.hpp"
#include "trainer/publish/card.hpp"
#include "trainer/publish/principal_plane.hpp"
#include "trainer/publish/summary.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kCodes = ".codes.safetensors";
constexpr std::string_view kDigits = ".digits.safetensors";
constexpr std::string_view kThumbnailsFile = "models.thumbnails.safetensors";
constexpr std::int64_t kDigitsPerClass = 10;

Tensor to_tensor(const Matrix& m) { return {{m.rows(), m.cols()}, {m.data(), m.data() + m.size()}}; }
Tensor to_tensor(const Eigen::RowVectorXf& v) { return {{v.size()}, {v.data(), v.data() + v.size()}}; }

Matrix encoded(const Model& model, const LabelledImages& test) {
  constexpr Eigen::Index kBatch = 1000;
  const Matrix x = pixel_values(test);
  const Matrix classes = is_conditional(model.spec()) ? one_hot(test.labels, model.spec().classes) : Matrix(x.rows(), 0);
  Matrix codes(x.rows(), model.spec().latent);
  for (Eigen::Index first = 0; first < x.rows(); first += kBatch) {
    const Eigen::Index size = std::min(kBatch, x.rows() - first);
    codes.middleRows(first, size) = model.encode(x.middleRows(first, size), classes.middleRows(first, size)).mean;
  }
  return codes;
}

struct Moments {
  Eigen::RowVectorXf mean, deviation;  // [latent]
};

// Of all rows, or of the rows of one class.
Moments moments(const Matrix& codes, std::span<const std::uint8_t> labels, std::optional<int> label = {}) {
  const auto counts = [&](Eigen::Index n) { return !label || labels[static_cast<std::size_t>(n)] == *label; };
  Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(codes.cols()), squares = sum;
  double count = 0.0;
  for (Eigen::Index n = 0; n < codes.rows(); ++n) {
    if (!counts(n)) continue;
    sum += codes.row(n).cast<double>();
    count += 1.0;
  }
  const Eigen::RowVectorXd mean = sum / std::max(count, 1.0);
  for (Eigen::Index n = 0; n < codes.rows(); ++n)
    if (counts(n)) squares += (codes.row(n).cast<double>() - mean).cwiseAbs2();
  return {mean.cast<float>(), (squares / std::max(count, 1.0)).cwiseSqrt().cast<float>()};
}

// The bytes of a file, after reading them back has checked every value.
template <class File>
Result<Bytes> checked_bytes(const File& file, Result<File> (*parse)(std::span<const std::byte>)) {
  Bytes bytes = serialize(to_safetensors(file));
  if (const auto back = parse(bytes); !back) return Error{ErrorCode::mismatch, back.error().message};
  return bytes;
}

ListedFile listed(const NamedFile& file) {
  return {.file = file.name, .bytes = static_cast<std::int64_t>(file.bytes.size()), .sha256 = sha256_hex(file.bytes)};
}

// The thumbnails that are in `folder` already.
Result<ThumbnailsFile> thumbnails_in(const fs::path& folder) {
  const auto bytes = read_file(folder / kThumbnailsFile);
  if (!bytes && bytes.error().code == ErrorCode::not_found) return ThumbnailsFile();
  if (!bytes) return bytes.error();
  return parse_thumbnails_file(*bytes);
}

// The thumbnails in `folder` of the models that `manifest` lists, with those of `model`.
Result<ThumbnailsFile> with_thumbnails(const Manifest& manifest, const Model& model, const fs::path& folder) {
  ZSCAPE_TRY(ThumbnailsFile all, thumbnails_in(folder));
  const Shape& sample = model.spec().sample;
  if (all.height != sample[1] || all.width != sample[2]) all = {.height = sample[1], .width = sample[2], .models = {}};
  std::erase_if(all.models, [&](const auto& known) {
    return std::none_of(manifest.models.begin(), manifest.models.end(),
                        [&](const ManifestEntry& e) { return e.id == known.first; });
  });
  all.models[model.spec().id] = thumbnails_of(model);
  return all;
}

ManifestEntry& entry_of(Manifest& manifest, const Model& model) {
  const auto entry =
      std::find_if(manifest.models.begin(), manifest.models.end(), [&](const ManifestEntry& e) { return e.id == model.spec().id; });
  check(entry != manifest.models.end(), "the manifest lists the model");
  return *entry;
}

}  // namespace

std::vector<std::uint8_t> thumbnails_of(const Model& model) {
  const Matrix pictures = model.decode(model.sample(kThumbnailSeed, 0, kThumbnails, 1.0f));
  std::vector<std::uint8_t> pixels(values(pictures).size());
  to_bytes(values(pictures), pixels);
  return pixels;
}

Result<CodesFile> test_codes(const Model& model, const Dataset& dataset, const LabelledImages& test) {
  check(has_codes(model.spec()), "codes of two latents at least");
  const Matrix codes = encoded(model, test);
  for (const float value : values(codes))
    if (!std::isfinite(value))
      return Error{ErrorCode::mismatch,
                   model.spec().id + ": a code of the test images of " + std::string(dataset.title) + " is not finite"};
  const Plane plane = principal_plane(codes);
  const Moments all = moments(codes, test.labels);
  Matrix class_means(std::ssize(test.classes), codes.cols());
  for (int label = 0; label < class_means.rows(); ++label) {
    const bool any = std::find(test.labels.begin(), test.labels.end(), label) != test.labels.end();
    class_means.row(label) = any ? moments(codes, test.labels, label).mean : all.mean;
  }
  return CodesFile{.model = model.tensors_sha256(),
                   .dataset = std::string(dataset.id),
                   .points = to_tensor(project(codes, plane)),
                   .labels = test.labels,
                   .mean = to_tensor(plane.mean),
                   .components = to_tensor(plane.components),
                   .deviation = to_tensor(all.deviation),
                   .class_means = to_tensor(class_means)};
}

Result<DigitsFile> first_digits(const Dataset& dataset, const LabelledImages& test) {
  const std::int64_t pixels = test.images.height * test.images.width;
  DigitsFile digits{.dataset = std::string(dataset.id),
                    .count = kDigitClasses * kDigitsPerClass,
                    .height = test.images.height,
                    .width = test.images.width,
                    .images = {},
                    .labels = {}};
  std::vector<std::size_t> next(kDigitClasses, 0);  // where the search for a class goes on
  for (std::int64_t i = 0; i < digits.count; ++i) {
    const auto label = static_cast<std::uint8_t>(i % kDigitClasses);
    const auto found = std::find(test.labels.begin() + static_cast<std::ptrdiff_t>(next[label]), test.labels.end(), label);
    if (found == test.labels.end())
      return Error{ErrorCode::mismatch, "expected " + std::to_string(kDigitsPerClass) + " test images of class " +
                                            std::to_string(label) + " of " + std::string(dataset.title) + ", found " +
                                            std::to_string(i / kDigitClasses)};
    const auto place = found - test.labels.begin();
    next[label] = static_cast<std::size_t>(place) + 1;
    const auto image = test.images.pixels.begin() + place * pixels;
    digits.images.insert(digits.images.end(), image, image + pixels);
    digits.labels.push_back(label);
  }
  return digits;
}

bool has_codes(const ModelSpec& spec) { return is_generative(spec) && !spec.encoder.empty() && spec.latent >= 2; }

bool is_side_file(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(kCodes) || name.ends_with(kDigits) || name == kThumbnailsFile;
}

Result<std::vector<NamedFile>> side_files(Manifest& manifest, const Model& model, const Dataset& dataset,
                                          const LabelledImages& test, const fs::path& folder) {
  std::vector<NamedFile> files;
  if (has_codes(model.spec())) {
    ManifestEntry& entry = entry_of(manifest, model);
    ZSCAPE_TRY(const CodesFile codes, test_codes(model, dataset, test));
    ZSCAPE_TRY(Bytes bytes, checked_bytes(codes, parse_codes_file));
    files.push_back({entry.id + std::string(kCodes), std::move(bytes)});
    entry.codes = listed(files.back());
  }
  if (model.spec().sound) return files;  // thumbnails and digits are pictures
  if (model.has_decoder()) {
    ZSCAPE_TRY(const ThumbnailsFile thumbnails, with_thumbnails(manifest, model, folder));
    ZSCAPE_TRY(Bytes bytes, checked_bytes(thumbnails, parse_thumbnails_file));
    files.push_back({std::string(kThumbnailsFile), std::move(bytes)});
    manifest.thumbnails = listed(files.back());
  }
  if (is_users_own(dataset)) return files;
  ZSCAPE_TRY(const DigitsFile digits, first_digits(dataset, test));
  ZSCAPE_TRY(Bytes bytes, checked_bytes(digits, parse_digits_file));
  files.push_back({std::string(dataset.id) + std::string(kDigits), std::move(bytes)});
  const auto same = std::find_if(manifest.datasets.begin(), manifest.datasets.end(),
                                 [&](const ListedDataset& other) { return other.id == dataset.id; });
  if (same != manifest.datasets.end()) manifest.datasets.erase(same);
  manifest.datasets.push_back({std::string(dataset.id), listed(files.back())});
  std::sort(manifest.datasets.begin(), manifest.datasets.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return files;
}

Result<std::vector<NamedFile>> publish_side_files(Manifest manifest, const Model& model, const Dataset& dataset,
                                                  const LabelledImages& test, const fs::path& folder) {
  ZSCAPE_TRY(std::vector<NamedFile> files, side_files(manifest, model, dataset, test, folder));
  entry_of(manifest, model).summary = summary_of(model.spec(), dataset);
  std::erase_if(files, [&](const NamedFile& file) {
    const auto there = read_file(folder / file.name);
    return there && *there == file.bytes;
  });
  const std::string list = to_text(manifest), page = models_page(manifest);
  std::vector<FileToWrite> all = {{folder / kManifestName, std::as_bytes(std::span(list))},
                                  {folder / "README.md", std::as_bytes(std::span(page))}};
  for (const NamedFile& file : files) all.push_back({folder / file.name, file.bytes});
  watch_for_interrupts();  // an interrupt from here on waits: all of the files are replaced, or none
  ZSCAPE_TRY_VOID(write_files(all));
  return files;
}

}  // namespace zscape
