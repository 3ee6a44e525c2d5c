#include "trainer/data/datasets.hpp"

#include <algorithm>
#include <map>

#include "base/sha256.hpp"
#include "trainer/data/known_files.hpp"
#include "trainer/data/obtain.hpp"
#include "trainer/data/process.hpp"
#include "trainer_test.hpp"

using namespace zscape;
using Catch::Contains;
namespace fs = std::filesystem;

namespace {

const Dataset kFolder = *find_dataset("folder");

std::string refusal(const fs::path& folder, Split split = Split::train) {
  const auto data = load_split(kFolder, folder, split, 28, 28);
  REQUIRE_FALSE(data.ok());
  return data.error().message;
}

// DIR/cat with 20 images and DIR/dog with 10, of the size that is asked for; the value of each is its number.
void fill(const fs::path& folder) {
  for (int i = 0; i < 20; ++i) write_png(folder / "cat" / (std::string(1, static_cast<char>('a' + i)) + ".png"), 28, 28, i);
  for (int i = 0; i < 10; ++i) write_png(folder / "dog" / (std::to_string(i) + ".PNG"), 28, 28, 100 + i);
}

Bytes idx(std::initializer_list<std::uint32_t> words, std::size_t values, std::uint8_t value) {
  Bytes file;
  for (const std::uint32_t word : words)
    for (int shift = 24; shift >= 0; shift -= 8) file.push_back(static_cast<std::byte>(word >> shift));
  file.resize(file.size() + values, static_cast<std::byte>(value));
  return file;
}

void write_idx(const fs::path& folder, std::uint32_t count, std::uint8_t label = 3) {
  REQUIRE(write_file(folder / "train-images-idx3-ubyte", idx({0x803, count, 28, 28}, count * 784, 1)).ok());
  REQUIRE(write_file(folder / "train-labels-idx1-ubyte", idx({0x801, count}, count, label)).ok());
}

// The first pixel of every image, and its label.
std::map<int, int> first_pixels(const LabelledImages& data) {
  std::map<int, int> labels;
  for (std::int64_t i = 0; i < data.images.count; ++i) labels[data.images.pixels[i * 784]] = data.labels[i];
  return labels;
}

}  // namespace

TEST_CASE("data sets are found by id, and unknown ones list what there is", "[data]") {
  CHECK(find_dataset("mnist")->classes[9] == "9");
  CHECK(find_dataset("fashion-mnist")->classes[0] == "T-shirt/top");
  CHECK_THAT(find_dataset("cifar").error().message,
             Contains("no data set \"cifar\"") && Contains("mnist, fashion-mnist, spoken-digits, folder, sound"));
  CHECK_THAT(default_data_dir(kFolder).error().message, Contains("--data-dir"));
  CHECK_THAT(obtain(kFolder, "anywhere").error().message, Contains("is your own images: nothing to obtain"));
  CHECK_THAT(obtain(*find_dataset("sound"), "anywhere").error().message, Contains("is your own sounds: nothing to obtain"));
}

TEST_CASE("of a folder of classes every tenth image by name is for the test", "[data]") {
  const TestFolder folder("split");
  fill(folder.path);
  REQUIRE(write_file(folder.path / "README", "no image").ok());
  REQUIRE(write_file(folder.path / "cat" / ".hidden", "no image").ok());
  const auto train = load_split(kFolder, folder.path, Split::train, 28, 28);
  REQUIRE(train.ok());
  CHECK(train->classes == std::vector<std::string>{"cat", "dog"});
  CHECK(train->images.count == 27);
  CHECK(train->images.pixels.size() == 27 * 784);
  CHECK(train->labels.size() == 27);
  CHECK(std::count(train->labels.begin(), train->labels.end(), 0) == 18);
  const auto first = train->labels.begin();
  CHECK(std::count(first, first + 9, 1) > 0);  // not class by class
  CHECK(std::count(first, first + 9, 0) > 0);
  CHECK(first_pixels(*train).count(9) == 0);  // the tenth is in the other half
  const auto test = load_split(kFolder, folder.path, Split::test, 28, 28);
  REQUIRE(test.ok());
  CHECK(test->images.count == 3);
  CHECK(first_pixels(*test) == std::map<int, int>{{9, 0}, {19, 0}, {109, 1}});
}

