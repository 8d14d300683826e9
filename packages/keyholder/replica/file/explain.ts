import { closed, ReplicaError, type ReplicaRule } from '../error.ts'

const DAMAGED = ['replica.damaged', 'is damaged, and is left as it is'] as const
const FULL = ['replica.full', 'can not grow: make room on the disk and try again'] as const
const BUSY = ['replica.unavailable', 'is in use by another program: try again'] as const
const FORBIDDEN = [
  'replica.unavailable',
  'can not be used: you need the right to read and write it and its folder',
] as const

/** What SQLite's primary result codes mean for a person (https://sqlite.org/rescode.html). */
const SQLITE: Readonly<Record<number, readonly [ReplicaRule, string]>> = {
  // The statements are right, so it is the tables that are not.
  1: DAMAGED,
  3: FORBIDDEN,
  5: BUSY,
  6: BUSY,
  8: FORBIDDEN,
  11: DAMAGED,
  13: FULL,
  14: FORBIDDEN,
  15: BUSY,
  18: ['replica.full', 'can not hold a value of this size'],
  // What the tables forbid, this program never writes.
  19: DAMAGED,
  26: DAMAGED,
}

/** The extended code of a read that met the end of the file. */
const SHORT_READ = 522

const SYSTEM: Readonly<Record<string, readonly [ReplicaRule, string]>> = {
  ENOENT: ['replica.unavailable', 'is not there'],
  ENOSPC: FULL,
  EDQUOT: FULL,
}

/** Runs work on the replica at `path`, and says clearly what failed. @throws {ReplicaError} */
export function explained<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw explain(path, error)
  }
}

/** Whether the error says that another process or handle is at work. */
export function isBusy(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : {}
  return error instanceof ReplicaError && [5, 6, 15].includes(primaryCode(cause) ?? 0)
}

/** The error for others who are at work where SQLite does not throw one. */
export function busy(): ReplicaError {
  const cause = Object.assign(new Error('The log is being read.'), { errcode: 5 })
  return new ReplicaError(BUSY[0], `The local data ${BUSY[1]}.`, { cause })
}

/** The error for a file that is not what was written. */
export function damaged(path: string, options?: { cause: unknown }): ReplicaError {
  return new ReplicaError(DAMAGED[0], `The local data in ${path} ${DAMAGED[1]}.`, options)
}

function explain(path: string, error: unknown): unknown {
  if (error instanceof ReplicaError || !(error instanceof Error) || !('code' in error)) return error
  // What node:sqlite throws for a database that was closed while a call waited.
  if (error.code === 'ERR_INVALID_STATE') return closed({ cause: error })
  const known = meaningOf(error)
  if (known === undefined) return error
  return new ReplicaError(known[0], `The local data in ${path} ${known[1]}.`, { cause: error })
}

function meaningOf(error: Error): readonly [ReplicaRule, string] | undefined {
  const primary = primaryCode(error)
  if (primary !== undefined) {
    if ('errcode' in error && error.errcode === SHORT_READ) return DAMAGED
    return SQLITE[primary] ?? ['replica.unavailable', 'could not be used']
  }
  if (!('syscall' in error && 'code' in error)) return undefined
  return SYSTEM[String(error.code)] ?? FORBIDDEN
}

function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}
