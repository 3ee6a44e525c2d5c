// How Chromium is started: Debian's that draws no windows, WebGL 2 in software, a microphone that beeps and is granted to whoever asks,
// and silent towards the outside.
export const launchOptions = {
  executablePath: '/usr/bin/chromium-headless-shell',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
    '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--disable-background-networking', '--disable-sync',
    '--disable-component-update'],
};

/** The whole browser, slower, where several tabs are in one window. */
export const windowOptions = { ...launchOptions, executablePath: '/usr/bin/chromium' };
