import { chmodSync, mkdirSync, readdirSync, type Stats, statSync } from 'node:fs'
import type { Places } from '../config/read.ts'
import { OperatorError } from '../config/error.ts'
import type { Warn } from './secrets-file.ts'

/** What a new disk or an operating system puts into every folder. */
const OF_NOBODY: ReadonlySet<string> = new Set(['lost+found', '.DS_Store'])
const OURS = /^(?:keyward\.sqlite|secrets\.json|installation\.json)/

/**
 * Makes the data folder, or takes one that is empty or Keyward's. Rights of group and others are
 * taken away where that can be done, and told of where not.
 *
 * @throws {OperatorError} `data.folder`
 */
export function prepareDataFolder({ folder }: Pick<Places, 'folder'>, warn: Warn): void {
  const stats = makeFolder(folder)
  if (!stats.isDirectory()) {
    throw refused(`KEYWARD_DATA has to be a folder, and ${folder} is none.`)
  }
  if (isForeign(stats.uid, process.getuid?.())) {
    throw refused(
      `The data folder ${folder} belongs to another user of this machine: run the server as that user, or choose another folder with KEYWARD_DATA.`,
    )
  }
  const names = list(folder)
  if (names.length > 0 && !names.some((name) => OURS.test(name))) {
    throw refused(
      `The folder ${folder} has files in it that are not Keyward's, so it was left as it is: choose an empty or new one with KEYWARD_DATA.`,
    )
  }
  tighten(folder, stats, warn)
}

/**
 * Whether a folder belongs to somebody else. One of root's is no foreign one: that is how disks are
 * given to containers.
 *
 * @param self undefined where users have no numbers
 */
export function isForeign(owner: number, self: number | undefined): boolean {
  return self !== undefined && owner !== self && owner !== 0
}

function makeFolder(folder: string): Stats {
  try {
    const stats = statSync(folder, { throwIfNoEntry: false })
    if (stats !== undefined) return stats
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return statSync(folder)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw refused(`The data folder ${folder} can't be made (${code}): see KEYWARD_DATA.`, cause)
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => !OF_NOBODY.has(name))
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw refused(`The data folder ${folder} can't be read (${code}): see KEYWARD_DATA.`, cause)
  }
}

function tighten(folder: string, { mode }: Stats, warn: Warn): void {
  if ((mode & 0o077) === 0) return
  try {
    chmodSync(folder, 0o700)
  } catch {
    warn(`Others may look into the data folder ${folder}: let only the server do so (chmod 700).`)
  }
}

function refused(message: string, cause?: unknown): OperatorError {
  return new OperatorError('data.folder', message, { cause })
}
