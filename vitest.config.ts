import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'rules/**/*.test.ts', 'action/**/*.test.ts', 'test/**/*.test.ts'],
    // Whole-process tests (git, the built bundle, a browser) are slow on a laptop under load, never wrong.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
