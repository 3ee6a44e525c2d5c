#include <sys/resource.h>
#include <sys/stat.h>
#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <set>
#include <string>

#include "base/file.hpp"

using namespace zscape;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

/// While it lives no file grows beyond `bytes`.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) : before_(std::signal(SIGXFSZ, SIG_IGN)) {
    REQUIRE(getrlimit(RLIMIT_FSIZE, &limit_) == 0);
    const rlimit small = {bytes, limit_.rlim_max};
    REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
  }
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &limit_);
    std::signal(SIGXFSZ, before_);
  }

 private:
  rlimit limit_{};
  void (*before_)(int);
};

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
  return names;
}

}  // namespace

TEST_CASE("a folder is made with those that it lies in", "[base]") {
  const fs::path folder = fs::temp_directory_path() / "zscape_make_folder_test";
  fs::remove_all(folder);
  REQUIRE(make_folder(folder / "a" / "b").ok());
  CHECK(make_folder(folder / "a" / "b").ok());
  CHECK(fs::is_directory(folder / "a" / "b"));
  REQUIRE(write_file(folder / "file", "text").ok());
  const auto refused = make_folder(folder / "file" / "c");
  REQUIRE_FALSE(refused.ok());
  CHECK_THAT(refused.error().message, Contains("cannot make the folder " + (folder / "file" / "c").string()));
  fs::remove_all(folder);
}

TEST_CASE("a file is written whole or not at all", "[base]") {
  const fs::path folder = fs::temp_directory_path() / "zscape_file_test";
  fs::remove_all(folder);
  fs::create_directory(folder);
  const fs::path path = folder / "text";
  REQUIRE(write_file(path, "first").ok());
  REQUIRE(write_file(path, "second").ok());
  CHECK(*read_text(path) == "second");
  CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 1);

  CHECK_THAT(write_file(folder / "missing" / "x", "y").error().message, Contains("No such file"));
  CHECK_THAT(read_file(folder / "nothing").error().message, Contains("nothing"));
  CHECK(read_file(folder / "nothing").error().code == ErrorCode::not_found);
  CHECK_THAT(read_file(folder).error().message, Contains("it is a folder"));
  CHECK_THAT(read_file(path, 3).error().message, Contains("at most 3 are read"));
  fs::remove_all(folder);
}

TEST_CASE("a disk that fills up is reported, and what was there stays", "[base]") {
  const fs::path folder = fs::temp_directory_path() / "zscape_full_test";
  fs::remove_all(folder);
  fs::create_directory(folder);
  const fs::path path = folder / "kept";
  REQUIRE(write_file(path, "kept").ok());
  {
    const SmallDisk disk(1 << 16);
    CHECK_THAT(write_file(path, std::string(1 << 20, 'x')).error().message, Contains("File too large"));
  }
  CHECK(*read_text(path) == "kept");
  CHECK(names_in(folder) == std::set<std::string>{"kept"});
  fs::remove_all(folder);
}

TEST_CASE("whatever the folder holds, writing touches nothing but the file itself", "[base]") {
  const fs::path folder = fs::temp_directory_path() / "zscape_beside_test";
  fs::remove_all(folder);
  fs::create_directory(folder);
  REQUIRE(mkfifo((folder / "zscape-0.partial").c_str(), 0600) == 0);
  fs::create_symlink("own", folder / "zscape-1.partial");
  REQUIRE(write_file(folder / "own", "mine").ok());
  fs::create_directory(folder / "zscape-2.partial");
  const std::string longest(255, 'n');
  REQUIRE(write_file(folder / longest, "new").ok());
  CHECK(*read_text(folder / longest) == "new");
  CHECK(*read_text(folder / "own") == "mine");
  CHECK(names_in(folder) == std::set<std::string>{longest, "own", "zscape-0.partial", "zscape-1.partial", "zscape-2.partial"});
  for (int i = 3; i < 100; ++i) fs::create_directory(folder / ("zscape-" + std::to_string(i) + ".partial"));
  CHECK_THAT(write_file(folder / "own", "other").error().message, Contains("holds 100 files like zscape-0.partial; delete them"));
  CHECK(*read_text(folder / "own") == "mine");
  fs::remove_all(folder);
}

TEST_CASE("only regular files are read and replaced, and links are followed", "[base]") {
  const fs::path folder = fs::temp_directory_path() / "zscape_special_test";
  fs::remove_all(folder);
  fs::create_directory(folder);
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK_THAT(read_file(folder / "pipe").error().message, Contains("not a regular file"));
  CHECK_THAT(write_file(folder / "pipe", "x").error().message, Contains("not a regular file"));
  CHECK(fs::is_fifo(folder / "pipe"));

  REQUIRE(write_file(folder / "target", "old").ok());
  fs::create_symlink("target", folder / "link");
  REQUIRE(write_file(folder / "link", "new").ok());
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(*read_text(folder / "target") == "new");
  fs::remove_all(folder);
}

TEST_CASE("several files are replaced together or not at all", "[base]") {
  const fs::path folder = fs::temp_directory_path() / "zscape_together_test";
  fs::remove_all(folder);
  fs::create_directory(folder);
  REQUIRE(write_file(folder / "a", "old").ok());
  const std::string text = "new";
  const FileToWrite files[] = {{folder / "a", std::as_bytes(std::span(text))},
                               {folder / "missing" / "b", std::as_bytes(std::span(text))}};
  CHECK_FALSE(write_files(files).ok());
  CHECK(*read_text(folder / "a") == "old");
  CHECK(names_in(folder) == std::set<std::string>{"a"});
  fs::remove_all(folder);
}

TEST_CASE("as many files as one likes are written at once", "[base]") {
  const fs::path folder = fs::temp_directory_path() / "zscape_many_test";
  fs::remove_all(folder);
  fs::create_directory(folder);
  const std::string text = "new";
  std::vector<FileToWrite> files;
  for (int i = 0; i < 300; ++i) files.push_back({folder / std::to_string(i), std::as_bytes(std::span(text))});
  REQUIRE(write_files(files).ok());
  CHECK(names_in(folder).size() == 300);
  CHECK(*read_text(folder / "299") == "new");
  fs::remove_all(folder);
}

TEST_CASE("a file is written piece by piece, and not at all when a piece cannot be had", "[base]") {
  const fs::path folder = fs::temp_directory_path() / "zscape_pieces_test";
  fs::remove_all(folder);
  fs::create_directory(folder);
  const std::string text = "abcdef";
  const auto bytes = std::as_bytes(std::span(text));
  std::size_t at = 2;
  const auto next = [&]() -> Result<std::span<const std::byte>> {
    const auto piece = bytes.subspan(at, std::min<std::size_t>(3, bytes.size() - at));
    at += piece.size();
    return piece;
  };
  const FileToWrite file{folder / "a", bytes.first(2), next};
  REQUIRE(write_files({&file, 1}).ok());
  CHECK(*read_text(folder / "a") == text);

  const FileToWrite broken{folder / "a", bytes, [] { return Error{ErrorCode::io, "no more"}; }};
  CHECK(write_files({&broken, 1}).error().message == "no more");
  CHECK(*read_text(folder / "a") == text);
  CHECK(names_in(folder) == std::set<std::string>{"a"});
  fs::remove_all(folder);
}
