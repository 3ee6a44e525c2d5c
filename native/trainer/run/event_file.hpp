// TensorBoard's event files: TFRecords of protobuf messages, written by hand, because a dozen fields do not pay for protoc and for
// a second libprotobuf next to the one in LibTorch. Formats: tensorflow/core/lib/io/record_writer.h,
// tensorboard/compat/proto/event.proto and summary.proto; tests/trainer/read_events.py reads them back on its own.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "image/sheet.hpp"

namespace zscape {

// Serialised Event messages.
std::string file_version_event(double wall_seconds);
std::string session_start_event(double wall_seconds, std::int64_t step);  // makes readers forget what was at `step` and later
std::string scalars_event(double wall_seconds, std::int64_t step, const std::map<std::string, double>& values);
std::string image_event(double wall_seconds, std::int64_t step, std::string_view tag, const Image& image, std::string_view png);

/// Length, checksum of the length, the message, its checksum.
std::string tf_record(std::string_view message);

}  // namespace zscape
