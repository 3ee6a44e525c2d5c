// Opens the loudspeaker and the microphone, and gives the page functions that play, record and work out sounds.
//
// The page loads this file when the first sound is wanted. sound.wasm runs twice: in the audio thread it mixes, in a worker it makes
// sounds and their pictures.
import { download } from '../shared/download.js';
import { mixerRate } from './sound_program.js';

const mostRecordedSeconds = 10;  // as in core/audio/sound.hpp
const scopeSamples = 1024;

/**
 * Browsers let sound begin only in a press or soon after it; until one comes, nothing is heard. `url(file)` is the URL of a file
 * beside this one. Rejects with words for a person. Gives:
 *
 * - `send(command)`: one of core/audio/mixer.hpp, { kind: 'loop', samples }, { kind: 'pad', pad, samples }, { kind: 'hit', pad },
 *   { kind: 'once', samples } or { kind: 'pattern', steps, tempo, swing, playing }
 * - `step()`, `loopPosition()`, `peak()`: as the mixer told at most 32 ms ago; the third is the greatest sample of the 32 ms before
 * - `tap()`: the newest 1024 samples that were played
 * - `audible({ row, format })`: the promise of a model's sample as { samples, picture }, see core/audio/model_sound.hpp; a format is
 *   { rate, samples, window, hop, width, rangeDb }, with a window of 0 where the model sees the wave itself
 * - `readWav({ name, bytes, format })`, `readSamples({ name, samples, rate, format })`: a person's own sound as { samples, row, picture };
 *   messages name it
 * - `record()`: resolves when the microphone listens; `recordedSeconds()`, at most 10, null while it does not; `stop()`: the promise of
 *   { samples, rate }, or of null when there was nothing to stop
 * - `close()`: gives everything back; what is asked for after it is rejected
 */
export async function openSound(url) {
  const context = openContext();
  try {
    const module = await download(url('sound.wasm'), { type: 'application/wasm' }, WebAssembly.compileStreaming);
    const node = await addMixer(context, url, module);
    const analyser = new AnalyserNode(context, { fftSize: scopeSamples });
    node.connect(analyser).connect(context.destination);
    const worker = openWorker(url('sound_worker.js'), module);
    const microphone = microphoneOf(url);
    const close = () => {
      worker.close();
      microphone.stop();
      if (context.state !== 'closed') context.close();
    };
    return { ...mixerOf(context, node, analyser), ...workOf(worker.ask), ...microphone, close };
  } catch (error) {
    context.close();
    throw error;
  }
}

/** The mixer as a node of `context`, of which `commands` come before the first sample. */
export async function addMixer(context, url, module, commands = []) {
  await addWorklet(context, url);
  return new AudioWorkletNode(context, 'zscape-mixer', {
    numberOfInputs: 0, outputChannelCount: [1], processorOptions: { module, commands },
  });
}

// ---- the loudspeaker ----

function openContext() {
  if (!window.AudioContext || !window.AudioWorkletNode) {
    throw new Error(window.isSecureContext ? 'zscape plays sound through an AudioWorklet, and this browser does not offer it.'
      : 'Browsers play sound like this only on pages that came over HTTPS or from this machine.');
  }
  const context = new AudioContext({ sampleRate: mixerRate });
  // Not yet allowed, or taken away for a call.
  const resume = () => context.state !== 'running' && context.state !== 'closed' && context.resume().catch(() => {});
  for (const type of ['pointerdown', 'pointerup', 'keydown', 'visibilitychange']) document.addEventListener(type, resume, true);
  resume();
  return context;
}

const addWorklet = (context, url) => context.audioWorklet.addModule(url('sound_worklet.js')).catch(() => {
  throw new Error('sound_worklet.js: the server does not answer');
});

function mixerOf(context, node, analyser) {
  let state = { step: -1, loopPosition: -1, peak: 0 };
  node.port.onmessage = ({ data }) => (state = data);
  const scope = new Float32Array(scopeSamples);
  return {
    send(command) {
      // A copy of its own: with a view of WebAssembly's memory all of that memory would be sent.
      const samples = command.samples?.slice();
      node.port.postMessage(samples ? { ...command, samples } : command, samples ? [samples.buffer] : []);
    },
    step: () => state.step,
    loopPosition: () => state.loopPosition,
    peak: () => state.peak,
    tap() {
      analyser.getFloatTimeDomainData(scope);
      return scope;
    },
  };
}

