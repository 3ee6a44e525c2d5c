// How the browser tests run: Debian's Chromium, two at a time. What protects little for its time is tagged @all.
import { fileURLToPath } from 'node:url';

import { defineConfig } from '@playwright/test';

import { launchOptions } from './launch.mjs';

// Pages live for seconds: few functions are worth compiling a second time.
const fast = { ...launchOptions, args: [...launchOptions.args, '--js-flags=--wasm-tiering-budget=200000000'] };
const results = fileURLToPath(new URL('../../build/browser', import.meta.url));

export default defineConfig({
  testDir: '.',
  testMatch: '*_tests.mjs',
  outputDir: results,
  workers: 2,
  fullyParallel: true,
  timeout: 240_000,  // without a GPU every frame is painted by the processor
  retries: process.env.CI ? 1 : 0,  // what passes only then is reported as flaky
  grepInvert: process.env.ZSCAPE_TEST_ALL ? undefined : /@all/,
  reporter: 'list',
  use: { launchOptions: fast, trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false } },
});
