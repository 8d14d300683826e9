import type { DatabaseSync } from 'node:sqlite'
import { listeners, type Listener } from '../listeners.ts'
import type { ReplicaEvent } from '../port.ts'
import { letExit } from '../work.ts'
import { damaged } from './explain.ts'

type Kind = ReplicaEvent['kind']

/**
 * How often each kind of event was raised on a file, by anybody. Whoever watches remembers the
 * numbers and counts its own along, so a higher number is news of another.
 */
export interface Signals {
  /** Counts an event within the caller's transaction. What it returns is called after the commit. */
  raise(kind: Kind): () => void
  watch(listener: Listener): () => void
  stop(): void
}

/** @param path for messages */
export function signals(
  database: DatabaseSync,
  path: string,
  options: { pollMilliseconds: number },
): Signals {
  const raise = database.prepare('UPDATE signals SET raised = raised + 1 WHERE kind = ?')
  const read = reader(database)
  const own = listeners()
  let timer: NodeJS.Timeout | undefined
  let seen: Numbers = new Map()

  const poll = (): void => {
    const found = read.changed()
    if (found === undefined) return
    const before = seen
    seen = found
    for (const kind of KINDS) {
      if ((found.get(kind) ?? 0) > (before.get(kind) ?? 0)) own.tell({ kind })
    }
  }
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    raise(kind) {
      const before = read.all().get(kind)
      if (before === undefined || raise.run(kind).changes !== 1) throw damaged(path)
      return () => {
        const isNews = before > (seen.get(kind) ?? before)
        seen.set(kind, before + 1)
        if (isNews) own.tell({ kind })
      }
    },
    watch(listener) {
      if (timer === undefined) {
        read.changed()
        seen = read.all()
        timer = setInterval(() => quietly(poll), options.pollMilliseconds)
        letExit(timer)
      } else {
        poll()
      }
      const remove = own.add(listener)
      return () => {
        remove()
        if (own.size === 0) stop()
      }
    },
    stop() {
      own.clear()
      stop()
    },
  }
}

const KINDS = ['changed', 'lock'] as const

type Numbers = Map<unknown, number>

/** Reads the numbers: always, or only when another connection has written, which is cheap to ask. */
function reader(database: DatabaseSync): { all(): Numbers; changed(): Numbers | undefined } {
  const numbers = database.prepare('SELECT kind, raised FROM signals')
  const version = database.prepare('PRAGMA data_version')
  let seen: unknown
  const all = (): Numbers =>
    new Map(numbers.all().map(({ kind, raised }) => [kind, Number(raised)]))
  return {
    all,
    changed() {
      const now = version.get()?.['data_version']
      if (now === seen) return undefined
      const found = all()
      seen = now
      return found
    },
  }
}

/** Nobody can be told of an error here; the next call on the store meets the same and says so. */
function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // As said above.
  }
}
