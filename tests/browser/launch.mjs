// How Chromium is started: Debian's, with WebGL 2 drawn in software, a microphone that beeps, and silent towards the outside.
export const launchOptions = {
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
    '--use-fake-device-for-media-stream', '--disable-background-networking', '--disable-sync', '--disable-component-update'],
};
