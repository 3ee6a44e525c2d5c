// What the trainer's unit tests share.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "base/file.hpp"
#include "image/sheet.hpp"

/// An empty folder that goes away with the test.
class TestFolder {
 public:
  explicit TestFolder(const std::string& name) : path(std::filesystem::temp_directory_path() / ("zscape_" + name + "_test")) {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() { std::filesystem::remove_all(path); }

  const std::filesystem::path path;
};

inline void write_png(const std::filesystem::path& path, int height, int width, std::uint8_t value, int channels = 1) {
  std::filesystem::create_directories(path.parent_path());
  const auto size = static_cast<std::size_t>(height * width * channels);
  REQUIRE(zscape::write_file(path, zscape::encode_png({height, width, channels, std::vector<std::uint8_t>(size, value)})).ok());
}
