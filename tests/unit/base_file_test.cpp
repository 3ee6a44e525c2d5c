#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "base/file.hpp"

using namespace zscape;
using Catch::Contains;
namespace fs = std::filesystem;

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
  CHECK_THAT(read_file(path, 3).error().message, Contains("larger than 3 bytes"));
  fs::remove_all(folder);
}

TEST_CASE("a full disk is reported and leaves nothing behind", "[base]") {
  // The device that is always full stands in the way of the temporary file.
  const fs::path folder = fs::temp_directory_path() / "zscape_full_test";
  fs::remove_all(folder);
  fs::create_directory(folder);
  const fs::path path = folder / "kept";
  REQUIRE(write_file(path, "kept").ok());
  fs::create_symlink("/dev/full", folder / "kept.partial");
  CHECK_THAT(write_file(path, std::string(1 << 20, 'x')).error().message, Contains("No space left"));
  CHECK(*read_text(path) == "kept");
  CHECK_FALSE(fs::exists(fs::symlink_status(folder / "kept.partial")));
  fs::remove_all(folder);
}