TEST_CASE("folders train and test are the split", "[data]") {
  const TestFolder folder("halves");
  for (const char* name : {"b", "a"}) {
    write_png(folder.path / "train" / name / "1.png", 28, 28, 1);
    write_png(folder.path / "train" / name / "2.png", 28, 28, 2);
  }
  write_png(folder.path / "test" / "b" / "1.png", 28, 28, 3);
  CHECK_THAT(refusal(folder.path, Split::test), Contains("has one test image, at least two are needed"));
  write_png(folder.path / "test" / "b" / "2.png", 28, 28, 4);
  const auto test = load_split(kFolder, folder.path, Split::test, 28, 28);
  REQUIRE(test.ok());
  CHECK(test->classes == std::vector<std::string>{"a", "b"});
  CHECK(test->labels == std::vector<std::uint8_t>{1, 1});

  write_png(folder.path / "test" / "c" / "1.png", 28, 28, 3);
  CHECK(load_split(kFolder, folder.path, Split::train, 28, 28).ok());
  CHECK_THAT(refusal(folder.path, Split::test), Contains("test/c is a class that") && Contains("train does not have"));
  fs::remove_all(folder.path / "test");
  CHECK_THAT(refusal(folder.path), Contains("has no folder test"));
}

TEST_CASE("images of any size and colour are made grey and resized", "[data]") {
  const TestFolder folder("sizes");
  write_png(folder.path / "x" / "1.png", 28, 28, 7);
  write_png(folder.path / "x" / "2.png", 3, 500, 80, 3);
  write_png(folder.path / "x" / "3.png", 300, 200, 90, 1);
  const auto data = load_split(kFolder, folder.path, Split::train, 28, 28);
  REQUIRE(data.ok());
  CHECK(data->classes.size() == 1);  // whether one is enough is the caller's to say
  CHECK(data->images.pixels.size() == 3 * 784);
  CHECK(first_pixels(*data) == std::map<int, int>{{7, 0}, {80, 0}, {90, 0}});
}

TEST_CASE("a folder without enough images is refused", "[data]") {
  const TestFolder folder("few");
  CHECK_THAT(refusal(folder.path), Contains("holds no images: expected folders named after their classes"));
  CHECK_THAT(refusal(folder.path / "missing"), Contains("cannot read the folder") && Contains("No such file"));
  fs::create_directory_symlink("loop", folder.path / "loop");
  CHECK_THAT(refusal(folder.path / "loop"), Contains("cannot read the folder") && Contains("symbolic links"));
  CHECK_THAT(refusal(folder.path), Contains("loop is neither a folder nor a file"));
  fs::remove(folder.path / "loop");

  fs::create_directory(folder.path / "cat");
  CHECK_THAT(refusal(folder.path), Contains("cat is a class without images"));
  write_png(folder.path / "cat" / "1.png", 28, 28, 1);
  CHECK_THAT(refusal(folder.path), Contains("has one training image, at least two are needed"));
  write_png(folder.path / "cat" / "2.png", 28, 28, 1);
  CHECK(load_split(kFolder, folder.path, Split::train, 28, 28).ok());
  CHECK_THAT(refusal(folder.path, Split::test), Contains("leaves no test images"));
}

