// Draws one sample of a model: digit MODEL.safetensors PICTURE.png
#include <cstdio>
#include <zscape/image/sheet.hpp>
#include <zscape/models/model.hpp>

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("usage: digit MODEL.safetensors PICTURE.png\n", stderr), 2;
  const auto bytes = zscape::read_file(argv[1]);
  const auto model = bytes ? zscape::Model::load(*bytes) : bytes.error();
  if (!model) return std::fprintf(stderr, "digit: %s\n", model.error().message.c_str()), 1;
  const zscape::Matrix pixels = model->decode(model->sample(7, 0, 1, 1.0f));  // seed, first, count, temperature
  const auto& shape = model->spec().sample;                                   // channels, height, width
  const zscape::Image picture = zscape::picture(zscape::values(pixels), shape[1], shape[2]);
  return zscape::write_file(argv[2], zscape::encode_png(picture)) ? 0 : 1;
}
