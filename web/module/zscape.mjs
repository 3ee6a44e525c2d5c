// zscape without its user interface, for other people's pages, for workers and for Node. What each export does and takes is documented
// where editors look for it, in zscape.d.ts; here is how arguments are checked before they cross into WebAssembly.
import createCore from './zscape_core.mjs';

const inNode = typeof process === 'object' && Boolean(process.versions?.node);

let core;      // once ready() has resolved
let starting;  // the promise of it

async function start() {
  const wasmBinary = await read(new URL('./zscape_core.wasm', import.meta.url), 'ready');
  core = await createCore({ wasmBinary });
}

// Not a top-level await, which would lose the messages that a worker gets while its imports still wait.
export function ready() {
  starting ??= start().catch((error) => {
    starting = undefined;  // the next call tries again
    throw error;
  });
  return starting;
}

function started(name) {
  if (!core) throw new Error(`${name}: expected after "await load(...)" or "await ready()", found before`);
  return core;
}

// In Node, whose fetch reads no files, what is no other URL is a file; one letter and a colon are a Windows drive.
const isFile = (address) => inNode && !/^(?!file:)[a-z][a-z\d+.-]+:/i.test(address);

const nodeFiles = 'node:fs/promises';  // a name of its own, because bundlers for pages look for what is imported by a literal

async function readFile(address) {
  const files = await import(/* webpackIgnore: true */ /* @vite-ignore */ nodeFiles);
  return files.readFile(/^file:/i.test(address) ? new URL(address) : address);
}

async function fetchBytes(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`expected status 200, found ${response.status} ${response.statusText}`.trimEnd());
  return response.arrayBuffer();
}

// The bytes at a URL or, in Node, in a file.
async function read(address, name) {
  try {
    return await (isFile(address) ? readFile(address) : fetchBytes(address));
  } catch (error) {
    const reasons = [error.message, error.cause?.message || error.cause?.code];  // Node's fetch hides its reason in the cause
    throw new Error(`${name}: ${address}: ${reasons.filter(Boolean).join(': ')}`, { cause: error });
  }
}

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

function bytesOf(source, name, expected = 'an ArrayBuffer or a typed array') {
  const isBuffer = source instanceof ArrayBuffer;
  if (!isBuffer && !ArrayBuffer.isView(source)) {
    throw new TypeError(`${name}: expected ${expected}, found ${Object.prototype.toString.call(source)}`);
  }
  atMost(4 * mostValues, source.byteLength, `${name}: bytes`);
  return isBuffer ? new Uint8Array(source) : new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
}

class Model {
  #handle;

  constructor(handle) {
    this.#handle = handle;
    released.register(this, handle);
    this.id = handle.id;
    this.latent = handle.latent;
    this.classes = handle.classes;
    this.codeWidth = handle.codeWidth;
    this.conditional = handle.conditional;
    this.hasDecoder = handle.hasDecoder;
    this.hasEncoder = handle.hasEncoder;
    this.hasClassifier = handle.hasClassifier;
    this.multiplyAdds = handle.multiplyAdds;
    this.height = handle.height;
    this.width = handle.width;
    this.verified = handle.verified;
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

  sample(seed, first, count, { temperature = 1, label } = {}) {
    return this.#handle.sample(...words(seed, 'seed'), atLeast(0, first, 'first'), rowCount(count, this.codeWidth),
      finite(temperature, 'temperature'), this.#label(label));
  }

  drift(seed, count, { temperature = 1, phase = 0, label } = {}) {
    return this.#handle.drift(...words(seed, 'seed'), rowCount(count, this.codeWidth), finite(temperature, 'temperature'),
      finite(phase, 'phase'), this.#label(label));
  }

  decode(codes) {
    this.#needs('decoder');
    return this.#handle.decode(rows(codes, this.codeWidth, this.#pixels(), 'decode'));
  }

  encode(pictures, classes) {
    this.#needs('encoder');
    const count = rows(pictures, this.#pixels(), this.latent, 'encode').length / this.#pixels();
    const weights = this.conditional ? finiteFloats(classes, 'classes') : new Float32Array(0);
    if (this.conditional && weights.length !== count * this.classes) {
      throw new RangeError(`classes: expected ${count} rows of ${this.classes} values, found ${weights.length} values`);
    }
    return this.#handle.encode(pictures, weights);
  }

  classify(pictures) {
    this.#needs('classifier');
    return this.#handle.classify(rows(pictures, this.#pixels(), this.classes, 'classify'));
  }
}

export async function load(source) {
  const isAddress = typeof source === 'string' || source instanceof URL;
  const name = isAddress ? `load: ${source}` : 'load';
  const [bytes] = await Promise.all([isAddress ? read(source, 'load') : source, ready()]);
  const model = core.load(bytesOf(bytes, name, 'a URL, an ArrayBuffer or a typed array'));
  if (typeof model === 'string') throw new Error(`${name}: ${model}`);
  return new Model(model);
}

export function interpolate(path, a, b, t, latent = a.length) {
  if (path !== 'spherical' && path !== 'linear') throw new RangeError(`path: expected 'spherical' or 'linear', found ${path}`);
  if (finiteFloats(a, 'a').length !== finiteFloats(b, 'b').length) {
    throw new RangeError(`interpolate: expected two codes of one size, found ${a.length} and ${b.length} values`);
  }
  atMost(a.length, atLeast(0, latent, 'latent'), 'latent');
  return started('interpolate').interpolate(path === 'spherical', latent, a, b, finite(t, 't'));
}

export function normals(seed, stream, count) {
  return started('normals').normals(...words(seed, 'seed'), ...words(stream, 'stream'), rowCount(count, 1));
}

export function sha256(source) {
  return started('sha256').sha256(bytesOf(source, 'sha256'));
}

export function toBytes(picture) {
  return started('toBytes').toBytes(floats(picture, 'toBytes'));
}
