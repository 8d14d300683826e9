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

const EVERYTHING: readonly string[] = [
  '@keyward/channel',
  '@keyward/codec',
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

/**
 * The rows by path; the longest path that holds a file decides about it. A new package needs a row
 * here, in the same change, that only points downwards:
 * codec ← primitives ← webauthn, workspace, vault, log; protocol → codec, primitives/hash, rules of
 * workspace; all of these ← keyholder ← apps/cli. The server has none of vault, keyholder and the
 * authenticator among its imports, so that it can't open anything by construction.
 */
export const RULES: Readonly<Record<string, Row>> = {
  'packages/codec': { ours: [], npm: [], node: false },
  'packages/primitives': {
    ours: ['@keyward/codec'],
    npm: ['@noble/ciphers', '@noble/curves', '@noble/hashes', '#ed25519'],
    node: false,
  },
  // The fast implementations that are Node's; everything else takes them as ports, or by a condition
  // of package.json.
  'packages/primitives/aead/node.ts': { ours: ['@keyward/codec'], npm: [], node: true },
  'packages/primitives/identity/node.ts': { ours: ['@keyward/codec'], npm: [], node: true },
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
      'mlkem',
      '#x-wing-parts',
    ],
    node: false,
  },
  'packages/vault/keyset/x-wing/node.ts': { ours: ['@keyward/codec'], npm: [], node: true },
  // Argon2id of Node.js, a port's second implementation.
  'packages/vault/unlock/argon2/node.ts': { ours: ['@keyward/primitives'], npm: [], node: true },
  'packages/log': { ours: ['@keyward/codec', '@keyward/primitives'], npm: [], node: false },
  'packages/protocol': {
    ours: ['@keyward/codec', '@keyward/primitives/hash', '@keyward/workspace/rules'],
    npm: ['zod'],
    node: false,
  },
  'packages/keyholder': {
    ours: [
      '@keyward/codec',
      '@keyward/log',
      '@keyward/primitives',
      '@keyward/protocol',
      '@keyward/vault',
      '@keyward/webauthn',
      '@keyward/workspace',
    ],
    npm: [],
    node: false,
  },
  // Content of accounts is plain data: what seals it stands elsewhere.
  'packages/keyholder/accounts': {
    ours: ['@keyward/codec', '@keyward/primitives', '@keyward/webauthn'],
    npm: [],
    node: false,
  },
  // Tests run against the real server, in one process.
  'packages/keyholder/cases': {
    ours: [
      '@keyward/codec',
      '@keyward/log',
      '@keyward/primitives',
      '@keyward/protocol',
      '@keyward/server/cases',
      '@keyward/vault',
      '@keyward/webauthn',
      '@keyward/workspace',
    ],
    npm: [],
    node: true,
  },
  'packages/keyholder/remote': {
    ours: [
      '@keyward/codec',
      '@keyward/primitives',
      '@keyward/protocol',
      '@keyward/workspace/rules',
    ],
    npm: ['dpop'],
    node: false,
  },
  'packages/keyholder/replica': {
    ours: ['@keyward/codec', '@keyward/primitives'],
    npm: ['idb'],
    node: false,
  },
  'packages/keyholder/replica/file': {
    ours: ['@keyward/codec', '@keyward/primitives'],
    npm: [],
    node: true,
  },
  'packages/keyholder/replica/node.ts': { ours: [], npm: [], node: true },
  'packages/keyholder/transfer': {
    ours: [
      '@keyward/codec',
      '@keyward/primitives',
      '@keyward/vault/argon2/node',
      '@keyward/vault/argon2/wasm',
      '@keyward/webauthn',
    ],
    npm: ['kdbxweb'],
    node: false,
  },
  // KeePass files take Argon2d as well, which nothing else does: two implementations of one port.
  'packages/keyholder/transfer/argon2d/node.ts': {
    ours: ['@keyward/primitives/kdf'],
    npm: [],
    node: true,
  },
  'packages/keyholder/transfer/argon2d/wasm.ts': {
    ours: ['@keyward/primitives/kdf'],
    npm: ['hash-wasm'],
    node: false,
  },
  // Curves by their own arithmetic: co-signing is what no library has.
  'packages/cosigning': {
    ours: ['@keyward/codec', '@keyward/primitives'],
    npm: ['@noble/curves'],
    node: false,
  },
  'packages/channel': { ours: ['@keyward/codec'], npm: [], node: false },
  'packages/ui': {
    ours: [],
    npm: [
      '@fontsource-variable/inter',
      'lucide-react',
      'react',
      'react-aria-components',
      'react-dom',
      'uqr',
    ],
    node: false,
  },
  'packages/ui/gallery': {
    ours: [],
    npm: [
      '@tailwindcss/vite',
      '@vitejs/plugin-react',
      'lucide-react',
      'react',
      'react-dom',
      'vite',
    ],
    node: true,
  },
  'packages/testkit': {
    ours: ['@keyward/codec', '@keyward/primitives', '@keyward/webauthn'],
    npm: ['@noble/curves', '@simplewebauthn/server', 'vitest'],
    node: true,
  },
  'apps/cli': {
    ours: [
      '@keyward/codec',
      '@keyward/keyholder',
      '@keyward/log',
      '@keyward/primitives',
      '@keyward/protocol',
      '@keyward/vault/argon2/node',
      '@keyward/webauthn',
      '@keyward/workspace',
    ],
    npm: [],
    node: true,
  },
  // Neither vault nor keyholder: what could open something is not here. Of primitives, what checks
  // signatures and hashes; content encryption only to seal the backup of the server's own secrets.
  'apps/server': {
    ours: [
      '@keyward/codec',
      '@keyward/log',
      '@keyward/primitives/hash',
      '@keyward/primitives/identity',
      '@keyward/primitives/signature',
      '@keyward/primitives/unprintable',
      '@keyward/protocol',
      '@keyward/workspace',
    ],
    npm: ['@hono/node-server', 'hono', 'kysely', 'pino', 'prom-client', 'zod'],
    node: true,
  },
  'apps/server/auth': {
    ours: [
      '@keyward/codec',
      '@keyward/log',
      '@keyward/primitives/hash',
      '@keyward/primitives/identity',
      '@keyward/primitives/signature',
      '@keyward/protocol',
      '@keyward/workspace',
    ],
    npm: ['@serenity-kit/opaque', '@simplewebauthn/server', 'hono', 'jose', 'zod'],
    node: true,
  },
  'apps/server/secrets': {
    ours: [
      '@keyward/codec',
      '@keyward/primitives/aead',
      '@keyward/primitives/aead/noble',
      '@keyward/primitives/hash',
      '@keyward/primitives/kdf',
      '@keyward/primitives/signature',
      '@keyward/primitives/unprintable',
    ],
    npm: ['@serenity-kit/opaque'],
    node: true,
  },
  // What a server is made of, for benchmarks that put one together.
  'apps/server/cases/parts.ts': { ours: [], npm: [], node: true },
  // Test support that plays the clients, who seal what the server can't open.
  'apps/server/cases': {
    ours: [
      '@keyward/codec',
      '@keyward/log',
      '@keyward/primitives',
      '@keyward/protocol',
      '@keyward/vault',
      '@keyward/webauthn',
      '@keyward/workspace',
    ],
    npm: ['@serenity-kit/opaque', 'dpop', 'hono'],
    node: true,
  },
  'apps/server/help': {
    ours: ['@keyward/codec', '@keyward/protocol'],
    npm: ['@hono/node-server', 'hono', 'minisearch'],
    node: true,
  },
  'apps/server/mail': { ours: [], npm: ['nodemailer'], node: true },
  'apps/web': {
    ours: [
      '@keyward/channel',
      '@keyward/codec',
      '@keyward/keyholder',
      '@keyward/log',
      '@keyward/primitives',
      '@keyward/protocol',
      '@keyward/ui',
      '@keyward/vault',
      '@keyward/webauthn',
      '@keyward/workspace',
    ],
    npm: [
      '@tanstack/react-query',
      '@tanstack/react-router',
      '@tanstack/react-virtual',
      'lucide-react',
      'micromark',
      'micromark-extension-gfm-table',
      'react',
      'react-aria-components',
      'react-dom',
      'tldts',
    ],
    node: false,
  },
  'apps/web/vite.config.ts': {
    ours: [],
    npm: ['@tailwindcss/vite', '@vitejs/plugin-react', 'vite'],
    node: true,
  },
  // A story that people and phones play, against the programs as they are.
  'apps/demo': {
    ours: [
      '@keyward/codec',
      '@keyward/keyholder',
      '@keyward/log',
      '@keyward/primitives',
      '@keyward/vault',
      '@keyward/webauthn',
      '@keyward/workspace',
    ],
    npm: [],
    node: true,
  },
  // It plays the operating system, and knows of Keyward what the operating system would.
  'apps/simulator': {
    ours: [
      '@keyward/channel',
      '@keyward/codec',
      '@keyward/primitives',
      '@keyward/ui',
      '@keyward/webauthn/client',
    ],
    npm: ['lucide-react', 'react', 'react-aria-components', 'react-dom'],
    node: false,
  },
  'apps/simulator/server': { ours: [], npm: ['@hono/node-server', 'hono'], node: true },
  'apps/simulator/vite.config.ts': {
    ours: [],
    npm: ['@tailwindcss/vite', '@vitejs/plugin-react', 'vite'],
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
  // Stories and measurements stand above everything, and reach each part by its name.
  e2e: {
    ours: EVERYTHING,
    npm: ['dpop', 'idb', 'playwright-core', 'rolldown', 'vitest'],
    node: true,
  },
  bench: {
    ours: [...EVERYTHING, '@keyward/e2e'],
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
  ours: ['@keyward/testkit', '@keyward/vault'],
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
