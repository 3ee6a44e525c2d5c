// The types of zscape.mjs, and its documentation. Everything but load() and ready() is a pure function with the same bits on every
// machine. Arrays are rows, one after the other: [count, width] has count * width values. What cannot be done throws an Error that says
// what was expected and what was found.

/** Whole, from 0; a bigint up to 2^64 - 1. */
export type Seed = number | bigint;

export interface SampleOptions {
  /** Scales the prior's sigma; from 0 to 10, 1 unless told. */
  temperature?: number;
  /** The class of every row, for a conditional model alone; without one the rows take turns. */
  label?: number;
}

export interface DriftOptions extends SampleOptions {
  /** Turns of the drift, 0 unless told; at 0 the rows are sample()'s. */
  phase?: number;
}

export interface Posterior {
  /** [count, latent] */
  mean: Float32Array;
  /** [count, latent]; empty where the encoder gives a point. */
  logVariance: Float32Array;
}

/** A loaded model. It cannot change. */
export interface Model {
  /** The spec's name, "vae". */
  readonly id: string;
  /** Dimensions of a latent. */
  readonly latent: number;
  /** Classes that it generates on request, or tells apart; 0: none. */
  readonly classes: number;
  /** Values in a row that decode() takes: a latent, then one weight per class where the model is conditional. */
  readonly codeWidth: number;
  /** Whether it generates the class that a code asks for. */
  readonly conditional: boolean;
  readonly hasDecoder: boolean;
  readonly hasEncoder: boolean;
  readonly hasClassifier: boolean;
  /** What one sample costs on its way through the whole model. */
  readonly multiplyAdds: number;
  /** Of a picture, in pixels. */
  readonly height: number;
  readonly width: number;
  /** Whether the file carried a golden record of its outputs, which loading has then replayed. */
  readonly verified: boolean;

  /**
   * Codes drawn from the model's prior: its fitted one, or temperature * N(0, I). Row i depends on (seed, first + i) alone.
   * @returns [count, codeWidth]
   */
  sample(seed: Seed, first: number, count: number, options?: SampleOptions): Float32Array;

  /**
   * The codes of a wall that wanders through the prior.
   * @returns [count, codeWidth]
   */
  drift(seed: Seed, count: number, options?: DriftOptions): Float32Array;

  /**
   * Pictures of codes.
   * @param codes [count, codeWidth]
   * @returns [count, height * width], values in [0, 1]
   */
  decode(codes: Float32Array): Float32Array;

  /**
   * Latents of pictures.
   * @param pictures [count, height * width], values in [0, 1]
   * @param classes [count, classes], of a conditional model alone
   */
  encode(pictures: Float32Array, classes?: Float32Array): Posterior;

  /**
   * The probability of every class.
   * @param pictures [count, height * width], values in [0, 1]
   * @returns [count, classes]
   */
  classify(pictures: Float32Array): Float32Array;
}

/**
 * Loads a weights file from a URL, from a path (in Node) or from its bytes, and the core if it is not there yet. Rejects what cannot
 * be had, is broken, or does not compute what the file says that it does.
 */
export function load(source: string | URL | ArrayBuffer | ArrayBufferView): Promise<Model>;

/** Loads the core alone; load() does that too. Only what follows needs it, when no model was loaded before. */
export function ready(): Promise<void>;

/**
 * The point at `t`, from 0 to 1, on the path from code `a` to code `b`. The path is what the first `latent` values take, all of them
 * unless told; those after them, a conditional model's classes, take the straight line.
 */
export function interpolate(path: 'spherical' | 'linear', a: Float32Array, b: Float32Array, t: number, latent?: number): Float32Array;

/** `count` standard normals, a function of seed and stream. */
export function normals(seed: Seed, stream: Seed, count: number): Float32Array;

/** Hexadecimal SHA-256 of the bytes. */
export function sha256(bytes: ArrayBuffer | ArrayBufferView): string;

/** [0, 1] to 0..255, rounded and clamped. */
export function toBytes(picture: Float32Array): Uint8Array;
