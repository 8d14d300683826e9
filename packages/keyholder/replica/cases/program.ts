import { fileReplica } from '../node.ts'
import { fired } from '../work.ts'
import { batchOf } from './batches.ts'
import { countUp } from './count-up.ts'

/** A process of its own on a replica: `program.ts <what> <path> <first>`. Prints a line per event. */
const [, , what = '', path = '', first = '0'] = process.argv
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const store = await fileReplica(path, { pollMilliseconds: 10, leaseMilliseconds: 600 })
// Timers of the store do not keep a process alive.
setInterval(() => {}, 1000)

const programs: Record<string, () => Promise<void>> = {
  /** Writes batch after batch, and says so after each. */
  async write() {
    for (let n = Number(first); ; n += 1) {
      await store.write(batchOf(n))
      say(String(n))
    }
  },
  async count() {
    await countUp(store, Number(first))
    process.exit(0)
  },
  async watch() {
    store.watch(({ kind }) => say(kind))
    say('watching')
  },
  /** Leads for as long as it can, again and again. */
  async lead() {
    for (;;) {
      await store.lead(async (lost) => {
        say('elected')
        await fired(lost)
        say('lost')
      }, new AbortController().signal)
    }
  },
}
await programs[what]?.()
