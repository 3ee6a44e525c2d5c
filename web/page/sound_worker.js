// What takes longer than a frame: sounds of models, a person's own. Begins with the compiled module; every further
// message { work, ...what sound_program.js asks for } is answered by { made } or { problem }.
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
