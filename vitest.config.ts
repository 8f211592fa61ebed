import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: {
    alias: {
      // `server-only` throws outside a server build; its own empty file is what a server build loads.
      'server-only': at('./node_modules/server-only/empty.js'),
      '@': at('.').replace(/\/$/, ''),
    },
  },
  test: {
    include: ['{lib,sandbox,app,components,scripts,bench}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    environment: 'node',
    // Most of the time goes into waiting for other processes, not into computing.
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
