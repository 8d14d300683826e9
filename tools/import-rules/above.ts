import type { Row } from './row.ts'

const EVERYTHING: readonly string[] = [
  '@keyward/agent',
  '@keyward/channel',
  '@keyward/codec',
  '@keyward/cosigning',
  '@keyward/extension',
  '@keyward/keyholder',
  '@keyward/log',
  '@keyward/primitives',
  '@keyward/protocol',
  '@keyward/server',
  '@keyward/testkit',
  '@keyward/vault',
  '@keyward/webauthn',
  '@keyward/workspace',
]

/** What stands above libraries and programs. */
export const ABOVE: Readonly<Record<string, Row>> = {
  // Stories and measurements stand above everything, and reach each part by its name.
  e2e: {
    ours: [...EVERYTHING, '@keyward/tools'],
    npm: ['axe-core', 'dpop', 'idb', 'playwright-core', 'puppeteer-core', 'rolldown', 'vitest'],
    node: true,
  },
  bench: {
    ours: [...EVERYTHING, '@keyward/e2e', '@keyward/tools'],
    npm: [
      '@hono/node-server',
      '@hpke/core',
      '@hpke/hybridkem-x-wing',
      'dpop',
      'hono',
      'nid-webauthn-emulator',
      'playwright-core',
      'rolldown',
    ],
    node: true,
  },
  tools: { ours: ['@keyward/protocol/openapi'], npm: ['oxc-parser'], node: true },
}

/** What a `*.test.ts` file, or one in a folder "cases", may import besides, in any package. */
export const TEST_EXTRAS: Row = {
  ours: ['@keyward/cosigning', '@keyward/testkit', '@keyward/vault'],
  npm: [
    'vitest',
    'dpop',
    'fast-check',
    'cborg',
    'rolldown',
    'fake-indexeddb',
    '@simplewebauthn/server',
    // Second implementations, to hold the first ones against.
    '@noble/curves',
    '@panva/hpke-noble',
    'hpke',
  ],
  node: true,
}
