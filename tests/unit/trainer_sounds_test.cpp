#include <algorithm>
#include <cmath>
#include <cstring>
#include <set>
#include <string>

#include "audio/segment.hpp"
#include "audio/wav.hpp"
#include "trainer/data/segment_cutter.hpp"
#include "trainer/data/segment_store.hpp"
#include "trainer/data/sound_file.hpp"
#include "trainer/data/sound_folder.hpp"
#include "trainer/data/spoken_digits.hpp"
#include "trainer_test.hpp"

using namespace zscape;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

// A square wave, which is as loud everywhere.
std::vector<float> noise(std::size_t size, float level = 0.5f) {
  std::vector<float> samples(size);
  for (std::size_t i = 0; i < size; ++i) samples[i] = i / 7 % 2 ? level : -level;
  return samples;
}

Cuts cuts_of(std::span<const float> samples, std::int64_t rate = kSegmentRate, std::span<const std::int64_t> clipped = {}) {
  SegmentCutter cutter(rate);
  Cuts all = cutter.add(samples, clipped);
  const Cuts last = cutter.finish();
  all.segments.insert(all.segments.end(), last.segments.begin(), last.segments.end());
  all.silent += last.silent;
  all.clipped += last.clipped;
  return all;
}

void write_sound(const fs::path& path, const std::vector<float>& samples, std::int64_t rate = kSegmentRate) {
  fs::create_directories(path.parent_path());
  REQUIRE(write_file(path, encode_wav({rate, samples})).ok());
}

SoundBlock all_of(const fs::path& path) {
  auto file = SoundFile::open(path);
  REQUIRE(file.ok());
  const auto block = file->read();
  REQUIRE(block.ok());
  CHECK(file->read()->samples.empty());
  return *block;
}

Result<void> cut(std::initializer_list<fs::path> inputs, const fs::path& folder) {
  const std::vector<fs::path> all(inputs);
  return cut_sounds(all, folder);
}

}  // namespace

TEST_CASE("a word is trimmed to where it is heard, and fades in and out", "[sounds]") {
  std::vector<float> samples(5000, 0.001f);
  std::fill(samples.begin() + 1000, samples.begin() + 3000, 0.5f);
  const std::vector<float> word = trimmed(samples);
  REQUIRE(word.size() == 2000 + 2 * 160);
  CHECK(word[160] == 0.5f);
  CHECK(word[159] == Approx(0.001f * 160 / 161));
  CHECK(word[0] == Approx(0.001f / 161));
  CHECK(word.back() == Approx(0.001f / 161));
  CHECK(word[word.size() - 161] == 0.5f);

  CHECK(trimmed(std::vector<float>(100, 0.5f)) == std::vector<float>(100, 0.5f));  // no room to fade
  CHECK(trimmed(std::vector<float>(100)).empty());
  CHECK(trimmed({}).empty());
}

