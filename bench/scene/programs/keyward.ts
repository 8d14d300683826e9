import { randomBytes } from 'node:crypto'
import {
  createApp,
  makeLog,
  openSqliteStore,
  readConfig,
  startServer,
} from '@keyward/server/cases/parts'
import { answerParent } from './answer-parent.ts'

/** Counting goes on, but nobody is slowed down. */
const WIDE = { size: 1e9, every: 1 }

/** Keyward's server as `apps/server/main.ts` starts it, but that it lets one client ask all it likes. */
const config = readConfig(process.env)
const server = await startServer(config, {
  openStore: openSqliteStore,
  createApp: (deps) =>
    createApp({ ...deps, rates: { open: WIDE, member: WIDE, address: WIDE, signUp: WIDE } }),
  makeMailer: () => ({ announceInvitation: async () => false }),
  log: makeLog({
    level: config.logLevel,
    isForPeople: false,
    write: (text) => void process.stderr.write(text),
  }),
  clock: Date.now,
  random: (length) => new Uint8Array(randomBytes(length)),
  version: '0.0.0',
})
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
answerParent(server.origin)
