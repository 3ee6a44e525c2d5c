#include <sys/resource.h>

#include <csignal>
#include <limits>
#include <sstream>

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "console/progress.hpp"
#include "trainer/data/process.hpp"
#include "trainer/run/metrics_log.hpp"
#include "trainer_test.hpp"

using namespace zscape;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

// The events of a folder, as an independent reader sees them.
std::vector<Json> events(const fs::path& folder) {
  const auto read = run_program({"python3", ZSCAPE_SOURCE_DIR "/tests/trainer/read_events.py", folder.string()}, folder);
  INFO((read ? "" : read.error().message));
  REQUIRE(read.ok());
  std::istringstream lines(*read_text(folder / "python3.log"));
  std::vector<Json> found;
  for (std::string line; std::getline(lines, line);) found.push_back(Json::parse(line));
  return found;
}

std::string lines(const fs::path& folder) { return *read_text(folder / "metrics.jsonl"); }

MetricsLog opened(const fs::path& folder, std::int64_t finished_epochs) {
  auto log = MetricsLog::open(folder, finished_epochs);
  INFO((log ? "" : log.error().message));
  REQUIRE(log.ok());
  return std::move(log).value();
}

// No file can grow beyond `bytes` while this lives: a disk that fills up in the middle of a write.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

}  // namespace

TEST_CASE("metrics are a line of JSON per epoch and TensorBoard scalars", "[metrics]") {
  const TestFolder folder("scalars");
  MetricsLog log = opened(folder.path / "run", 0);
  REQUIRE(log.scalars(1, {{"loss", 105.5}, {"kl", -0.25}}).ok());
  REQUIRE(log.scalars(2, {{"loss", std::numeric_limits<double>::quiet_NaN()}}).ok());
  CHECK(lines(folder.path / "run") == "{\"epoch\":1,\"kl\":-0.25,\"loss\":105.5}\n{\"epoch\":2,\"loss\":null}\n");

  const auto found = events(folder.path / "run");
  REQUIRE(found.size() == 4);
  CHECK(found[0]["file_version"] == "brain.Event:2");
  CHECK(found[1]["session_log"]["status"] == 1);
  CHECK(found[1]["step"] == 1);
  CHECK(found[2]["step"] == 1);
  CHECK(found[2]["wall_time"].get<double>() > 1.6e9);
  CHECK(found[2]["summary"]["value"] == Json::parse(R"([{"tag":"kl","simple_value":-0.25},{"tag":"loss","simple_value":105.5}])"));
  CHECK(found[3]["step"] == 2);
  CHECK(found[3]["summary"]["value"][0]["simple_value"] == "nan");
}

TEST_CASE("a sample sheet is a PNG and a TensorBoard image", "[metrics]") {
  const TestFolder folder("sheet");
  MetricsLog log = opened(folder.path, 0);
  const Image sheet{20, 300, 1, std::vector<std::uint8_t>(6000, 50)};
  REQUIRE(log.sheet(12, sheet).ok());
  const auto png = read_file(folder.path / "samples" / "epoch_0012.png");
  REQUIRE(png.ok());
  CHECK(*png == encode_png(sheet));
  const Json event = events(folder.path).back();
  CHECK(event["step"] == 12);
  const Json value = event["summary"]["value"][0];
  CHECK(value["tag"] == "samples");
  CHECK(value["image"]["height"] == 20);
  CHECK(value["image"]["width"] == 300);
  CHECK(value["image"]["colorspace"] == 1);
  CHECK(value["image"]["encoded_image_string"]["sha256"] == sha256_hex(*png));
}

