import type { Row } from './row.ts'

/** What programs may import. */
export const APPS: Readonly<Record<string, Row>> = {
  'apps/cli': {
    ours: [
      '@keyward/agent',
      '@keyward/codec',
      '@keyward/cosigning/modexp/node',
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
      '@keyward/cosigning/signer',
      '@keyward/cosigning/terms',
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
  // The signer opens its halves of deals, and nothing else that is sealed.
  'apps/server/signer': {
    ours: [
      '@keyward/codec',
      '@keyward/cosigning/modexp/node',
      '@keyward/cosigning/signer',
      '@keyward/cosigning/terms',
      '@keyward/primitives/hash',
      '@keyward/primitives/signature',
      '@keyward/primitives/unprintable',
    ],
    npm: ['@hpke/core', '@hpke/hybridkem-x-wing'],
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
      '@keyward/cosigning',
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
  // No vault, no keyholder: what holds keys are the pages of apps/web, which its build takes in.
  'apps/extension': {
    ours: [
      '@keyward/channel',
      '@keyward/codec',
      '@keyward/primitives/hash',
      '@keyward/webauthn/client',
      '@keyward/webauthn/public-suffix',
    ],
    npm: [],
    node: false,
  },
  // What runs inside of other people's pages.
  'apps/extension/page': { ours: ['@keyward/channel'], npm: [], node: false },
  // What the page script writes is read by what reads it later.
  'apps/extension/page/options.test.ts': {
    ours: ['@keyward/webauthn/client'],
    npm: [],
    node: false,
  },
  'apps/extension/content': { ours: ['@keyward/channel'], npm: [], node: false },
  'apps/extension/build': { ours: [], npm: ['fflate', 'vite'], node: true },
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
}
