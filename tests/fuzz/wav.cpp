// libFuzzer target: whatever the bytes, they are an Error or a sound that is written and read back as it was written.
#include "audio/wav.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto sound = zscape::parse_wav(std::as_bytes(std::span(data, size)), "fuzz.wav");
  if (!sound) return 0;
  for (const float sample : sound->samples) zscape::check(sample >= -1 && sample <= 1, "samples in range");
  const zscape::Bytes written = zscape::encode_wav(*sound);
  const auto again = zscape::parse_wav(written, "again.wav");
  zscape::check(again.ok() && again->rate == sound->rate && zscape::encode_wav(*again) == written, "a sound survives its own file");
  return 0;
}
