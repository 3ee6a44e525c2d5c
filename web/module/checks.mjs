// What is asked of arguments before they cross into WebAssembly, in the module and in the page's window.zscape. Each returns what it
// was given, or throws what was expected and found.

/** A 64-bit number as the two words that cross into WebAssembly. */
export function words(number, name) {
  const whole = typeof number === 'bigint' || Number.isSafeInteger(number) ? BigInt(number) : -1n;
  if (whole < 0n || whole >= 1n << 64n) throw new RangeError(`${name}: expected a whole number from 0 to 2^64 - 1, found ${number}`);
  return [Number(whole & 0xffffffffn), Number(whole >> 32n)];
}

export function atLeast(least, number, name) {
  if (!Number.isSafeInteger(number) || number < least || number > 2 ** 31) {
    throw new RangeError(`${name}: expected a whole number from ${least} to 2^31, found ${number}`);
  }
  return number;
}

export function finite(number, name) {
  if (!Number.isFinite(number)) throw new RangeError(`${name}: expected a finite number, found ${number}`);
  return number;
}

export function upTo(most, number, name) {
  if (typeof number === 'number' && number >= 0 && number <= most) return number;
  throw new RangeError(`${name}: expected a number from 0 to ${most}, found ${number}`);
}

/** One call handles so many floats at most, 256 MB: some copies of that fit into WebAssembly's 2 GB, where running out is the end. */
export const mostValues = 2 ** 26;

export function atMost(most, number, name) {
  if (number > most) throw new RangeError(`${name}: expected at most ${most} in one call, found ${number}`);
  return number;
}

export function rowCount(count, width) {
  return atMost(Math.floor(mostValues / width), atLeast(0, count, 'count'), 'count');
}

export function floats(array, name) {
  if (!(array instanceof Float32Array)) throw new TypeError(`${name}: expected a Float32Array, found ${Object.prototype.toString.call(array)}`);
  atMost(mostValues, array.length, `${name}: values`);
  return array;
}

export function finiteFloats(array, name) {
  floats(array, name);
  for (let i = 0; i < array.length; ++i) {
    if (!Number.isFinite(array[i])) finite(array[i], `${name}: value ${i}`);
  }
  return array;
}

/** Rows of `width` values from which as many rows of `other` values are computed. */
export function rows(array, width, other, name) {
  if (finiteFloats(array, name).length % width !== 0) {
    throw new RangeError(`${name}: expected rows of ${width} values, found ${array.length} values`);
  }
  atMost(Math.floor(mostValues / other), array.length / width, `${name}: rows`);
  return array;
}

/** The label as it crosses into WebAssembly, where -1 is none; `model` is { id, conditional, classes }. */
export function labelOf(label, { id, conditional, classes }) {
  if (label === undefined) return -1;
  if (!conditional) throw new RangeError(`label: model ${id} has no classes to choose from`);
  if (!Number.isSafeInteger(label) || label < 0 || label >= classes) {
    throw new RangeError(`label: expected a class from 0 to ${classes - 1}, found ${label}`);
  }
  return label;
}
