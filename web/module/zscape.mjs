// zscape without its user interface, for other people's pages, for workers and for Node:
//
//   import { load, interpolate } from './zscape.mjs';
//   const model = load(await (await fetch('models/vae.safetensors')).arrayBuffer());
//   const digits = model.decode(model.sample(7, 0, 64));   // 64 rows of 784 values in [0, 1]
//
// Everything is a pure function with the same bits on every machine. Arrays are rows, one after the other. What cannot be done
// throws an Error that says what was expected and what was found.
import createCore from './zscape_core.mjs';

const wasm = new URL('./zscape_core.wasm', import.meta.url);
const inNode = typeof process === 'object' && Boolean(process.versions?.node);

const core = await createCore({
  // Node's fetch reads no files, so there the bytes come from the file system.
  wasmBinary: inNode ? await (await import('node:fs/promises')).readFile(wasm) : undefined,
  locateFile: () => wasm.href,
});

const released = new FinalizationRegistry((handle) => handle.delete());

// A 64-bit number as the two words that cross into WebAssembly.
function words(number, name) {
  const whole = typeof number === 'bigint' || Number.isSafeInteger(number) ? BigInt(number) : -1n;
  if (whole < 0n || whole >= 1n << 64n) throw new RangeError(`${name}: expected a whole number from 0 to 2^64 - 1, found ${number}`);
  return [Number(whole & 0xffffffffn), Number(whole >> 32n)];
}

function atLeast(least, number, name) {
  if (!Number.isSafeInteger(number) || number < least || number > 2 ** 31) {
    throw new RangeError(`${name}: expected a whole number from ${least} to 2^31, found ${number}`);
  }
  return number;
}

function finite(number, name) {
  if (!Number.isFinite(number)) throw new RangeError(`${name}: expected a finite number, found ${number}`);
  return number;
}

// One call handles so many floats at most, 256 MB: some copies of that fit into WebAssembly's 2 GB, where running out is the end.
const mostValues = 2 ** 26;

function atMost(most, number, name) {
  if (number > most) throw new RangeError(`${name}: expected at most ${most} in one call, found ${number}`);
  return number;
}

function rowCount(count, width) {
  return atMost(Math.floor(mostValues / width), atLeast(0, count, 'count'), 'count');
}

function floats(array, name) {
  if (!(array instanceof Float32Array)) throw new TypeError(`${name}: expected a Float32Array, found ${Object.prototype.toString.call(array)}`);
  atMost(mostValues, array.length, `${name}: values`);
  return array;
}

function finiteFloats(array, name) {
  const odd = floats(array, name).findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) finite(array[odd], `${name}: value ${odd}`);
  return array;
}

// Rows of `width` values from which as many rows of `other` values are computed.
function rows(array, width, other, name) {
  if (finiteFloats(array, name).length % width !== 0) {
    throw new RangeError(`${name}: expected rows of ${width} values, found ${array.length} values`);
  }
  atMost(Math.floor(mostValues / other), array.length / width, `${name}: rows`);
  return array;
}

function bytesOf(source, name) {
  const isBuffer = source instanceof ArrayBuffer;
  if (!isBuffer && !ArrayBuffer.isView(source)) {
    throw new TypeError(`${name}: expected an ArrayBuffer or a typed array, found ${Object.prototype.toString.call(source)}`);
  }
  atMost(4 * mostValues, source.byteLength, `${name}: bytes`);
  return isBuffer ? new Uint8Array(source) : new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}

class Model {
  #handle;

  constructor(handle) {
    this.#handle = handle;
    released.register(this, handle);
    this.id = handle.id;                        // the spec's name, "vae"
    this.latent = handle.latent;                // dimensions of a latent
    this.classes = handle.classes;              // that it generates on request, or tells apart; 0: none
    this.codeWidth = handle.codeWidth;          // values in a row that decode() takes: a latent, then a weight per class if conditional
    this.conditional = handle.conditional;      // generates the class that its code asks for
    this.hasDecoder = handle.hasDecoder;
    this.hasEncoder = handle.hasEncoder;
    this.hasClassifier = handle.hasClassifier;
    this.multiplyAdds = handle.multiplyAdds;    // that one sample costs on its way through the whole model
    this.height = handle.height;                // of a picture
    this.width = handle.width;
    this.verified = handle.verified;            // the file's golden record was there and was replayed
    Object.freeze(this);
  }

