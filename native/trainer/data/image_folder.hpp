// A folder of images as a data set: DIR/CLASS/IMAGE, or DIR/train/CLASS/IMAGE and DIR/test/CLASS/IMAGE. Images are PNG or JPEG of
// any size; without the two folders every tenth image of a class, by name, is a test image.
#pragma once

#include <filesystem>

#include "base/error.hpp"
#include "data/idx.hpp"
#include "trainer/data/dataset.hpp"

namespace zscape {

/// Grey images, resized to height x width; a line on stdout says how many were and from which sizes. Classes are the sorted names
/// of the folders, labels index them. Left out are names that begin with a dot, and files between the class folders that are no
/// images. Errors: not_found, io, corrupt and unsupported name the file; invalid_argument where the layout is another, there are
/// more than 256 classes or no images, and where the test images are of a class that has no training images.
Result<LabelledImages> load_image_folder(const std::filesystem::path& folder, Split split, std::int64_t height, std::int64_t width);

}  // namespace zscape
