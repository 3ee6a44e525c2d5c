// How the browser tests run: Debian's Chromium, two at a time. What protects little for its time is tagged @all.
import { fileURLToPath } from 'node:url';

import { defineConfig } from '@playwright/test';

import { launchOptions } from './launch.mjs';

const results = fileURLToPath(new URL('../../build/browser', import.meta.url));

export default defineConfig({
  testDir: '.',
  testMatch: '*_tests.mjs',
  outputDir: results,
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  grepInvert: process.env.ZSCAPE_TEST_ALL ? undefined : /@all/,
  reporter: 'list',
  use: { launchOptions, trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false } },
});