TEST_CASE("what is no image among the images is refused by name, never skipped", "[data]") {
  const TestFolder folder("damaged");
  fill(folder.path);
  REQUIRE(write_file(folder.path / "dog" / "3.PNG", "not a picture").ok());
  CHECK_THAT(refusal(folder.path), Contains("dog/3.PNG: expected a PNG or JPEG, it is neither"));
  Bytes png = encode_png({28, 28, 1, std::vector<std::uint8_t>(784)});
  png[18] = std::byte{0x20};
  REQUIRE(write_file(folder.path / "dog" / "3.PNG", png).ok());
  CHECK_THAT(refusal(folder.path), Contains("dog/3.PNG: it has more than 8192 pixels a side"));
  png.resize(50);
  REQUIRE(write_file(folder.path / "dog" / "3.PNG", png).ok());
  CHECK_THAT(refusal(folder.path), Contains("dog/3.PNG:"));
  fs::remove(folder.path / "dog" / "3.PNG");
  fs::create_symlink("gone", folder.path / "dog" / "3.PNG");
  CHECK_THAT(refusal(folder.path), Contains("dog/3.PNG: No such file"));
  fs::remove(folder.path / "dog" / "3.PNG");
  REQUIRE(write_file(folder.path / "dog" / "notes.txt", "no image").ok());
  CHECK_THAT(refusal(folder.path), Contains("dog/notes.txt is no image"));
  fs::remove(folder.path / "dog" / "notes.txt");
  write_png(folder.path / "stray.png", 28, 28, 0);
  CHECK_THAT(refusal(folder.path), Contains("stray.png is in no class"));
}

TEST_CASE("more classes than a label can name are refused", "[data]") {
  const TestFolder folder("classes");
  for (int i = 0; i < 257; ++i) write_png(folder.path / std::to_string(i) / "1.png", 1, 1, 0);
  CHECK_THAT(refusal(folder.path), Contains("257 classes, at most 256"));
}

