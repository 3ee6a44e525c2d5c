"""Writes random weights of the usual 784-400-20 autoencoder as safetensors.torch.save_file(model.state_dict(), FILE) would.
    own_class.py FILE
"""
import array
import json
import math
import random
import struct
import sys

SHAPES = {'fc1.weight': [400, 784], 'fc1.bias': [400], 'fc21.weight': [20, 400], 'fc21.bias': [20], 'fc22.weight': [20, 400],
          'fc22.bias': [20], 'fc3.weight': [400, 20], 'fc3.bias': [400], 'fc4.weight': [784, 400], 'fc4.bias': [784]}

random.seed(1)
header, data = {}, b''
for name, shape in SHAPES.items():
    scale = 1 / math.sqrt(shape[-1])
    values = array.array('f', (random.uniform(-scale, scale) for _ in range(math.prod(shape))))
    header[name] = {'dtype': 'F32', 'shape': shape, 'data_offsets': [len(data), len(data) + 4 * len(values)]}
    data += values.tobytes()
text = json.dumps(header).encode()
text += b' ' * (-len(text) % 8)
with open(sys.argv[1], 'wb') as file:
    file.write(struct.pack('<Q', len(text)) + text + data)