TEST_CASE("a segment has one peak, one length and silence around the sound", "[sounds]") {
  const std::vector<float> samples = {0.1f, -0.2f, 0.05f};
  const std::vector<std::int16_t> segment = make_segment(samples, 320);
  REQUIRE(segment.size() == 10'000);
  CHECK(segment[319] == 0);
  CHECK(segment[320] == 11'469);
  CHECK(segment[321] == -22'938);  // 0.7
  CHECK(segment[322] == 5'734);
  CHECK(std::all_of(segment.begin() + 323, segment.end(), [](std::int16_t value) { return value == 0; }));
}

TEST_CASE("long sounds are cut at hops of half a segment, short ones are padded", "[sounds]") {
  const auto count = [](std::size_t size) { return cuts_of(noise(size)).segments.size(); };
  CHECK(count(0) == 0);
  CHECK(count(1) == 1);
  CHECK(count(9'999) == 1);
  CHECK(count(10'000) == 1);  // what is left is in the segment already
  CHECK(count(10'001) == 2);
  CHECK(count(15'000) == 2);
  CHECK(count(15'001) == 3);
  CHECK(count(160'000) == 31);

  std::vector<float> ramp(12'000);
  for (std::size_t i = 0; i < ramp.size(); ++i) ramp[i] = static_cast<float>(i) / 12'000.0f;
  const Cuts cuts = cuts_of(ramp);
  REQUIRE(cuts.segments.size() == 2);
  CHECK(cuts.segments[0][9'999] == 22'938);
  CHECK(cuts.segments[1][0] == std::lround(5'000.0 / 11'999 * 22'938));
  CHECK(cuts.segments[1][6'999] == 22'938);  // each has its own peak
  CHECK(cuts.segments[1][7'000] == 0);
  CHECK(cuts_of(noise(30'000), 48'000).segments.size() == 1);  // at 16 kHz it has 10 000 samples
}

TEST_CASE("it does not matter in which pieces a sound arrives", "[sounds]") {
  std::vector<float> sound = noise(200'000);
  const std::vector<std::int64_t> clipped = {100'000, 100'001, 150'000};
  const Cuts whole = cuts_of(sound, 22'050, clipped);
  SegmentCutter cutter(22'050);
  std::vector<std::vector<std::int16_t>> segments;
  std::int64_t left_out = 0;
  const auto take = [&](const Cuts& cuts) {
    segments.insert(segments.end(), cuts.segments.begin(), cuts.segments.end());
    left_out += cuts.clipped;
  };
  for (std::int64_t at = 0; at < 200'000; at += 3'000) {
    std::vector<std::int64_t> here;
    for (const std::int64_t i : clipped)
      if (i >= at && i < at + 3'000) here.push_back(i);
    take(cutter.add(std::span(sound).subspan(static_cast<std::size_t>(at),
                                             std::min<std::size_t>(3'000, sound.size() - static_cast<std::size_t>(at))),
                    here));
  }
  take(cutter.finish());
  CHECK(segments == whole.segments);
  CHECK(left_out == 4);  // two places, each in two segments
}

TEST_CASE("silent and clipped segments are left out and counted", "[sounds]") {
  std::vector<float> sound = noise(20'000);
  std::fill(sound.begin(), sound.begin() + 10'000, 0.0009f);
  CHECK(cuts_of(sound).silent == 1);
  CHECK(cuts_of(sound).segments.size() == 2);
  CHECK(cuts_of(std::vector<float>(100)).silent == 1);
  const std::int64_t at[] = {12'345};
  const Cuts cuts = cuts_of(noise(20'000), kSegmentRate, at);
  CHECK(cuts.clipped == 2);
  CHECK(cuts.segments.size() == 1);
}

TEST_CASE("a sound file is mixed to one channel, and where it is clipped is known", "[sounds]") {
  const TestFolder folder("sound_file");
  const fs::path path = folder.path / "a.wav";
  std::vector<float> samples = noise(100, 0.25f);
  std::fill(samples.begin() + 10, samples.begin() + 13, 1.0f);   // three are a peak
  std::fill(samples.begin() + 20, samples.begin() + 24, -1.0f);  // four are not
  std::fill(samples.begin() + 30, samples.begin() + 36, 1.0f);
  write_sound(path, samples, 8000);
  CHECK(SoundFile::open(path)->rate() == 8000);
  CHECK(SoundFile::open(path)->size() == 100);
  const SoundBlock block = all_of(path);
  CHECK(block.samples.size() == 100);
  CHECK(block.samples[0] == -0.25f);
  CHECK(block.clipped == std::vector<std::int64_t>{23, 33, 34, 35});

  Bytes stereo = encode_wav({8000, {0.5f, 0.25f, -0.5f, 0.0f}});
  stereo[22] = std::byte{2};
  stereo[32] = std::byte{4};
  REQUIRE(write_file(path, stereo).ok());
  CHECK(all_of(path).samples == std::vector<float>{0.375f, -0.25f});
}

TEST_CASE("what is no sound file is refused in the words of libsndfile, and one that lies says so", "[sounds]") {
  const TestFolder folder("no_sound");
  const fs::path path = folder.path / "a.wav";
  const auto refusal = [&] { return SoundFile::open(path).error().message; };
  CHECK_THAT(refusal(), Contains("No such file"));
  REQUIRE(write_file(path, "text").ok());
  CHECK(refusal() == "Format not recognised.");
  REQUIRE(write_file(path, encode_wav({8000, {}})).ok());
  CHECK(refusal() == "holds no samples");
  write_sound(path, {0.5f}, 100);
  CHECK(refusal() == "has 100 samples per second: expected 1000 to 768000");

  Bytes shorter = encode_wav({8000, noise(100)});
  shorter.resize(44 + 2 * 60);
  REQUIRE(write_file(path, shorter).ok());
  auto file = SoundFile::open(path);
  REQUIRE(file.ok());
  CHECK(file->read()->samples.size() == 60);
  CHECK(file->read()->samples.empty());
  CHECK_THAT(file->complaint(), Contains("its header is wrong, data : 200 (should be 120)"));

  Bytes floats = encode_wav({8000, noise(100)});
  floats[20] = std::byte{3};   // their format,
  floats[32] = std::byte{4};   // bytes
  floats[34] = std::byte{32};  // and bits
  const float beyond = 3e38f;
  std::memcpy(floats.data() + 44, &beyond, sizeof beyond);
  REQUIRE(write_file(path, floats).ok());
  CHECK(SoundFile::open(path)->read().error().message == "holds a sample beyond 1e30, at 0: expected some near 1");
}

TEST_CASE("stored segments are written in one order, and forgotten ones are not", "[sounds]") {
  const TestFolder folder("store");
  SegmentStore store;
  REQUIRE(store.create(folder.path).ok());
  CHECK(fs::is_empty(folder.path));  // nothing to be left behind
  for (int i = 0; i < 40; ++i)
    REQUIRE(store.add(std::vector<std::int16_t>(10'000, static_cast<std::int16_t>(i)), i < 20 ? 0 : 1).ok());
  store.shrink(30);
  CHECK(store.count() == 30);
  REQUIRE(store.add(std::vector<std::int16_t>(10'000, 30), 1).ok());
  REQUIRE(write_files(store.files(folder.path / "sounds", folder.path / "labels")).ok());
  const auto data = parse_idx(*read_file(folder.path / "sounds"), *read_file(folder.path / "labels"), {"a", "b"}, "stored");
  REQUIRE(data.ok());
  REQUIRE(data->sounds.count == 31);
  std::set<int> seen;
  for (std::size_t i = 0; i < 31; ++i) {
    const int value = data->sounds.values[i * 10'000];
    CHECK(data->sounds.values[i * 10'000 + 9'999] == value);
    CHECK(data->labels[i] == (value < 20 ? 0 : 1));
    seen.insert(value);
  }
  CHECK(seen.size() == 31);
  CHECK(std::count(data->labels.begin(), data->labels.begin() + 10, 1) > 0);  // not class by class
}

TEST_CASE("folders of sounds are classes, of which every tenth file is for the test", "[sounds]") {
  const TestFolder folder("classes_of_sounds");
  const fs::path out = folder.path / "out";
  for (int i = 0; i < 20; ++i)
    write_sound(folder.path / "kick" / (i % 2 ? "deep" : "high") / (std::to_string(100 + i) + ".wav"), noise(12'000));
  write_sound(folder.path / "kick" / ".hidden" / "1.wav", noise(100));
  REQUIRE(write_file(folder.path / "kick" / "README", "text").ok());  // is no tenth file
  fs::create_directory_symlink("..", folder.path / "kick" / "loop");
  write_sound(folder.path / "snare.wav", noise(22'050), 44'100);
  REQUIRE(cut({folder.path / "kick" / "", folder.path / "snare.wav"}, out).ok());
  const Dataset sound = *find_dataset("sound");
  const auto train = load_sounds(sound, out, Split::train);
  REQUIRE(train.ok());
  CHECK(train->classes == std::vector<std::string>{"kick", "snare"});
  CHECK(train->sounds.count == 37);  // 18 files of two segments, one of one
  CHECK(std::count(train->labels.begin(), train->labels.end(), 1) == 1);
  const auto test = load_sounds(sound, out, Split::test);
  REQUIRE(test.ok());
  CHECK(test->labels == std::vector<std::uint8_t>(4, 0));
  CHECK(std::distance(fs::directory_iterator(out), fs::directory_iterator()) == 5);
}

TEST_CASE("folders of which nothing can be used are refused by name, and nothing is written", "[sounds]") {
  const TestFolder folder("no_sounds");
  const fs::path out = folder.path / "out";
  const auto refusal = [&](std::initializer_list<fs::path> inputs) { return cut(inputs, out).error().message; };
  CHECK_THAT(refusal({folder.path / "missing"}), Contains("missing: No such file"));
  fs::create_directory(folder.path / "empty");
  CHECK_THAT(refusal({folder.path / "empty"}), Contains("empty holds no files"));
  write_sound(folder.path / "good" / "1.wav", noise(100));
  CHECK_THAT(refusal({folder.path / "good", folder.path / "good" / "."}), Contains("would be a second class good beside"));
  CHECK_FALSE(fs::exists(out));

  write_sound(folder.path / "bad" / "1.wav", std::vector<float>(12'000, 1.0f));
  write_sound(folder.path / "bad" / "2.wav", std::vector<float>(100));
  REQUIRE(write_file(folder.path / "bad" / "3.wav", "text").ok());
  CHECK_THAT(refusal({folder.path / "good", folder.path / "bad"}),
             Contains("bad holds no sound to use: 1 silent and 2 clipped segments, 1 unreadable files left out"));
  CHECK(fs::is_empty(out));
}

TEST_CASE("no voice that speaks for the test speaks for the training, and no two say the same", "[sounds]") {
  std::set<std::string_view> voices[2];
  for (const Split split : {Split::train, Split::test}) {
    std::set<std::string> settings;
    int english = 0;
    for (const Speaker& speaker : speakers(split)) {
      voices[split == Split::test].insert(speaker.voice);
      settings.insert(std::string(speaker.language) + "+" + std::string(speaker.voice) + " " + std::to_string(speaker.pitch) + " " +
                      std::to_string(speaker.words_per_minute));
      CHECK((speaker.pitch >= 30 && speaker.pitch <= 70));
      CHECK((speaker.words_per_minute >= 150 && speaker.words_per_minute <= 220));
      english += speaker.language.starts_with("en");
    }
    CHECK(settings.size() == speakers(split).size());
    CHECK(10 * english == 8 * static_cast<int>(settings.size()));
  }
  CHECK(speakers(Split::train).size() == 1200);
  CHECK(speakers(Split::test).size() == 240);
  for (const std::string_view voice : voices[1]) CHECK_FALSE(voices[0].contains(voice));
}

TEST_CASE("espeak-ng says the same word the same way, and other words in other ways", "[sounds]") {
  const TestFolder folder("speak");
  const Speaker speaker = speakers(Split::train).front();
  const auto seven = speak(speaker, 7, folder.path);
  if (!seven && seven.error().code == ErrorCode::not_found) {
    CHECK_THAT(seven.error().message, Contains("apt-get install espeak-ng"));
    WARN("not checked: espeak-ng is not installed");
    return;
  }
  REQUIRE(seven.ok());
  CHECK(seven->size() > 3'000);
  CHECK(seven->size() < 9'500);
  CHECK(*speak(speaker, 7, folder.path) == *seven);
  CHECK(*speak(speaker, 8, folder.path) != *seven);
  CHECK_THAT(speak({"xx", "m1", 50, 175}, 7, folder.path).error().message, Contains("espeak-ng ended with status 1"));
}
