// Published files that the shell was asked for: on their way, or why they did not come.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zscape {

/// What a published file is wanted for.
enum class Purpose {
  model,          // becomes the one in use
  first_part,     // of a model's file, enough to draw
  rest_of_model,  // the whole file, of which the first part is in use
  peer,           // is compared with the model in use
  sounds,         // the model of the Listen tab
  classifier,     // reads what is shown
  side_file       // codes, digits, thumbnails
};

/// Asks the shell for a file.
struct FetchFile {
  Purpose purpose = Purpose::model;
  std::string name;  // a model's id; a side file's name as the manifest lists it

  bool operator==(const FetchFile&) const = default;
};

struct Fetch {
  FetchFile file;
  float fraction = 0;        // that has arrived, [0, 1]
  std::string failure = {};  // why it did not come, or ""
};

}  // namespace zscape
