// Names, and looking them up in the manifest.
#include "ui/state/published.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ui/state/app_state.hpp"
#include "ui/state/headline.hpp"
#include "weights/manifest.hpp"

namespace zscape {
namespace {

struct Dataset {
  std::string_view id, title;
  std::array<std::string_view, 10> classes;
};

constexpr std::array kDatasets = {
    Dataset{"mnist", "MNIST", {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}},
    Dataset{"fashion-mnist",
            "Fashion-MNIST",
            {"T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Boot"}},
};

const Dataset* find_dataset(std::string_view id) {
  const auto found = std::find_if(kDatasets.begin(), kDatasets.end(), [&](const Dataset& dataset) { return dataset.id == id; });
  return found == kDatasets.end() ? nullptr : &*found;
}

template <class Matches>
const ManifestEntry* find_entry(const Manifest& manifest, Matches matches) {
  const auto found = std::find_if(manifest.models.begin(), manifest.models.end(), matches);
  return found == manifest.models.end() ? nullptr : &*found;
}

/// The published model whose id the model in use carries.
const ManifestEntry* namesake(const AppState& state) {
  return state.opened.model ? find_published(state, state.opened.model->spec().id) : nullptr;
}

}  // namespace

std::string_view dataset_title(std::string_view id) {
  const Dataset* dataset = find_dataset(id);
  return dataset != nullptr ? dataset->title : id;
}

std::vector<std::string> class_names(std::string_view dataset, std::int64_t classes) {
  const Dataset* known = find_dataset(dataset);
  std::vector<std::string> names;
  for (std::int64_t i = 0; i < classes; ++i) {
    const bool named = known != nullptr && classes == std::ssize(known->classes);
    names.push_back(named ? std::string(known->classes[static_cast<std::size_t>(i)]) : std::to_string(i));
  }
  return names;
}

const ManifestEntry* entry_in_use(const AppState& state) {
  const ManifestEntry* entry = namesake(state);
  return entry != nullptr && entry->sha256 == state.opened.file_sha256 ? entry : nullptr;
}

const ManifestEntry* find_published(const AppState& state, std::string_view id) {
  return find_entry(state.published.manifest, [&](const ManifestEntry& entry) { return entry.id == id; });
}

std::string_view dataset_in_use(const AppState& state) {
  const ManifestEntry* entry = namesake(state);
  return entry != nullptr ? std::string_view(entry->dataset) : std::string_view();
}

Noun noun_in_use(const AppState& state) {
  if (dataset_in_use(state) == "mnist") return {"digit", "digits"};
  return {"picture", "pictures"};
}

const ManifestEntry* classifier_of(const Manifest& manifest, std::string_view dataset) {
  return find_entry(manifest,
                    [&](const ManifestEntry& entry) { return entry.role == ModelRole::classifier && entry.dataset == dataset; });
}

const ManifestEntry* classifier_entry(const AppState& state) {
  return classifier_of(state.published.manifest, dataset_in_use(state));
}

std::vector<const ManifestEntry*> generators(const Manifest& manifest) {
  std::vector<const ManifestEntry*> list;
  for (const ManifestEntry& entry : manifest.models) {
    if (entry.role != ModelRole::generator) continue;
    const auto last = std::find_if(list.rbegin(), list.rend(), [&](auto* other) { return other->dataset == entry.dataset; });
    list.insert(last == list.rend() ? list.end() : last.base(), &entry);
  }
  return list;
}

std::string headline_text(const AppState& state, const Headline& headline) {
  const ManifestEntry* classifier = classifier_of(state.published.manifest, dataset_in_use(state));
  return headline.text + (headline.by_classifier && classifier != nullptr ? " (" + classifier->id + ")" : "");
}

}  // namespace zscape
