// Carries out what the Listen tab asks for, and loads the code of sound with the first request.

/**
 * { carryOut, report, state }: what commands.js calls by kind; report() to call after each frame; state() is { step, loopPosition, peak,
 * recordedSeconds } as in sound.js, or null before the first sound. `url(file)` is the URL of a file of this build.
 */
export function createSounds(app, shell, url) {
  let sound = null;    // once it is open
  let opening = null;  // its promise

  // Ends sound; the next request opens it anew.
  function forget() {
    sound?.close();
    sound = opening = null;
    tell();
  }

  function open() {
    const opened = (opening ??= import(url('sound.js')).then(({ openSound }) => openSound(url)).then((made) => (sound = made)));
    return opened.catch((error) => {
      if (opened === opening) forget();
      throw error;
    });
  }

  // For work that fails only when the program or the server is broken: then sound ends.
  async function withSound(work) {
    let opened = null;
    try {
      opened = await open();
      await work(opened);
    } catch (error) {
      if (opened !== sound) return;  // it has ended already
      forget();
      app.failSound(shell, error.message);
    }
  }

  const takeOwn = (name, seen) => app.hearOwn(shell, name, seen.row, seen.samples, seen.picture);
  const refuse = ({ message }) => shell.showError(message);

  const carryOut = {
    mix: ({ command }) => withSound(({ send }) => send(command)),
    audible: ({ slot, serial, row, format }) => withSound(async (opened) => {
      const { samples, picture } = await opened.audible({ row, format });
      app.hear(shell, slot, serial, samples, picture);
    }),
    takeIn: ({ name, bytes, format }) => open().then((opened) => opened.readWav({ name, bytes, format }))
      .then((seen) => takeOwn(name, seen)).catch(refuse),
    record: () => open().then((opened) => opened.record()).then(tell).catch(refuse),
    async stop({ format }) {
      const name = 'the recording';
      try {
        const recorded = await sound?.stop();
        tell();
        if (recorded) takeOwn(name, await sound.readSamples({ name, ...recorded, format }));
      } catch (error) {
        refuse(error);
      }
    },
  };

  function tell() {
    app.reportSound(shell, sound?.step() ?? -1, sound?.loopPosition() ?? -1, sound?.recordedSeconds() ?? -1);
  }

  const state = () => sound && {
    step: sound.step(), loopPosition: sound.loopPosition(), peak: sound.peak(), recordedSeconds: sound.recordedSeconds(),
  };

  const report = () => sound && tell();

  return { carryOut, report, state };
}
