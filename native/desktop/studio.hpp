// The program itself: what it is asked to show, and its loop.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "window.hpp"

namespace zscape {

struct StudioOptions {
  std::optional<std::filesystem::path> file;  // weights to open instead of a published model, or a sound
  std::filesystem::path models;               // the folder with models.json; empty where there is none
  std::string fragment;                       // a permalink's, with or without '#'
  WindowOptions window;

  // For tests: pictures of frame number `frames`, after which the program ends.
  int frames = 8;
  std::optional<std::filesystem::path> screenshot;  // the window, PNG
  std::optional<std::filesystem::path> tiles;       // the wall's first 64 digits as the GPU holds them, PNG
};

/// Until the window is closed. Errors: no window, or a picture that could not be written; everything else is shown in the window,
/// and is an error too where only its picture is left.
Result<void> run_studio(const StudioOptions& options);

}  // namespace zscape
