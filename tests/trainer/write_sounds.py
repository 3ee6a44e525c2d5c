"""Writes the WAV files that tests/trainer/sounds.sh reads, into the working folder."""
import math
import pathlib
import struct
import wave


def write(path, format_tag, bits, rate, data, claimed=None):
    size = len(data) if claimed is None else claimed
    header = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, format_tag, 1, rate, rate * bits // 8, bits // 8, bits, b"data", size)
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(header + data)


# The same values in every format: multiples of 1/128.
steps = [round(100 * math.sin(i / 20)) for i in range(8000)]
write("formats/8.wav", 1, 8, 16000, bytes(step + 128 for step in steps))
write("formats/16.wav", 1, 16, 16000, struct.pack("<8000h", *(step << 8 for step in steps)))
write("formats/24.wav", 1, 24, 16000, b"".join(struct.pack("<i", step << 16)[:3] for step in steps))
write("formats/32.wav", 1, 32, 16000, struct.pack("<8000i", *(step << 24 for step in steps)))
write("formats/float.wav", 3, 32, 16000, struct.pack("<8000f", *(step / 128 for step in steps)))
write("formats/double.wav", 3, 64, 16000, struct.pack("<8000d", *(step / 128 for step in steps)))

tone = struct.pack("<8000h", *(step << 8 for step in steps))
write("bad/empty.wav", 1, 16, 16000, b"")
write("bad/nan.wav", 3, 32, 16000, struct.pack("<8000f", *([0.5] * 7000 + [math.nan] * 1000)))
write("bad/longer.wav", 1, 16, 16000, tone, claimed=1 << 30)
write("bad/silent.wav", 1, 16, 16000, bytes(16000))
write("bad/clipped.wav", 1, 16, 16000, struct.pack("<8000h", *(max(-32768, min(32767, step * 1000)) for step in steps)))
pathlib.Path("bad/text.wav").write_text("this is no sound\n")
pathlib.Path("only_text").mkdir()
pathlib.Path("only_text/a.wav").write_text("this is no sound\n")
write("only_nan/a.wav", 3, 32, 16000, struct.pack("<8f", *([math.nan] * 8)))
pathlib.Path("nothing").mkdir()

second = bytes(128 + round(100 * math.sin(i / 3)) for i in range(8000))
with wave.open("hour.wav", "wb") as hour:
    hour.setnchannels(1)
    hour.setsampwidth(1)
    hour.setframerate(8000)
    for _ in range(3600):
        hour.writeframes(second)
