// zscape-studio [FILE]: command line of the desktop window.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "console/wrong_usage.hpp"
#include "models_folder/data_folder.hpp"
#include "studio.hpp"

int main(int argc, char** argv) {
  zscape::StudioOptions options;
  if (const auto published = zscape::data_folder("models")) options.models = *published;
  std::string size = "1280x800";
  CLI::App app("zscape-studio: walk through the latent space of generative models", "zscape-studio");
  app.add_option("FILE", options.file, "weights to open, *.safetensors, or a sound, *.wav; without it, a published model");
  app.add_option("--models-dir", options.models, "folder with models.json")->capture_default_str();
  app.add_option("--fragment", options.fragment, "open a copied link: the text from its # on");
  app.add_option("--size", size, "of the window, WIDTHxHEIGHT in layout units")->capture_default_str();
  app.add_option("--scale", options.window.pixels_per_point, "device pixels per layout unit; the monitor's by default")
      ->check(CLI::Range(0.5, 8.0));
  app.add_option("--screenshot", options.screenshot, "write the window to this PNG file and end");
  app.add_option("--tiles", options.tiles, "write the wall's first 64 digits as the GPU holds them to this PNG file and end");
  app.add_option("--frames", options.frames, "frames to draw before those pictures")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    return app.exit(success);
  } catch (const CLI::ParseError& wrong) {
    return zscape::wrong_usage(app, wrong);
  }
  char end = 0;
  if (std::sscanf(size.c_str(), "%dx%d%c", &options.window.width, &options.window.height, &end) != 2 ||
      options.window.width < 200 || options.window.height < 200 || options.window.width > 10000 || options.window.height > 10000) {
    std::fprintf(stderr, "zscape-studio: --size: expected WIDTHxHEIGHT from 200x200 to 10000x10000, found %s\n", size.c_str());
    return 2;
  }

  const auto result = zscape::run_studio(options);
  if (!result) {
    std::fprintf(stderr, "zscape-studio: %s\n", result.error().message.c_str());
    return 1;
  }
  return 0;
}
