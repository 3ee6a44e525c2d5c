// What the Listen tab asks for, carried out. The code of sound is loaded with the first request.

/**
 * A function for after each frame, with `report()`: { step, loopPosition, peak, recordedSeconds } as in sound.js, or null before the
 * first sound. `url(file)` is the URL of a file of this build.
 */
export function carryOutSounds(app, shell, url) {
  let sound = null;    // once it is open
  let opening = null;  // its promise

  const fail = (error) => app.failSound(shell, error.message);

  function open() {
    opening ??= import(url('sound.js')).then(({ openSound }) => openSound(url)).then((opened) => (sound = opened)).catch((error) => {
      opening = null;
      throw error;
    });
    return opening;
  }

  const takeOwn = (name, seen) => app.hearOwn(shell, name, seen.row, seen.samples, seen.picture);
  const refuse = (name) => ({ message }) => shell.showError(`${name}: ${message}`);

  const carryOut = {
    mix: ({ command }) => open().then(({ send }) => send(command)).catch(fail),
    audible: ({ slot, serial, row, format }) => open().then((opened) => opened.audible({ row, format }))
      .then(({ samples, picture }) => app.hear(shell, slot, serial, samples, picture)).catch(fail),
    takeIn: ({ name, bytes, format }) => open().then((opened) => opened.readWav({ bytes, format }))
      .then((seen) => takeOwn(name, seen)).catch(refuse(name)),
    record: () => open().then((opened) => opened.record()).catch(({ message }) => shell.showError(message)),
    async stop({ format }) {
      try {
        const recorded = await sound?.stop();
        if (recorded) takeOwn('the recording', await sound.readSamples({ ...recorded, format }));
      } catch (error) {
        refuse('the recording')(error);
      }
    },
  };

  const report = () => sound && {
    step: sound.step(), loopPosition: sound.loopPosition(), peak: sound.peak(), recordedSeconds: sound.recordedSeconds(),
  };

  return Object.assign(() => {
    for (const { kind, ...request } of app.takeSoundRequests(shell)) carryOut[kind](request);
    if (sound) app.reportSound(shell, sound.step(), sound.loopPosition(), sound.recordedSeconds() ?? -1);
  }, { report });
}