TEST_CASE("a resumed run logs no epoch twice", "[metrics]") {
  const TestFolder folder("resume");
  {
    MetricsLog log = opened(folder.path, 0);
    for (int epoch = 1; epoch <= 3; ++epoch) REQUIRE(log.scalars(epoch, {{"loss", 10.0 - epoch}}).ok());
  }
  REQUIRE(write_file(folder.path / "metrics.jsonl", lines(folder.path) + "{\"epoch\": 4, \"lo").ok());  // killed while writing
  MetricsLog log = opened(folder.path, 2);
  CHECK(lines(folder.path) == "{\"epoch\":1,\"loss\":9.0}\n{\"epoch\":2,\"loss\":8.0}\n");
  REQUIRE(log.scalars(3, {{"loss", 6.5}}).ok());
  CHECK(lines(folder.path) == "{\"epoch\":1,\"loss\":9.0}\n{\"epoch\":2,\"loss\":8.0}\n{\"epoch\":3,\"loss\":6.5}\n");

  const auto found = events(folder.path);
  REQUIRE(found.size() == 8);
  CHECK(found[4]["file"].get<std::string>() < found[5]["file"].get<std::string>());
  CHECK(found[5]["file_version"] == "brain.Event:2");
  CHECK(found[6]["session_log"]["status"] == 1);
  CHECK(found[6]["step"] == 3);
  CHECK(found[7]["step"] == 3);
}

TEST_CASE("a new event file comes after the others even when the clock went back", "[metrics]") {
  const TestFolder folder("clock");
  REQUIRE(write_file(folder.path / "events.out.tfevents.9000000000.zscape", "").ok());
  (void)opened(folder.path, 0);
  CHECK(fs::exists(folder.path / "events.out.tfevents.9000000001.zscape"));
}

TEST_CASE("a log that is none is refused and left alone", "[metrics]") {
  const TestFolder folder("foreign");
  const auto refusal = [&](const std::string& text) {
    REQUIRE(write_file(folder.path / "metrics.jsonl", text).ok());
    const auto log = MetricsLog::open(folder.path, 0);
    REQUIRE_FALSE(log.ok());
    CHECK(lines(folder.path) == text);
    return log.error().message;
  };
  CHECK_THAT(refusal("{\"epoch\":1}\nloss 3\n"), Contains("metrics.jsonl: line 2"));
  CHECK_THAT(refusal("{\"loss\":1}\n"), Contains("line 1") && Contains("\"epoch\" is missing"));
  CHECK_THAT(refusal("[1]\n"), Contains("line 1"));
  REQUIRE(write_file(folder.path / "file", "").ok());
  CHECK_THAT(MetricsLog::open(folder.path / "file", 0).error().message, Contains("cannot make the folder"));
}

TEST_CASE("a disk that fills up leaves every earlier record whole", "[metrics]") {
  const TestFolder folder("full");
  MetricsLog log = opened(folder.path, 0);
  REQUIRE(log.scalars(1, {{"loss", 1.0}}).ok());
  const std::string before = lines(folder.path);
  {
    const FileSizeLimit full(before.size() + 7);
    const auto failed = log.scalars(2, {{"loss", 2.0}});
    REQUIRE_FALSE(failed.ok());
    CHECK_THAT(failed.error().message, Contains("cannot write") && Contains("metrics.jsonl"));
    CHECK_THAT(log.sheet(2, {64, 64, 1, std::vector<std::uint8_t>(4096)}).error().message, Contains("epoch_0002.png"));
  }
  CHECK(lines(folder.path) == before);
  CHECK_FALSE(fs::exists(folder.path / "samples" / "epoch_0002.png"));
  {
    const FileSizeLimit full(150);  // the lines fit, the events do not
    CHECK_THAT(log.scalars(2, {{"loss", 2.0}, {"something_else", 3.0}, {"yet_more", 4.0}}).error().message, Contains("tfevents"));
  }
  CHECK(events(folder.path).size() == 3);
  REQUIRE(log.scalars(3, {{"loss", 3.0}}).ok());
  CHECK(events(folder.path).size() == 4);
}

TEST_CASE("a full disk is found out when the log is opened", "[metrics]") {
  const TestFolder folder("device");
  fs::create_symlink("/dev/full", folder.path / "metrics.jsonl");
  CHECK_FALSE(MetricsLog::open(folder.path, 0).ok());
}

TEST_CASE("progress shows values by name, with the decimals they need", "[progress]") {
  CHECK(to_text({{"loss", 105.374}, {"mse", 0.00451}, {"probability", 1.0}}) == "loss 105.37  mse 0.0045  probability 1.0000");
  CHECK(to_text({{"loss", 1e30}, {"nan", std::numeric_limits<double>::quiet_NaN()}}) == "loss 1e+30  nan nan");
}
