import { defineConfig } from '@playwright/test'

const isRoot = process.getuid?.() === 0

// How pages look, are moved about in and are signed in to has nothing to do with how the vendor answers: looked at once.
const ofThePagesAlone = [
  'accessibility',
  'activity',
  'forms',
  'keyboard',
  'layout',
  'layout-shift',
  'offline-parts',
  'security',
  'sign-in',
  'virtual-rows',
].map((name) => `${name}.spec.ts`)
const isFlipped = process.env.E2E_DIALECT === 'flipped'

/** `npm run e2e` starts the servers and sets the variables that the specs read. */
export default defineConfig({
  testDir: 'e2e',
  // A run clears its folder, and both dialects run at the same time.
  outputDir: `.tmp/playwright-${process.env.E2E_DIALECT ?? 'default'}`,
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 40_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  // Without a file to write to, the report would be printed over the list.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : 'list',
  use: {
    baseURL: process.env.E2E_BASE_URL,
    locale: 'en-GB',
    timezoneId: 'UTC',
    // A trace of every test, kept or not, takes as long as the tests themselves: ask for one with E2E_TRACE=1.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        // There is no graphics processor on a test machine, and imitating one takes half of the time.
        '--disable-gpu',
        // Without these Chromium looks for hosts that a closed network refuses.
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        ...(isRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
  projects: [
    { name: 'setup', testMatch: 'auth.setup.ts' },
    {
      name: 'console',
      testMatch: '*.spec.ts',
      testIgnore: isFlipped ? ofThePagesAlone : [],
      grepInvert: isFlipped ? /(is|are) (clean|accessible)/ : undefined,
      dependencies: ['setup'],
    },
  ],
})