TEST_CASE("IDX files with one image, another size or labels out of range are refused", "[data]") {
  const TestFolder folder("idx");
  const Dataset mnist = *find_dataset("mnist");
  const auto message = [&](std::int64_t side) { return load_split(mnist, folder.path, Split::train, side, side).error().message; };
  CHECK_THAT(message(28), Contains("zscape-train data mnist --data-dir"));
  write_idx(folder.path, 0);
  CHECK_THAT(message(28), Contains("it is empty"));
  write_idx(folder.path, 1);
  CHECK_THAT(message(28), Contains("has one training image, at least two are needed"));
  write_idx(folder.path, 2, 11);
  CHECK_THAT(message(28), Contains("label 0 is 11: expected 0 to 9"));
  write_idx(folder.path, 2);
  CHECK_THAT(message(32), Contains("are 28 x 28, expected 32 x 32"));
  const auto data = load_split(mnist, folder.path, Split::train, 28, 28);
  REQUIRE(data.ok());
  CHECK(data->classes == std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
}

TEST_CASE("sounds are loaded with the names of their classes", "[data]") {
  const TestFolder folder("sounds");
  const Dataset sound = *find_dataset("sound");
  const auto write = [&](std::int64_t count, std::int64_t samples, std::uint8_t label) {
    const IdxSounds sounds{count, samples, std::vector<std::int16_t>(static_cast<std::size_t>(count * samples), 7)};
    REQUIRE(write_file(folder.path / "train-sounds-idx2-short", idx_sounds(sounds)).ok());
    const std::vector<std::uint8_t> labels(static_cast<std::size_t>(count), label);
    REQUIRE(write_file(folder.path / "train-labels-idx1-ubyte", idx_labels(labels)).ok());
  };
  const auto message = [&](const Dataset& dataset) { return load_sounds(dataset, folder.path, Split::train).error().message; };
  CHECK_THAT(message(sound), Contains("zscape-train data sound DIR... --data-dir"));
  write(2, 10'000, 1);
  CHECK_THAT(message(sound), Contains("classes.txt"));
  REQUIRE(write_file(folder.path / kClassesName, "").ok());
  CHECK_THAT(message(sound), Contains("classes.txt names no class"));
  REQUIRE(write_file(folder.path / kClassesName, "bass drum\nsnare\n").ok());
  const auto data = load_sounds(sound, folder.path, Split::train);
  REQUIRE(data.ok());
  CHECK(data->sounds.count == 2);
  CHECK(data->sounds.values[0] == 7);
  CHECK(data->labels == std::vector<std::uint8_t>{1, 1});
  CHECK(data->classes == std::vector<std::string>{"bass drum", "snare"});
  CHECK(load_sounds(*find_dataset("spoken-digits"), folder.path, Split::train)->classes.back() == "9");

  write(2, 10'000, 2);
  CHECK_THAT(message(sound), Contains("label 0 is 2: expected 0 to 1"));
  write(2, 9'999, 1);
  CHECK_THAT(message(sound), Contains("have 9999 samples, expected 10000"));
  write(1, 10'000, 1);
  CHECK_THAT(message(sound), Contains("has one training sound, at least two are needed"));
  CHECK_THAT(message(kFolder), Contains("the data set folder holds images: expected sounds"));
  CHECK_THAT(load_split(sound, folder.path, Split::train, 28, 28).error().message,
             Contains("the data set sound holds sounds: expected images"));
}

TEST_CASE("a data set is taken from its Debian package, else from a mirror, and checked", "[data]") {
  const TestFolder folder("obtain");
  const fs::path package = folder.path / "package";
  const fs::path mirror = folder.path / "mirror";
  for (const fs::path& source : {package, mirror}) {
    fs::create_directory(source);
    REQUIRE(write_file(source / "values", "1 2 3").ok());
    REQUIRE(run_program({"gzip", "--keep", "values"}, source).ok());
  }
  const std::string hash = sha256_hex(*read_file(package / "values"));
  const std::string package_name = package.string();
  const std::string url = "file://" + mirror.string();
  Dataset dataset = *find_dataset("fashion-mnist");
  dataset.files.fill({"values", hash});
  dataset.debian_folder = package_name;
  dataset.mirrors = {url, url};
  const fs::path there = folder.path / "there";

  REQUIRE(obtain(dataset, there).ok());
  CHECK(*read_text(there / "values") == "1 2 3");
  REQUIRE(write_file(there / "values", "damaged").ok());
  REQUIRE(write_file(package / "values.gz", "not gzip").ok());
  REQUIRE(obtain(dataset, there).ok());  // from the mirror
  CHECK(*read_text(there / "values") == "1 2 3");

  fs::remove_all(there);
  fs::remove(package / "values.gz");
  REQUIRE(write_file(mirror / "values", "4 5 6").ok());
  REQUIRE(run_program({"gzip", "--force", "values"}, mirror).ok());
  CHECK_THAT(obtain(dataset, there).error().message,
             Contains("cannot obtain values") && Contains("apt-get install dataset-fashion-mnist") && Contains("expected SHA-256"));
  CHECK_FALSE(fs::exists(there / "values"));
  CHECK_THAT(obtain(dataset, mirror / "values.gz").error().message, Contains("cannot make the folder"));
}

TEST_CASE("the digits that Debian 13 speaks are kept, but are not those that models are published from", "[data]") {
  const TestFolder folder("spoken");
  const auto hash = [](std::string_view text) { return sha256_hex(std::as_bytes(std::span(text))); };
  const std::string here = hash("here"), elsewhere = hash("elsewhere");
  Dataset dataset = *find_dataset("spoken-digits");
  dataset.files.fill({"values", elsewhere});
  dataset.debian_13_sha256 = {here, here, here, here};
  REQUIRE(write_file(folder.path / "values", "here").ok());
  REQUIRE(obtain(dataset, folder.path).ok());
  CHECK(*read_text(folder.path / "values") == "here");
  CHECK_THAT(verify(dataset, folder.path).error().message, Contains("expected SHA-256 " + elsewhere + ", found SHA-256 " + here));
  CHECK(verify(as_on_debian_13(dataset), folder.path).ok());
}

TEST_CASE("Fashion-MNIST comes from its Debian package", "[data]") {
  const Dataset fashion = *find_dataset("fashion-mnist");
  if (!fs::exists(fashion.debian_folder)) {
    WARN("not checked: dataset-fashion-mnist is not installed");
    return;
  }
  const TestFolder folder("fashion");
  REQUIRE(obtain(fashion, folder.path).ok());
  const auto test = load_split(fashion, folder.path, Split::test, 28, 28);
  REQUIRE(test.ok());
  CHECK(test->images.count == 10'000);
  CHECK(test->classes.back() == "Ankle boot");
  CHECK(load_split(fashion, folder.path, Split::train, 28, 28)->images.count == 60'000);
}