// ---- the worker ----

// Gives it one request at a time. One that could not be loaded rejects whatever it is asked.
function openWorker(file, module) {
  const worker = new Worker(file);
  worker.postMessage(module);
  const asked = [];  // in their order; the first one is being worked on
  let problem = null;
  const fail = (message) => {
    problem ??= new Error(message);
    worker.terminate();
    for (const { reject } of asked.splice(0)) reject(problem);
  };
  worker.onmessage = ({ data }) => {
    const { resolve, reject } = asked.shift();
    if (data.problem === undefined) resolve(data.made);
    else reject(new Error(data.problem));
    if (asked.length > 0) worker.postMessage(asked[0].request);
  };
  worker.onerror = () => fail('sound_worker.js: the server does not answer');
  const ask = (request) => new Promise((resolve, reject) => {
    if (problem) return reject(problem);
    if (asked.push({ request, resolve, reject }) === 1) worker.postMessage(request);
  });
  return { ask, close: () => fail('sound was closed') };
}

function workOf(ask) {
  const own = (array) => array.slice();  // as in send()
  return {
    audible: ({ row, format }) => ask({ work: 'audible', row: own(row), format }),
    readWav: ({ bytes, ...request }) => ask({ work: 'readWav', bytes: own(bytes), ...request }),
    readSamples: ({ samples, ...request }) => ask({ work: 'readSamples', samples: own(samples), ...request }),
  };
}

// ---- the microphone ----

const refusals = {
  NotAllowedError: 'the browser was not allowed to use it; its settings for this site change that',
  NotFoundError: 'none is connected',
  NotReadableError: 'another program uses it',
};

function openMicrophone() {
  if (!navigator.mediaDevices) throw new Error('no microphone: this browser does not offer it');
  return navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } }).catch(({ name, message }) => {
    throw new Error(`no microphone: ${refusals[name] ?? message}`);
  });
}

// In a context of its own: not every browser connects a microphone to a context of another rate than the device's.
async function startRecording(url) {
  const stream = await openMicrophone();
  const context = new AudioContext();
  const mute = () => stream.getTracks().forEach((track) => track.stop());
  // No frame is drawn in a hidden tab, so nothing else would close the microphone there.
  const muteWhenHidden = () => document.hidden && mute();
  document.addEventListener('visibilitychange', muteWhenHidden);
  const close = () => {
    document.removeEventListener('visibilitychange', muteWhenHidden);
    mute();
    context.close();
  };
  try {
    await addWorklet(context, url);
    const node = new AudioWorkletNode(context, 'zscape-recorder', {
      channelCount: 1, channelCountMode: 'explicit', outputChannelCount: [1], processorOptions: { mostSeconds: mostRecordedSeconds },
    });
    // To the loudspeaker, or some browsers would not run it; it says nothing there.
    context.createMediaStreamSource(stream).connect(node).connect(context.destination);
    await context.resume();
    const started = context.currentTime;
    const take = () => new Promise((resolve) => {
      node.port.onmessage = ({ data }) => resolve(data);
      node.port.postMessage(null);
    });
    return { rate: context.sampleRate, seconds: () => Math.min(context.currentTime - started, mostRecordedSeconds), take, close };
  } catch (error) {
    close();
    throw error;
  }
}

function microphoneOf(url) {
  let starting = null;  // the promise of a recording
  let recording = null;
  const end = async () => {
    const ended = await starting?.catch(() => null);
    starting = recording = null;
    return ended ?? null;
  };
  return {
    async record() {
      (await end())?.close();
      starting = startRecording(url);
      recording = await starting;
    },
    recordedSeconds: () => recording?.seconds() ?? null,
    async stop() {
      const ended = await end();
      if (ended === null) return null;
      const samples = await ended.take();
      ended.close();
      return { samples, rate: ended.rate };
    },
  };
}
