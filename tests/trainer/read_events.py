#!/usr/bin/env python3
"""Reads TensorBoard event files without TensorBoard: `read_events.py FOLDER` prints one line of JSON per event of every
events.out.tfevents.* in the folder, in the order of their names. Ends with 1 at the first wrong checksum or field.

Written from the formats' definitions, not from the trainer: tensorflow/core/lib/io/record_writer.h (framing),
protobuf.dev/programming-guides/encoding (wire format), tensorboard/compat/proto/event.proto and summary.proto (fields).
"""

import hashlib
import json
import math
import pathlib
import struct
import sys

PROTOS = {  # number: name, type; a type that is a key of PROTOS is a message
    "Event": {1: ("wall_time", "double"), 2: ("step", "int"), 3: ("file_version", "string"), 5: ("summary", "Summary"),
              7: ("session_log", "SessionLog")},
    "SessionLog": {1: ("status", "int")},
    "Summary": {1: ("value", "Value")},
    "Value": {1: ("tag", "string"), 2: ("simple_value", "float"), 4: ("image", "Image")},
    "Image": {1: ("height", "int"), 2: ("width", "int"), 3: ("colorspace", "int"), 4: ("encoded_image_string", "bytes")},
}
WIRE = {"int": 0, "double": 1, "float": 5}
REPEATED = {"value"}


def crc_of_byte(byte):
    for _ in range(8):
        byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
    return byte


CRC_OF_BYTES = [crc_of_byte(byte) for byte in range(256)]


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ CRC_OF_BYTES[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def expect(condition, what):
    if not condition:
        sys.exit(f"read_events: {what}")


def check_crc(data, stored, what):
    crc = crc32c(data)
    masked = ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF
    expect(masked == stored, f"{what}: checksum {stored:08x}, expected {masked:08x}")


def records(path):
    data = path.read_bytes()
    at = 0
    while at < len(data):
        expect(at + 12 <= len(data), f"{path}: stops inside a record's header at byte {at}")
        length, length_crc = struct.unpack_from("<QI", data, at)
        check_crc(data[at:at + 8], length_crc, f"{path}: length at byte {at}")
        at += 12
        expect(at + length + 4 <= len(data), f"{path}: stops inside a record at byte {at}")
        message = data[at:at + length]
        check_crc(message, struct.unpack_from("<I", data, at + length)[0], f"{path}: record at byte {at}")
        at += length + 4
        yield message


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def parse(data, proto):
    message = {}
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        number, wire = key >> 3, key & 7
        expect(number in PROTOS[proto], f"{proto} has no field {number}")
        name, kind = PROTOS[proto][number]
        expect(wire == WIRE.get(kind, 2), f"{proto}.{name} has wire type {wire}")
        if wire == 0:
            value, at = varint(data, at)
        elif wire in (1, 5):
            size = 8 if wire == 1 else 4
            value = struct.unpack_from("<d" if wire == 1 else "<f", data, at)[0]
            at += size
            value = value if math.isfinite(value) else str(value)
        else:
            length, at = varint(data, at)
            expect(at + length <= len(data), f"{proto}.{name} is longer than its message")
            raw = data[at:at + length]
            at += length
            if kind in PROTOS:
                value = parse(raw, kind)
            elif kind == "string":
                value = raw.decode()
            else:
                value = {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
        if name in REPEATED:
            message.setdefault(name, []).append(value)
        else:
            expect(name not in message, f"{proto}.{name} is there twice")
            message[name] = value
    return message


def main():
    expect(len(sys.argv) == 2, "usage: read_events.py FOLDER")
    expect(crc32c(b"123456789") == 0xE3069283, "its own checksum is wrong")
    files = sorted(pathlib.Path(sys.argv[1]).glob("events.out.tfevents.*"))
    expect(files, f"no event files in {sys.argv[1]}")
    for path in files:
        for message in records(path):
            print(json.dumps(dict(parse(message, "Event"), file=path.name)))


main()
