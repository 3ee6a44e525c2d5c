#include "playback.hpp"

#include <SDL.h>

#include <algorithm>
#include <span>
#include <string>

#include "audio/resample.hpp"

namespace zscape {
namespace {

constexpr int kBlock = 256;  // samples: 16 ms, of which two are under way

void ignore(const char*, int, const char*, int, const char*, ...) {}

// ALSA's library prints what it does not find. SDL loads it by this name, where there is one; it stays loaded, and silent.
void silence_alsa() {
  void* library = SDL_LoadObject("libasound.so.2");
  if (library == nullptr) return;
  if (void* set_handler = SDL_LoadFunction(library, "snd_lib_error_set_handler"))
    reinterpret_cast<int (*)(decltype(&ignore))>(set_handler)(ignore);
}

bool start_sdl() {
  if (SDL_WasInit(SDL_INIT_AUDIO) != 0) return true;
  SDL_LogSetAllPriority(SDL_NUM_LOG_PRIORITIES);
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // or an interrupt would no longer end the program
  SDL_SetHint(SDL_HINT_AUDIO_DEVICE_APP_NAME, "zscape");
  silence_alsa();
  return SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
}

SDL_AudioSpec mono(SDL_AudioCallback callback, void* user) {
  SDL_AudioSpec spec{};
  spec.freq = static_cast<int>(kMixerRate);
  spec.format = AUDIO_F32SYS;
  spec.channels = 1;
  spec.samples = kBlock;
  spec.callback = callback;
  spec.userdata = user;
  return spec;
}

std::span<float> samples_of(Uint8* bytes, int size) {
  return {reinterpret_cast<float*>(bytes), static_cast<std::size_t>(size) / sizeof(float)};
}

// While it lives, SDL's thread does not call back.
class Locked {
 public:
  explicit Locked(SDL_AudioDeviceID device) : device_(device) { SDL_LockAudioDevice(device_); }
  ~Locked() { SDL_UnlockAudioDevice(device_); }
  Locked(const Locked&) = delete;
  Locked& operator=(const Locked&) = delete;

 private:
  SDL_AudioDeviceID device_;
};

}  // namespace

Playback::~Playback() {
  close_microphone();
  if (device_ != 0) SDL_CloseAudioDevice(device_);
  if (SDL_WasInit(SDL_INIT_AUDIO) != 0) SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

void Playback::send(const MixerCommand& command) {
  const bool is_first = !is_opened_;
  if (is_first) {
    const auto play = [](void* mixer, Uint8* bytes, int size) { static_cast<Mixer*>(mixer)->render(samples_of(bytes, size)); };
    const SDL_AudioSpec spec = mono(play, &mixer_);
    if (start_sdl()) device_ = SDL_OpenAudioDevice(nullptr, 0, &spec, nullptr, 0);
    is_opened_ = true;
  }
  if (device_ == 0) return;
  {
    const Locked lock(device_);
    apply(mixer_, command);
  }
  if (is_first) SDL_PauseAudioDevice(device_, 0);
}

int Playback::step() const {
  const Locked lock(device_);
  return mixer_.step();
}

double Playback::loop_position() const {
  const Locked lock(device_);
  return mixer_.loop_position();
}

Result<void> Playback::start_recording() {
  close_microphone();
  const auto take = [](void* user, Uint8* bytes, int size) {
    auto& playback = *static_cast<Playback*>(user);
    const std::span<const float> samples = samples_of(bytes, size);
    const std::size_t at = playback.recorded_size_;
    const std::size_t count = std::min(samples.size(), playback.recorded_.size() - at);
    std::copy_n(samples.begin(), count, playback.recorded_.begin() + static_cast<std::ptrdiff_t>(at));
    playback.recorded_size_ = at + count;
  };
  const SDL_AudioSpec spec = mono(take, this);
  SDL_AudioSpec found{};
  if (start_sdl()) microphone_ = SDL_OpenAudioDevice(nullptr, 1, &spec, &found, SDL_AUDIO_ALLOW_FREQUENCY_CHANGE);
  if (microphone_ == 0) return Error{ErrorCode::unsupported, std::string("no microphone: ") + SDL_GetError()};
  recorded_rate_ = found.freq;
  recorded_.assign(static_cast<std::size_t>(kMaxRecordedSeconds * found.freq), 0.0f);
  recorded_size_ = 0;
  SDL_PauseAudioDevice(microphone_, 0);
  return {};
}

double Playback::recorded_seconds() const {
  return microphone_ == 0 ? 0.0 : static_cast<double>(recorded_size_) / static_cast<double>(recorded_rate_);
}

std::optional<Sound> Playback::take_recording() {
  if (microphone_ == 0) return std::nullopt;
  close_microphone();
  if (recorded_size_ == 0) return std::nullopt;
  return Sound{kMixerRate, resample(std::span(recorded_).first(recorded_size_), recorded_rate_, kMixerRate)};
}

void Playback::close_microphone() {
  if (microphone_ != 0) SDL_CloseAudioDevice(microphone_);  // waits for its thread
  microphone_ = 0;
}

}  // namespace zscape
