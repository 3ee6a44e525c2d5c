"""are_transposes.py FILE NAME NAME: whether two matrices of a safetensors file are each other's transposes, to the bit."""
import json
import struct
import sys

path, *names = sys.argv[1:]
with open(path, "rb") as file:
    content = file.read()
(header_bytes,) = struct.unpack_from("<Q", content)
header = json.loads(content[8 : 8 + header_bytes])


def rows(name):
    (height, width), (first, last) = header[name]["shape"], header[name]["data_offsets"]
    values = struct.unpack(f"<{height * width}I", content[8 + header_bytes + first : 8 + header_bytes + last])
    return [values[i * width : (i + 1) * width] for i in range(height)]


a, b = map(rows, names)
if a != list(zip(*b)):
    sys.exit(f"{names[0]} and {names[1]} differ")
