/** What the sources of one package, folder or file may import. */
export interface Row {
  /** Packages of this repository: a name, or a name with one of its entries. */
  readonly ours: readonly string[]
  /** Packages from npm. */
  readonly npm: readonly string[]
  /** Whether `node:` modules may be used. */
  readonly node: boolean
  /** Code that a browser loads as it is: it may import by absolute URL path. */
  readonly served?: boolean
}

/**
 * The rows by path; the longest path that holds a file decides about it. A new package needs a row
 * here, in the same change, that only points downwards:
 * codec ← primitives ← webauthn, workspace, vault; webauthn ← keyholder, apps/cli.
 */
export const RULES: Readonly<Record<string, Row>> = {
  'packages/codec': { ours: [], npm: [], node: false },
  'packages/primitives': {
    ours: ['@keyward/codec'],
    npm: ['@noble/ciphers', '@noble/curves', '@noble/hashes'],
    node: false,
  },
  // The one fast implementation that is Node's; everything else takes it as a port.
  'packages/primitives/signature/node.ts': { ours: ['@keyward/codec'], npm: [], node: true },
  'packages/webauthn': {
    ours: ['@keyward/codec', '@keyward/primitives'],
    npm: ['tldts'],
    node: false,
  },
  'packages/workspace': { ours: ['@keyward/codec', '@keyward/primitives'], npm: [], node: false },
  'packages/vault': {
    ours: ['@keyward/codec', '@keyward/primitives'],
    npm: [
      '@hpke/core',
      '@hpke/hybridkem-x-wing',
      '@scure/bip39',
      '@serenity-kit/opaque',
      '@zxcvbn-ts/core',
      'hash-wasm',
    ],
    node: false,
  },
  // Argon2id of Node.js, a port's second implementation.
  'packages/vault/unlock/argon2/node.ts': { ours: ['@keyward/primitives'], npm: [], node: true },
  'packages/keyholder': {
    ours: ['@keyward/codec', '@keyward/primitives', '@keyward/webauthn'],
    npm: [],
    node: false,
  },
  'packages/testkit': {
    ours: ['@keyward/codec', '@keyward/primitives', '@keyward/webauthn'],
    npm: ['@noble/curves', '@simplewebauthn/server', 'vitest'],
    node: true,
  },
  'apps/cli': {
    ours: ['@keyward/codec', '@keyward/primitives', '@keyward/webauthn'],
    npm: [],
    node: true,
  },
  // Perch stands for anybody's app, so it uses nothing of Keyward's.
  'apps/relying-party': {
    ours: [],
    npm: ['hono', '@hono/node-server', '@simplewebauthn/server'],
    node: true,
  },
  'apps/relying-party/public': {
    ours: [],
    npm: ['@simplewebauthn/browser'],
    node: false,
    served: true,
  },
  e2e: { ours: ['@keyward/testkit'], npm: ['playwright-core', 'vitest'], node: true },
  bench: {
    ours: ['@keyward/codec', '@keyward/primitives', '@keyward/webauthn', '@keyward/testkit'],
    npm: ['nid-webauthn-emulator'],
    node: true,
  },
  tools: { ours: [], npm: ['oxc-parser'], node: true },
}

/** What a `*.test.ts` file, or one in a folder "cases", may import besides, in any package. */
export const TEST_EXTRAS: Row = {
  ours: ['@keyward/testkit'],
  npm: [
    'vitest',
    'fast-check',
    'cborg',
    'rolldown',
    '@simplewebauthn/server',
    // Second implementations, to hold the first ones against.
    '@noble/curves',
    '@panva/hpke-noble',
    'hpke',
  ],
  node: true,
}
