// Calls sound.wasm with arrays instead of addresses. The audio thread and the worker each run one of their own.

export const mixerRate = 16000;  // samples per second, as in core/audio/mixer.hpp

/** Runs a compiled sound.wasm. A function that throws has left it in no state to be called again. */
export function startProgram(module) {
  // The C library asks for files; 8 is its code for "there is none".
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 8;
  const program = new WebAssembly.Instance(module, imports).exports;
  const { memory } = program;
  program._initialize();

  const give = (array) => {
    const at = program.input(array.byteLength);
    new Uint8Array(memory.buffer, at).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return array.length;
  };
  const madeSamples = (size) => new Float32Array(memory.buffer, program.output_samples(), size);
  const madeBytes = (size) => new Uint8Array(memory.buffer, program.output_bytes(), size);

  const setFormat = ({ rate, samples, window, hop, width, rangeDb }) => program.set_format(rate, samples, window, hop, width, rangeDb);
  const setName = (name) => program.set_name(give(new TextEncoder().encode(name)));
  const seen = (size) => {
    if (size < 0) throw new Error(new TextDecoder().decode(madeBytes(program.error_size())));
    const samples = madeSamples(size).slice();
    const row = madeSamples(program.row_of(give(samples))).slice();
    return { samples, row, picture: madeSamples(program.shown(give(row))).slice() };
  };

  const commands = {
    loop: ({ samples }) => program.set_loop(give(samples)),
    pad: ({ pad, samples }) => program.set_pad(pad, give(samples)),
    hit: ({ pad }) => program.hit_pad(pad),
    once: ({ samples }) => program.play_once(give(samples)),
    pattern({ steps, tempo, swing, playing }) {
      give(Uint16Array.from(steps));
      program.set_pattern(tempo, swing, playing);
    },
  };

  return {
    send: (command) => commands[command.kind](command),
    render(samples) {
      program.render(samples.length);
      samples.set(madeSamples(samples.length));
    },
    step: program.step,
    loopPosition: program.loop_position,

    audible({ row, format }) {
      setFormat(format);
      return { samples: madeSamples(program.sound_of(give(row))).slice(), picture: madeSamples(program.shown(give(row))).slice() };
    },
    readWav({ name, bytes, format }) {
      setFormat(format);
      setName(name);
      return seen(program.own_wav(give(bytes)));
    },
    readSamples({ name, samples, rate, format }) {
      setFormat(format);
      setName(name);
      return seen(program.own_sound(rate, give(samples)));
    },
  };
}
