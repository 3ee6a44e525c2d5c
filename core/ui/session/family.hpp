// The models that the Family tab compares.
#pragma once

#include <string>
#include <vector>

#include "models/model.hpp"
#include "ui/view/code.hpp"
#include "weights/manifest.hpp"

namespace zscape {

/// A model that is compared.
struct FamilyRow {
  std::string id;
  std::string title;
  int key = 0;                   // its place in the manifest; the size of the manifest for a file from elsewhere
  const Model* model = nullptr;  // nullptr until it is there
  bool in_use = false;
  float fraction = 0;        // of it that has arrived, while it loads
  std::string failure = {};  // why it did not load, or ""
};

struct AppState;

/// The published models that make pictures like those of the model in use.
std::vector<const ManifestEntry*> family_members(const AppState& state);

/// The model in use and those that the view compares with it, in the manifest's order. Without a choice they are a few others that
/// have encoders.
std::vector<FamilyRow> family_rows(const AppState& state);

/// Asks the shell for those of them that are not there, and lets go of the others.
void want_family(AppState& state);

/// Takes a model into the comparison, or out of it. The one in use always stays.
void toggle_member(AppState& state, const std::string& id);

/// What a click on a picture does: `code`, of the row's model, comes onto the stage, with its model where that is not in use.
void stage_from(AppState& state, const FamilyRow& row, Code code);

}  // namespace zscape
