"""Reads an animated grey PNG with nothing but Python's zlib: `read_apng.py FILE` prints its size, its frames, how many of them
differ, their milliseconds, and whether the second half goes back the way the first half came. Refuses what the format does not
allow."""
import struct
import sys
import zlib


def chunks(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG signature"
    at = 8
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4:at + 8], data[at + 8:at + 8 + size]
        assert struct.unpack_from(">I", data, at + 8 + size)[0] == zlib.crc32(kind + body), "CRC of %s" % kind
        yield kind, body
        at += 12 + size


def predicted(kind, left, up, corner):
    if kind < 4:
        return (0, left, up, (left + up) // 2)[kind]
    estimate = left + up - corner
    return min((left, up, corner), key=lambda value: abs(estimate - value))


def pixels(stream, width, height):
    lines, rows = zlib.decompress(stream), [bytes(width)]
    assert len(lines) == height * (width + 1), "%d bytes of pixels" % len(lines)
    for y in range(height):
        kind, line = lines[y * (width + 1)], bytearray(lines[y * (width + 1) + 1:(y + 1) * (width + 1)])
        for x in range(width):
            left, corner = (line[x - 1], rows[-1][x - 1]) if x else (0, 0)
            line[x] = (line[x] + predicted(kind, left, rows[-1][x], corner)) & 255
        rows.append(bytes(line))
    return b"".join(rows[1:])


def read(data):
    sequence, frames, delays = 0, [], []
    for kind, body in chunks(data):
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB3x", body)
            assert (depth, colour) == (8, 0), "not grey"
        elif kind == b"acTL":
            assert not frames, "acTL after pixels"
            count, plays = struct.unpack(">II", body)
            assert plays == 0, "stops after %d times" % plays
        elif kind in (b"fcTL", b"fdAT"):
            assert struct.unpack_from(">I", body)[0] == sequence, "sequence number"
            sequence += 1
        if kind == b"fcTL":
            assert struct.unpack_from(">IIII", body, 4) == (width, height, 0, 0), "frame of another size"
            milliseconds, of_a_second = struct.unpack_from(">HH", body, 20)
            assert of_a_second == 1000, "delay in 1/%d s" % of_a_second
            delays.append(milliseconds)
        elif kind == b"IDAT":
            assert len(frames) == 0 and len(delays) == 1, "IDAT is not the first frame"
            frames.append(pixels(body, width, height))
        elif kind == b"fdAT":
            frames.append(pixels(body[4:], width, height))
    assert count == len(frames) == len(delays), "%d frames announced, %d found" % (count, len(frames))
    return width, height, frames, delays


width, height, frames, delays = read(open(sys.argv[1], "rb").read())
returns = all(frames[i] == frames[-i] for i in range(1, len(frames)))
print("%dx%d, %d frames, %d different, %s ms, %s" % (width, height, len(frames), len(set(frames)), "/".join(map(str, sorted(set(delays)))),
                                                     "there and back" if returns else "one way"))
