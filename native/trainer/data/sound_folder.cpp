#include "trainer/data/sound_folder.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "console/interrupt.hpp"
#include "console/progress.hpp"
#include "trainer/data/datasets.hpp"
#include "trainer/data/segment_cutter.hpp"
#include "trainer/data/segment_store.hpp"
#include "trainer/data/sound_file.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

Error wrong_input(const fs::path& path, const std::string& problem) {
  return {ErrorCode::invalid_argument, path.string() + " " + problem};
}

struct SoundClass {
  std::string name;
  fs::path input;
  std::vector<fs::path> files;  // sorted
};

// The files in the folder and below it, sorted by path. Links to folders are not followed, because they could lead in circles; they
// are listed, so that the user is told about them.
Result<std::vector<fs::path>> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  fs::recursive_directory_iterator entry(folder, failed);
  for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    std::error_code unreadable;
    if (entry->path().filename().native().front() == '.')
      entry.disable_recursion_pending();
    else if (!fs::is_directory(entry->symlink_status(unreadable)))
      files.push_back(entry->path());
  }
  if (failed) return Error{ErrorCode::io, "cannot read the folder " + folder.string() + ": " + failed.message()};
  std::sort(files.begin(), files.end());
  return files;
}

Result<SoundClass> list_class(const fs::path& input) {
  std::error_code failed;
  const fs::file_status status = fs::status(input, failed);
  if (!fs::exists(status))
    return Error{ErrorCode::not_found,
                 "cannot read " + input.string() + ": " + (failed ? failed.message() : "no such file or folder")};
  fs::path whole = fs::absolute(input).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();
  SoundClass of{whole.filename().string(), input, {input}};
  if (fs::is_directory(status)) {
    ZSCAPE_TRY(of.files, files_below(input));
  } else {
    of.name = whole.stem().string();
  }
  if (of.name.empty() || of.name.find('\n') != std::string::npos) return wrong_input(input, "has a name that no class can have");
  if (of.files.empty()) return wrong_input(input, "holds no files");
  return of;
}

Result<std::vector<SoundClass>> list_classes(std::span<const fs::path> inputs) {
  if (inputs.size() > kMaxFolderClasses)
    return Error{ErrorCode::invalid_argument,
                 std::to_string(inputs.size()) + " folders are as many classes, at most " + std::to_string(kMaxFolderClasses)};
  std::vector<SoundClass> classes;
  for (const fs::path& input : inputs) {
    ZSCAPE_TRY(SoundClass of, list_class(input));
    for (const SoundClass& other : classes)
      if (other.name == of.name)
        return wrong_input(input, "would be a second class " + of.name + " beside " + other.input.string());
    classes.push_back(std::move(of));
  }
  return classes;
}

std::int64_t kilobytes(const fs::path& path) {
  std::error_code unreadable;
  const std::uintmax_t size = fs::file_size(path, unreadable);
  return unreadable ? 0 : static_cast<std::int64_t>(size / 1000);
}

// What was made of the files of a class, and what was left out.
struct Tally {
  std::int64_t train_files = 0, test_files = 0, train = 0, test = 0;  // files that had segments, and those
  std::int64_t silent = 0, clipped = 0;                               // segments left out
  std::int64_t unreadable = 0;                                        // files

  void add(const Tally& other) {
    train_files += other.train_files;
    test_files += other.test_files;
    train += other.train;
    test += other.test;
    silent += other.silent;
    clipped += other.clipped;
    unreadable += other.unreadable;
  }
};

std::string left_out(const Tally& tally) {
  return std::to_string(tally.silent) + " silent and " + std::to_string(tally.clipped) + " clipped segments, " +
         std::to_string(tally.unreadable) + " unreadable files left out";
}

std::string to_text(const Tally& tally) {
  return std::to_string(tally.train) + " training segments of " + std::to_string(tally.train_files) + " files, " +
         std::to_string(tally.test) + " test segments of " + std::to_string(tally.test_files) + "; " + left_out(tally);
}

class Cutting {
 public:
  explicit Cutting(const std::vector<SoundClass>& classes) : progress_("cutting sounds", "kB", total_of(classes)) {}

  Result<void> begin(const fs::path& folder) {
    ZSCAPE_TRY_VOID(train_.create(folder));
    return test_.create(folder);
  }

  Result<Tally> cut_class(const SoundClass& of, std::uint8_t label) {
    Tally tally;
    for (const fs::path& path : of.files) {
      const bool is_test = is_for_test(static_cast<std::size_t>(tally.train_files + tally.test_files));
      ZSCAPE_TRY(const Tally found, cut_or_leave_out(path, label, is_test));
      tally.add(found);
      done_ += kilobytes(path);
      progress_.reach(done_);
    }
    return tally;
  }

  void finish_progress() { progress_.finish(); }

