import { statSync, rmSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileReplica } from '@keyward/keyholder/replica/node'
import { deadlineAfter } from './deadline.ts'
import { parseHeld } from './held.ts'
import { parseLine } from './messages.ts'
import { serveHolding } from './serve.ts'

/**
 * The process that keeps a home unlocked: it has the account key in its memory and nowhere else. It
 * ends, and with it the key, when it is asked to, when nobody used it for so long as the policy
 * says, when the replica tells everybody to lock, and when the home is gone.
 *
 * Started by `startHolder` with what it holds on standard input, so that no argument, environment or
 * file has it.
 */
const TICK_MILLISECONDS = 1_000

const [address = '', folder = '', replicaPath = ''] = process.argv.slice(2)
const held = parseHeld(parseLine(await text(process.stdin)))
if (held === undefined) process.exit(1)

const deadline = deadlineAfter(held.lockAfterMinutes, {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
})
const home = identityOf(folder)

function lock(): never {
  rmSync(address, { force: true })
  process.exit(0)
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, lock)
process.on('uncaughtException', lock)

const replica = await fileReplica(replicaPath)
replica.watch(({ kind }) => {
  if (kind === 'lock') lock()
})
await serveHolding(address, { held, deadline, lock })
// A sleeping machine runs no timers: the first tick after waking looks at the clock on the wall.
setInterval(() => {
  if (deadline.isPast() || home === undefined || identityOf(folder) !== home) lock()
}, TICK_MILLISECONDS)
process.stdout.write('READY\n')

/** Which folder is there: another one in its place is not the same home. */
function identityOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? undefined : `${found.dev}:${found.ino}`
}
