// Through SDL's driver that writes what it plays to a file and reads what it records from one: no device is needed.
#include "playback.hpp"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>

#include "base/exact_math.hpp"
#include "base/file.hpp"

using namespace zscape;
namespace fs = std::filesystem;

namespace {

std::vector<float> tone(double hertz, std::size_t size) {
  std::vector<float> samples(size);
  for (std::size_t i = 0; i < size; ++i)
    samples[i] = static_cast<float>(0.5 * exact_sin_cos(hertz * static_cast<double>(i) / kMixerRate).sin);
  return samples;
}

// A folder with what is played and what is heard by the microphone, for SDL's driver "disk", while it lives.
class Disk {
 public:
  Disk() : folder_(fs::temp_directory_path() / ("zscape-playback-" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIODELAY", "1", 1);  // milliseconds for each block: faster than time
    setenv("SDL_DISKAUDIOFILE", played_path().c_str(), 1);
    setenv("SDL_DISKAUDIOFILEIN", (folder_ / "spoken.raw").c_str(), 1);
  }
  ~Disk() {
    unsetenv("SDL_AUDIODRIVER");
    fs::remove_all(folder_);
  }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  std::vector<float> played() const {
    const auto bytes = read_file(played_path());
    REQUIRE(bytes.ok());
    std::vector<float> samples(bytes->size() / sizeof(float));
    std::memcpy(samples.data(), bytes->data(), samples.size() * sizeof(float));
    return samples;
  }

  void speak(std::span<const float> samples) const { REQUIRE(write_file(folder_ / "spoken.raw", std::as_bytes(samples)).ok()); }

 private:
  fs::path played_path() const { return folder_ / "played.raw"; }

  fs::path folder_;
};

}  // namespace

TEST_CASE("what is sent is played as the mixer renders it", "[desktop]") {
  const Disk disk;
  Pattern pattern{.tempo = 290, .swing = 0.25, .playing = true};
  for (std::size_t i = 0; i < kSteps; ++i) pattern.steps[i] = i % 3 == 0;
  const std::vector<MixerCommand> commands = {SetPad{0, tone(440, 900)}, SetPattern{pattern}};
  {
    Playback playback;
    CHECK(playback.step() == -1);
    CHECK_FALSE(playback.has_device());
    for (const MixerCommand& command : commands) playback.send(command);
    REQUIRE(playback.has_device());
    while (playback.step() != 15) std::this_thread::yield();
  }
  Mixer mixer;
  for (const MixerCommand& command : commands) apply(mixer, command);
  std::vector<float> expected(10000);
  mixer.render(expected);
  const auto played = disk.played();
  // The pattern begins with a block, of which some were silent before; its first sample is that of a sine, 0.
  const auto first = std::find_if(played.begin(), played.end(), [](float sample) { return sample != 0; }) - played.begin() - 1;
  CHECK(first % 256 == 0);
  REQUIRE(std::ssize(played) - first >= std::ssize(expected));
  CHECK(std::equal(expected.begin(), expected.end(), played.begin() + first));
}

TEST_CASE("a recording is what the microphone heard, and ends after ten seconds", "[desktop]") {
  const Disk disk;
  const auto spoken = tone(300, 12 * kMixerRate);
  disk.speak(spoken);
  Playback playback;
  CHECK_FALSE(playback.take_recording());
  REQUIRE(playback.start_recording().ok());
  while (playback.recorded_seconds() < 0.5) std::this_thread::yield();
  const auto part = playback.take_recording();
  REQUIRE(part);
  CHECK(part->rate == kMixerRate);
  CHECK(part->seconds() < 10);
  CHECK(std::equal(part->samples.begin(), part->samples.end(), spoken.begin()));
  CHECK(playback.recorded_seconds() == 0);

  REQUIRE(playback.start_recording().ok());
  while (playback.recorded_seconds() < kMaxRecordedSeconds) std::this_thread::yield();
  const auto whole = playback.take_recording();
  REQUIRE(whole);
  CHECK(whole->samples == std::vector<float>(spoken.begin(), spoken.begin() + 10 * kMixerRate));
}

TEST_CASE("without devices nothing sounds, and a recording says why it cannot be", "[desktop]") {
  setenv("SDL_AUDIODRIVER", "disk", 1);
  setenv("SDL_DISKAUDIOFILE", "/nowhere/played.raw", 1);
  setenv("SDL_DISKAUDIOFILEIN", "/nowhere/spoken.raw", 1);
  Playback playback;
  playback.send(HitPad{0});
  playback.send(SetPattern{{.playing = true}});
  CHECK_FALSE(playback.has_device());
  CHECK(playback.step() == -1);
  const auto recording = playback.start_recording();
  REQUIRE_FALSE(recording.ok());
  CHECK_THAT(recording.error().message, Catch::StartsWith("no microphone: Couldn't open /nowhere/spoken.raw"));
  unsetenv("SDL_AUDIODRIVER");
}