  Result<void> write(const std::vector<SoundClass>& classes, const Dataset& dataset, const fs::path& folder) {
    std::string names;
    for (const SoundClass& of : classes) names += of.name + "\n";
    const auto train = train_.files(folder / dataset.files[0].name, folder / dataset.files[1].name);
    const auto test = test_.files(folder / dataset.files[2].name, folder / dataset.files[3].name);
    const FileToWrite files[] = {train[0], train[1], test[0], test[1], {folder / kClassesName, std::as_bytes(std::span(names))}};
    return write_files(files);
  }

 private:
  static std::int64_t total_of(const std::vector<SoundClass>& classes) {
    std::int64_t total = 0;
    for (const SoundClass& of : classes)
      for (const fs::path& path : of.files) total += kilobytes(path);
    return total;
  }

  void say(const fs::path& path, const std::string& what) {
    progress_.finish();
    std::printf("%s: %s\n", path.c_str(), what.c_str());
  }

  // A file that cannot be read is left out as a whole. The Error is for other failures: an interruption, or writing.
  Result<Tally> cut_or_leave_out(const fs::path& path, std::uint8_t label, bool is_test) {
    SegmentStore& store = is_test ? test_ : train_;
    const std::int64_t before = store.count();
    std::error_code unreadable;
    if (!fs::is_regular_file(path, unreadable)) {
      say(path, fs::is_directory(path, unreadable) ? "left out: a link to a folder" : "left out: it is not a regular file");
      return Tally{.unreadable = 1};
    }
    auto file = SoundFile::open(path);
    if (!file) {
      say(path, "left out: " + file.error().message);
      return Tally{.unreadable = 1};
    }
    Tally tally;
    SegmentCutter cutter(file->rate());
    for (std::int64_t samples = 0;;) {
      if (interrupted()) return Error{ErrorCode::io, "interrupted while cutting " + path.string() + "; nothing was written"};
      const auto block = file->read();
      if (!block) {
        say(path, "left out: " + block.error().message);
        store.shrink(before);
        return Tally{.unreadable = 1};
      }
      const bool ends = block->samples.empty();
      ZSCAPE_TRY_VOID(keep(ends ? cutter.finish() : cutter.add(block->samples, block->clipped), label, store, tally));
      if (ends) break;
      samples += static_cast<std::int64_t>(block->samples.size());
      progress_.reach(done_ + static_cast<std::int64_t>(static_cast<double>(kilobytes(path)) * static_cast<double>(samples) /
                                                        static_cast<double>(file->size())));
    }
    if (const std::string complaint = file->complaint(); !complaint.empty()) say(path, complaint + "; what is there is used");
    const std::int64_t added = store.count() - before;
    (is_test ? tally.test : tally.train) = added;
    (is_test ? tally.test_files : tally.train_files) = added > 0;
    return tally;
  }

  static Result<void> keep(const Cuts& cuts, std::uint8_t label, SegmentStore& store, Tally& tally) {
    for (const auto& segment : cuts.segments) ZSCAPE_TRY_VOID(store.add(segment, label));
    tally.silent += cuts.silent;
    tally.clipped += cuts.clipped;
    return {};
  }

  SegmentStore train_, test_;
  ItemCount progress_;
  std::int64_t done_ = 0;  // kB of files
};

Result<Tally> cut_classes(Cutting& cutting, const std::vector<SoundClass>& classes) {
  Tally all;
  for (std::size_t label = 0; label < classes.size(); ++label) {
    ZSCAPE_TRY(const Tally tally, cutting.cut_class(classes[label], static_cast<std::uint8_t>(label)));
    if (tally.train == 0)
      return wrong_input(classes[label].input, "holds no sound to use: " + left_out(tally) + "; nothing was written");
    cutting.finish_progress();
    std::printf("%s: %s\n", classes[label].name.c_str(), to_text(tally).c_str());
    all.add(tally);
  }
  return all;
}

}  // namespace

Result<void> cut_sounds(std::span<const fs::path> inputs, const fs::path& folder) {
  ZSCAPE_TRY(const Dataset dataset, find_dataset("sound"));
  ZSCAPE_TRY(const std::vector<SoundClass> classes, list_classes(inputs));
  ZSCAPE_TRY_VOID(make_folder(folder));
  Cutting cutting(classes);
  ZSCAPE_TRY_VOID(cutting.begin(folder));
  const auto all = cut_classes(cutting, classes);
  cutting.finish_progress();
  if (!all) return all.error();
  ZSCAPE_TRY_VOID(cutting.write(classes, dataset, folder));
  std::printf("%s: %zu classes, %s\n", folder.c_str(), classes.size(), to_text(*all).c_str());
  if (all->test == 0) std::printf("nothing is for the test, which needs ten files of a class\n");
  return {};
}

}  // namespace zscape
