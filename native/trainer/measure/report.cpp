#include "trainer/measure/report.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "trainer/metrics/metric_names.hpp"

namespace zscape {
namespace {

std::string cell(const Evaluation& evaluation, std::string_view key) {
  const auto value = evaluation.values.find(std::string(key));
  if (value == evaluation.values.end()) return "";
  std::string text = metric_text(key, value->second);
  const double half = evaluation.spread.at(std::string(key)) / 2.0;
  if (half > 0.0) text += " ± " + metric_text(key, half);
  return text;
}

// Columns of a terminal: "±" is two bytes and one column.
std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string space(width - std::min(width, columns(text)), ' ');
  return right ? space + text : text + space;
}

}  // namespace

std::string table_text(const Evaluated& models) {
  std::vector<std::vector<std::string>> rows(1);
  rows[0].push_back("");
  for (const auto& [name, evaluation] : models) rows[0].push_back(name);
  for (const MetricName& metric : metric_names()) {
    std::vector<std::string> row = {std::string(metric.title)};
    for (const auto& [name, evaluation] : models) row.push_back(cell(evaluation, metric.key));
    if (std::any_of(row.begin() + 1, row.end(), [](const std::string& text) { return !text.empty(); }))
      rows.push_back(std::move(row));
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t column = 0; column < row.size(); ++column) {
      std::size_t width = 0;
      for (const auto& other : rows) width = std::max(width, columns(other[column]));
      line += (column ? "  " : "") + padded(row[column], width, column > 0);
    }
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  text += "Mean over " + std::to_string(kEvaluationSeeds) + " seeds ± half of what they differ by.";
  std::map<std::int64_t, std::set<std::string>> extractors;  // by how many samples they saw
  for (const auto& [name, evaluation] : models)
    if (evaluation.samples > 0) extractors[evaluation.samples].insert(evaluation.extractor);
  for (const auto& [samples, names] : extractors) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    text += " " + std::to_string(samples) + " samples against the test set, in the features of " + all + ".";
  }
  return text + "\n";
}

Json to_json(const Evaluated& models) {
  Json json = Json::object();
  for (const auto& [name, evaluation] : models)
    json["models"][name] = {{"extractor", evaluation.extractor}, {"values", evaluation.values}, {"spread", evaluation.spread}};
  return json;
}

std::string to_string(const Target& target) {
  std::string text;
  if (target.at_least) text = "at least " + Json(*target.at_least).dump();
  if (target.at_most) text += (text.empty() ? "" : " and ") + std::string("at most ") + Json(*target.at_most).dump();
  return text;
}

std::vector<std::string> missed_targets(const std::map<std::string, Target>& targets, const Metrics& values) {
  std::vector<std::string> missed;
  for (const auto& [metric, target] : targets) {
    const auto value = values.find(metric);
    if (value == values.end()) {
      missed.push_back(metric + " should be " + to_string(target) + ", but it is not measured for this model");
      continue;
    }
    if ((target.at_most && value->second > *target.at_most) || (target.at_least && value->second < *target.at_least))
      missed.push_back(metric + " should be " + to_string(target) + ", found " + Json(value->second).dump());
  }
  return missed;
}

}  // namespace zscape
