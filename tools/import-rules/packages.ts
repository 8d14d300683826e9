import type { Row } from './row.ts'

/** What libraries may import. */
export const PACKAGES: Readonly<Record<string, Row>> = {
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
      '@keyward/cosigning/dealer',
      '@keyward/cosigning/grantee',
      '@keyward/cosigning/terms',
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
  'packages/cosigning/modexp/node.ts': { ours: [], npm: [], node: true },
  // A program of its own: it stands on a machine as the command line does.
  'packages/agent': {
    ours: [
      '@keyward/codec',
      '@keyward/cosigning/modexp/node',
      '@keyward/keyholder',
      '@keyward/primitives',
      '@keyward/vault/argon2/node',
      '@keyward/webauthn',
    ],
    npm: [],
    node: true,
  },
  // What goes into pages, and what answers them.
  'packages/agent/playwright': {
    ours: ['@keyward/webauthn/client'],
    npm: [],
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
    npm: ['@noble/curves', '@simplewebauthn/server', 'fast-check', 'vitest'],
    node: true,
  },
}