  #pixels() {
    return this.height * this.width;
  }

  #needs(part) {
    if (!this[`has${part[0].toUpperCase()}${part.slice(1)}`]) throw new Error(`model ${this.id} has no ${part}`);
  }

  // The label as it crosses into WebAssembly: -1 is none.
  #label(label) {
    if (label === undefined) return -1;
    if (!this.conditional) throw new RangeError(`label: model ${this.id} has no classes to choose from`);
    if (!Number.isSafeInteger(label) || label < 0 || label >= this.classes) {
      throw new RangeError(`label: expected a class from 0 to ${this.classes - 1}, found ${label}`);
    }
    return label;
  }

  /**
   * `count` codes drawn from the model's prior: its fitted one, or temperature * N(0, I). A conditional model's rows have the class
   * `label`, or without one take turns. Row i depends on (seed, first + i) alone.
   */
  sample(seed, first, count, { temperature = 1, label } = {}) {
    return this.#handle.sample(...words(seed, 'seed'), atLeast(0, first, 'first'), rowCount(count, this.codeWidth),
      finite(temperature, 'temperature'), this.#label(label));
  }

  /** The page's wall at `phase` turns of its drift; at phase 0 it is sample(seed, 0, count, { temperature, label }). */
  drift(seed, count, { temperature = 1, phase = 0, label } = {}) {
    return this.#handle.drift(...words(seed, 'seed'), rowCount(count, this.codeWidth), finite(temperature, 'temperature'),
      finite(phase, 'phase'), this.#label(label));
  }

  /** [count, codeWidth] -> [count, height * width], values in [0, 1] */
  decode(codes) {
    this.#needs('decoder');
    return this.#handle.decode(rows(codes, this.codeWidth, this.#pixels(), 'decode'));
  }

  /**
   * [count, height * width], and of a conditional model [count, classes] -> { mean, logVariance }, [count, latent] each; logVariance
   * is empty where the encoder gives a point.
   */
  encode(pictures, classes) {
    this.#needs('encoder');
    const count = rows(pictures, this.#pixels(), this.latent, 'encode').length / this.#pixels();
    const weights = this.conditional ? finiteFloats(classes, 'classes') : new Float32Array(0);
    if (this.conditional && weights.length !== count * this.classes) {
      throw new RangeError(`classes: expected ${count} rows of ${this.classes} values, found ${weights.length} values`);
    }
    return this.#handle.encode(pictures, weights);
  }

  /** [count, height * width] -> [count, classes], probabilities */
  classify(pictures) {
    this.#needs('classifier');
    return this.#handle.classify(rows(pictures, this.#pixels(), this.classes, 'classify'));
  }
}

/** A model from the bytes of its weights file; throws when the file is broken or is not what it says it is. */
export function load(file) {
  const model = core.load(bytesOf(file, 'load'));
  if (typeof model === 'string') throw new Error(model);
  return new Model(model);
}

/**
 * The point at t (0 to 1) on the path from code a to code b. `path` is 'spherical' or 'linear', and what the first `latent` values
 * take; those after them, a conditional model's classes, take the straight line.
 */
export function interpolate(path, a, b, t, latent = a.length) {
  if (path !== 'spherical' && path !== 'linear') throw new RangeError(`path: expected 'spherical' or 'linear', found ${path}`);
  if (finiteFloats(a, 'a').length !== finiteFloats(b, 'b').length) {
    throw new RangeError(`interpolate: expected two codes of one size, found ${a.length} and ${b.length} values`);
  }
  atMost(a.length, atLeast(0, latent, 'latent'), 'latent');
  return core.interpolate(path === 'spherical', latent, a, b, finite(t, 't'));
}

/** `count` standard normals, a pure function of seed and stream. */
export function normals(seed, stream, count) {
  return core.normals(...words(seed, 'seed'), ...words(stream, 'stream'), rowCount(count, 1));
}

/** Hexadecimal SHA-256 of a buffer's bytes. */
export function sha256(source) {
  return core.sha256(bytesOf(source, 'sha256'));
}

/** [0, 1] to 0..255 as the page shows it: rounded, clamped. */
export function toBytes(picture) {
  return core.toBytes(floats(picture, 'toBytes'));
}
