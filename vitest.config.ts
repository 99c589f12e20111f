import {availableParallelism} from 'node:os'
import {defineConfig} from 'vitest/config'
import {PagesFirst} from './tooling/testing/pagesFirst.ts'

/**
 * Three projects: `unit` beside the code, `integration` over real HTTP, `e2e` in a real Chromium.
 * They run one after the other (see `tooling/test.ts`) because they share two cores.
 */
export default defineConfig({
  test: {
    sequence: {sequencer: PagesFirst},
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/.local/**', '**/*.integration.test.ts', 'e2e/**'],
          setupFiles: ['tooling/testing/waits.ts', 'tooling/testing/prepareTests.ts'],
          expect: {poll: {timeout: 20_000}},
          // Files share what they import, above all the Studio, and the page: see preparePage.ts.
          isolate: false,
          maxWorkers: '100%',
          // No stop-watch: on a busy machine a second is soon five.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['**/*.integration.test.ts'],
          exclude: ['**/node_modules/**', '**/.local/**'],
          setupFiles: ['tooling/testing/waits.ts'],
          expect: {poll: {timeout: 60_000}},
          // Files share what they import, so that most of the product is loaded and compiled once.
          isolate: false,
          // More than processors, which a percentage does not allow: strict mode waits for lagging queries and
          // late events.
          maxWorkers: Math.ceil(availableParallelism() * 1.5),
          // Kills and restarts of processes take minutes where browsers take the processors.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: ['e2e/support/globalStack.ts'],
          setupFiles: ['e2e/support/setup.ts'],
          maxWorkers: 2,
          // Files share a process and its browser.
          isolate: false,
          expect: {poll: {timeout: 60_000, interval: 100}},
          testTimeout: 240_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
