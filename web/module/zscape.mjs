// zscape without its user interface, for other people's pages, for workers and for Node. What each export does and takes is documented
// where editors look for it, in zscape.d.ts; here arguments are checked before they cross into WebAssembly.
import { atLeast, atMost, finite, finiteFloats, floats, labelOf, mostValues, rowCount, rows, upTo, words } from './checks.mjs';
import createCore from './zscape_core.mjs';

const mostTemperature = 10;

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

  #needs(part, name) {
    if (this[`has${part[0].toUpperCase()}${part.slice(1)}`]) return;
    throw new Error(`${name}: expected a model with ${part === 'encoder' ? 'an' : 'a'} ${part}, found ${this.id}, which has none`);
  }

  sample(seed, first, count, { temperature = 1, label } = {}) {
    this.#needs('decoder', 'sample');
    return this.#handle.sample(...words(seed, 'seed'), atLeast(0, first, 'first'), rowCount(count, this.codeWidth),
      upTo(mostTemperature, temperature, 'temperature'), labelOf(label, this));
  }

  drift(seed, count, { temperature = 1, phase = 0, label } = {}) {
    this.#needs('decoder', 'drift');
    return this.#handle.drift(...words(seed, 'seed'), rowCount(count, this.codeWidth),
      upTo(mostTemperature, temperature, 'temperature'), finite(phase, 'phase'), labelOf(label, this));
  }

  decode(codes) {
    this.#needs('decoder', 'decode');
    return this.#handle.decode(rows(codes, this.codeWidth, this.#pixels(), 'decode'));
  }

  encode(pictures, classes) {
    this.#needs('encoder', 'encode');
    const count = rows(pictures, this.#pixels(), this.latent, 'encode').length / this.#pixels();
    const weights = this.conditional ? finiteFloats(classes, 'classes') : new Float32Array(0);
    if (this.conditional && weights.length !== count * this.classes) {
      throw new RangeError(`classes: expected ${count} rows of ${this.classes} values, found ${weights.length} values`);
    }
    return this.#handle.encode(pictures, weights);
  }

  classify(pictures) {
    this.#needs('classifier', 'classify');
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

export function interpolate(path, a, b, t, latent = a?.length) {
  if (path !== 'spherical' && path !== 'linear') throw new RangeError(`path: expected 'spherical' or 'linear', found ${path}`);
  if (finiteFloats(a, 'a').length !== finiteFloats(b, 'b').length) {
    throw new RangeError(`interpolate: expected two codes of one size, found ${a.length} and ${b.length} values`);
  }
  atMost(a.length, atLeast(0, latent, 'latent'), 'latent');
  return started('interpolate').interpolate(path === 'spherical', latent, a, b, upTo(1, t, 't'));
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
