// Every metric that evaluation can give: its key in JSON, its words in a table. Units are in the key.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace zscape {

struct MetricName {
  std::string_view key;
  std::string_view title;
  int decimals;
};

/// In the order in which tables list them.
std::span<const MetricName> metric_names();

bool is_metric(std::string_view key);

// Of a key of the list, which is check()ed to have it.
std::string_view metric_title(std::string_view key);

std::string metric_text(std::string_view key, double value);  // "99.82"

}  // namespace zscape
