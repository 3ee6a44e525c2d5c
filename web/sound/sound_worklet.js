// Runs in the audio thread: the mixer, and a recorder.
import { startProgram } from './sound_program.js';

const blocksPerReport = 4;  // 32 ms at the mixer's rate

// Carries out the options' commands before the first sample and those that arrive as messages. Reports what plays when that changes.
registerProcessor('zscape-mixer', class extends AudioWorkletProcessor {
  constructor({ processorOptions: { module, commands } }) {
    super();
    this.program = startProgram(module);
    this.reported = { step: -1, loopPosition: -1, peak: 0 };
    this.peak = 0;
    this.blocks = 0;
    commands.forEach(this.program.send);
    this.port.onmessage = ({ data }) => this.program.send(data);
  }

  process(_, [[samples]]) {
    this.program.render(samples);
    this.peak = samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), this.peak);
    if (++this.blocks % blocksPerReport === 0) this.report();
    return true;
  }

  report() {
    const found = { step: this.program.step(), loopPosition: this.program.loopPosition(), peak: this.peak };
    this.peak = 0;
    if (Object.keys(found).every((key) => found[key] === this.reported[key])) return;
    this.reported = found;
    this.port.postMessage(found);
  }
});

// Answers any message with what it has heard, in a Float32Array.
registerProcessor('zscape-recorder', class extends AudioWorkletProcessor {
  constructor({ processorOptions: { mostSeconds } }) {
    super();
    this.samples = new Float32Array(mostSeconds * sampleRate);
    this.size = 0;
    this.port.onmessage = () => this.port.postMessage(this.samples.slice(0, this.size));
  }

  process([[heard]]) {
    if (heard) {  // there is none before the microphone delivers
      this.samples.set(heard.subarray(0, this.samples.length - this.size), this.size);
      this.size = Math.min(this.size + heard.length, this.samples.length);
    }
    return true;
  }
});
