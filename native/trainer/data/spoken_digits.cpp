#include "trainer/data/spoken_digits.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include "audio/resample.hpp"
#include "audio/segment.hpp"
#include "audio/wav.hpp"
#include "base/file.hpp"
#include "console/interrupt.hpp"
#include "console/progress.hpp"
#include "trainer/data/known_files.hpp"
#include "trainer/data/process.hpp"
#include "trainer/data/segment_store.hpp"
#include "trainer/data/temporary_folder.hpp"

namespace zscape {
namespace fs = std::filesystem;
namespace {

constexpr int kDigits = 10;
constexpr std::int64_t kMaxWord = 9'500;  // samples

// Variants that sound like people. Many are one voice at several settings; no test voice is such a relative of a training voice.
constexpr std::array<std::string_view, 30> kTrainVoices = {
    "m1",       "f1",    "m3",    "f2",     "m4",      "f4",      "m5",    "f5",     "m6",      "Annie",
    "m7",       "anika", "Alex",  "aunty",  "Andy",    "belinda", "Denis", "linda",  "Diogo",   "shelby",
    "Henrique", "steph", "Jacky", "Alicia", "Michael", "Mike",    "paul",  "quincy", "marcelo", "travis"};
constexpr std::array<std::string_view, 6> kTestVoices = {"m2", "f3", "m8", "Andrea", "Gene", "grandma"};

// Every voice speaks each language so many times, at another pitch and speed each time. Four of five sounds are English.
struct Language {
  std::string_view name;
  int times;
};
constexpr std::array<Language, 12> kLanguages = {{{"en-us", 4},
                                                  {"en-gb", 4},
                                                  {"en-gb-scotland", 4},
                                                  {"en-gb-x-rp", 4},
                                                  {"en-us-nyc", 4},
                                                  {"en-029", 4},
                                                  {"en-gb-x-gbclan", 4},
                                                  {"en-gb-x-gbcwmd", 4},
                                                  {"de", 2},
                                                  {"es", 2},
                                                  {"fr", 2},
                                                  {"it", 2}}};

using Segments = std::array<std::vector<std::int16_t>, kDigits>;

// All digits of one speaker, or none of them when one is too long.
Result<std::optional<Segments>> speak_digits(const Speaker& speaker, const fs::path& scratch) {
  Segments segments;
  for (int digit = 0; digit < kDigits; ++digit) {
    ZSCAPE_TRY(const std::vector<float> word, speak(speaker, digit, scratch));
    if (static_cast<std::int64_t>(word.size()) > kMaxWord) return std::optional<Segments>();
    segments[static_cast<std::size_t>(digit)] = make_segment(word, kSegmentStart);
  }
  return std::optional<Segments>(std::move(segments));
}

// Runs two speakers at a time; the result lists them in the order of `speakers`.
class Recording {
 public:
  explicit Recording(std::span<const Speaker> speakers, const std::string& kind)
      : speakers_(speakers),
        said_(speakers.size()),
        progress_("speaking " + kind, "digits", kDigits * static_cast<std::int64_t>(speakers.size())) {}

  Result<std::vector<std::optional<Segments>>> run() {
    std::thread other([this] { work(); });
    work();
    other.join();
    progress_.finish();
    if (interrupted()) return Error{ErrorCode::io, "interrupted while espeak-ng spoke; nothing was written"};
    if (failed_) return *failed_;
    return std::move(said_);
  }

 private:
  void work() {
    TemporaryFolder temporary;
    const auto scratch = temporary.create();
    if (!scratch) return fail(scratch.error());
    for (std::size_t i = next_++; i < speakers_.size() && !interrupted(); i = next_++) {
      auto segments = speak_digits(speakers_[i], *scratch);
      if (!segments) return fail(segments.error());
      said_[i] = std::move(*segments);
      const std::lock_guard lock(mutex_);
      for (int digit = 0; digit < kDigits; ++digit) progress_.step();
    }
  }

  void fail(const Error& error) {
    next_ = speakers_.size();
    const std::lock_guard lock(mutex_);
    failed_ = error;
  }

