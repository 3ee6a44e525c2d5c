// The worker that makes what takes longer than a frame: a model's sounds, and what a model sees of a person's own.
//
// The first message is the compiled module. Every further one is { work, ...arguments } for a function of sound_program.js, and is
// answered with { made } or { problem }.
import { startProgram } from './sound_program.js';

let module;
let program = null;

function answer({ work, ...request }) {
  try {
    program ??= startProgram(module);
    const made = program[work](request);
    postMessage({ made }, Object.values(made).map(({ buffer }) => buffer));
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) program = null;
    postMessage({ problem: error.message });
  }
}

onmessage = ({ data }) => {
  module = data;
  onmessage = ({ data }) => answer(data);
};
