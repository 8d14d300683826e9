import { randomBytes } from 'node:crypto'
import { OperatorError } from './config/error.ts'
import { type Config, readConfig } from './config/read.ts'
import { makeFetchPublic } from './directory/fetch-public.ts'
import { createApp } from './http/app.ts'
import { makeMailer } from './mail/mailer.ts'
import { type Log, makeLog } from './ops/log.ts'
import { type RunningServer, startServer } from './ops/start.ts'
import { readVersion } from './ops/version.ts'
import { welcome } from './ops/welcome.ts'
import { createSite } from './site/site.ts'
import { openSqliteStore } from './store/sqlite.ts'
import { makeSendWebhook } from './webhooks/send.ts'

async function run(config: Config, log: Log): Promise<void> {
  const version = readVersion()
  const server = await startServer(config, {
    openStore: openSqliteStore,
    createApp,
    createSite,
    fetchPublic: makeFetchPublic(),
    sendWebhook: makeSendWebhook(),
    makeMailer: (origin) => makeMailer({ mail: config.mail, origin, warn: log.warn }),
    log,
    clock: Date.now,
    random: (length) => new Uint8Array(randomBytes(length)),
    version,
  })
  const { origin } = server
  log.info({ origin, version, signUp: config.signUp }, 'The server answers.')
  // Whoever reads READY may stop the server from then on.
  stopOnSignals(server, log)
  process.stdout.write(welcome(server, config.places, process.stdout.isTTY))
}

/** Stops on the first signal; a second one ends the process at once. */
function stopOnSignals(server: RunningServer, log: Log): void {
  const stop = async (exitCode: 0 | 1): Promise<void> => {
    try {
      await server.stop()
      log.info({}, 'The server has stopped.')
      process.exit(exitCode)
    } catch (error) {
      log.error({ err: error }, 'The server could not stop in order.')
      process.exit(1)
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'The server finishes what is running, and stops.')
      void stop(0)
    })
  }
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'The server failed in a way that nobody expected, and stops.')
    void stop(1)
  })
}

/** What the person who starts the server can put right; of anything else, what went wrong. */
function explain(error: unknown): string {
  if (error instanceof OperatorError) return error.message
  return `The server can't start: ${error instanceof Error ? error.message : String(error)}`
}

// A reader that went away is no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  const config = readConfig(process.env)
  const log = makeLog({
    level: config.logLevel,
    isForPeople: process.stderr.isTTY,
    write: (text) => void process.stderr.write(text),
  })
  await run(config, log)
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}