  std::span<const Speaker> speakers_;
  std::vector<std::optional<Segments>> said_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;  // of what follows
  ItemCount progress_;
  std::optional<Error> failed_;
};

std::string summary(std::span<const Speaker> all, std::span<const std::optional<Segments>> said, const char* kind) {
  std::set<std::string_view> voices, languages;
  for (const Speaker& speaker : all) {
    voices.insert(speaker.voice);
    languages.insert(speaker.language);
  }
  const auto kept =
      static_cast<std::size_t>(std::count_if(said.begin(), said.end(), [](const auto& segments) { return segments.has_value(); }));
  const std::size_t left_out = all.size() - kept;
  return std::to_string(kDigits * kept) + " " + kind + " sounds: " + std::to_string(kept) + " settings of " +
         std::to_string(voices.size()) + " voices and " + std::to_string(languages.size()) +
         " languages and accents; settings left out because a word is longer than " + std::to_string(kMaxWord) +
         " samples: " + std::to_string(left_out);
}

Result<void> speak_split(Split split, SegmentStore& store) {
  const char* kind = name_of(split);
  const std::vector<Speaker> all = speakers(split);
  ZSCAPE_TRY(const auto said, Recording(all, std::string(kind) + " sounds").run());
  std::printf("%s\n", summary(all, said, kind).c_str());
  for (const auto& segments : said)
    for (int digit = 0; segments && digit < kDigits; ++digit)
      ZSCAPE_TRY_VOID(store.add((*segments)[static_cast<std::size_t>(digit)], static_cast<std::uint8_t>(digit)));
  return {};
}

}  // namespace

std::vector<Speaker> speakers(Split split) {
  const std::span<const std::string_view> voices =
      split == Split::train ? std::span<const std::string_view>(kTrainVoices) : kTestVoices;
  std::vector<Speaker> result;
  // Pitch and speed step through their ranges by strides without a common factor with them or each other.
  int number = 0;
  for (const auto& [language, times] : kLanguages)
    for (int time = 0; time < times; ++time)
      for (const std::string_view voice : voices) {
        result.push_back({language, voice, 30 + 25 * number % 41, 150 + 43 * number % 71});
        ++number;
      }
  return result;
}

Result<std::vector<float>> speak(const Speaker& speaker, int digit, const fs::path& scratch) {
  const std::string voice = std::string(speaker.language) + "+" + std::string(speaker.voice);
  const fs::path path = scratch / "word.wav";
  const auto spoken = run_program({"espeak-ng", "-z", "-v", voice, "-p", std::to_string(speaker.pitch), "-s",
                                   std::to_string(speaker.words_per_minute), "-w", path.string(), std::to_string(digit)},
                                  scratch);
  if (!spoken && spoken.error().code == ErrorCode::not_found)
    return Error{ErrorCode::not_found, spoken.error().message + "; install it with: apt-get install espeak-ng"};
  ZSCAPE_TRY_VOID(spoken);
  ZSCAPE_TRY(const Bytes bytes, read_file(path));
  const std::string what = "espeak-ng speaking " + std::to_string(digit) + " as " + voice;
  ZSCAPE_TRY(const Sound sound, parse_wav(bytes, what));
  std::vector<float> word = trimmed(resample(sound.samples, sound.rate, kSegmentRate));
  if (word.empty()) return Error{ErrorCode::corrupt, what + ": made a sound of silence"};
  return word;
}

Result<void> make_spoken_digits(const Dataset& dataset, const fs::path& folder) {
  SegmentStore train, test;
  ZSCAPE_TRY_VOID(train.create(folder));
  ZSCAPE_TRY_VOID(test.create(folder));
  ZSCAPE_TRY_VOID(speak_split(Split::train, train));
  ZSCAPE_TRY_VOID(speak_split(Split::test, test));
  const auto path = [&](std::size_t i) { return folder / dataset.files[i].name; };
  const auto train_files = train.files(path(0), path(1));
  const auto test_files = test.files(path(2), path(3));
  const FileToWrite files[] = {train_files[0], train_files[1], test_files[0], test_files[1]};
  ZSCAPE_TRY_VOID(write_files(files));

  if (const auto known = verify(dataset, folder); known)
    std::printf("%s: SHA-256 of all files as expected\n", folder.c_str());
  else if (verify(as_on_debian_13(dataset), folder))
    std::printf(
        "%s: SHA-256 of all files as expected of espeak-ng 1.52, which Debian 13 has. Training works, publish will refuse.\n",
        folder.c_str());
  else
    std::printf(
        "%s: this espeak-ng speaks otherwise than 1.51 of Debian 12 and 1.52 of Debian 13. Training works, publish will refuse.\n",
        known.error().message.c_str());
  return {};
}

}  // namespace zscape
