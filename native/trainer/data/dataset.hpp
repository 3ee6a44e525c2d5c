// What is known of a data set: where it comes from, which files it has, what it shows. Plain data; datasets.hpp has the list.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace zscape {

struct DatasetFile {
  std::string_view name;  // as stored in the folder
  std::string_view sha256;
};

enum class Content { images, sounds };

enum class Origin {
  published,  // somewhere on the net
  spoken,     // by a program on this machine
  users_own,  // somebody's images or sounds, of which nothing is known
};

/// Of a user's own data the fields below `extractor` are empty, except for the names of the files of sounds.
struct Dataset {
  Content content;
  Origin origin;
  std::string_view id;         // "mnist"
  std::string_view title;      // "MNIST"
  std::string_view subject;    // what its images show, or its sounds are
  std::string_view license;    // which the weights made from it inherit
  std::string_view extractor;  // id of the classifier in whose features samples are measured
  std::array<std::string_view, 10> classes;
  std::array<DatasetFile, 4> files;                       // IDX: training images or sounds, their labels, the same for the test
  std::string_view debian_package;                        // puts the files, with .gz appended, into debian_folder
  std::string_view debian_folder;                         // empty: there is no such package
  std::string_view npm_package;                           // holds the files under data/; empty: there is none
  std::array<std::string_view, 2> mirrors;                // folders that hold the files with .gz appended
  std::array<std::string_view, 4> debian_13_sha256 = {};  // of the files as its espeak-ng speaks them, where that differs
};

inline bool is_users_own(const Dataset& dataset) { return dataset.origin == Origin::users_own; }

enum class Split { train, test };

inline const char* name_of(Split split) { return split == Split::train ? "training" : "test"; }

inline constexpr std::size_t kMaxFolderClasses = 256;  // of a user's own data: a label is a byte

/// Of a user's own files of a class, in the order of their names, every tenth is for the test.
inline bool is_for_test(std::size_t number) { return number % 10 == 9; }

}  // namespace zscape
