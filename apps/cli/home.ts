import { existsSync, lstatSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { CliError } from './error.ts'

/** Where one device of one member keeps its copy of a workspace. */
export interface Home {
  /** Absolute. */
  readonly folder: string
  /** The replica: one file, everything in it sealed or public. */
  readonly replica: string
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The home folder: as the option says, else KEYWARD_HOME, else `keyward` in XDG_DATA_HOME, else in
 * `~/.local/share`. Nothing is made.
 *
 * @throws {CliError} `cli.home`
 */
export function homeOf(option: string | undefined, env: Environment): Home {
  const folder = option ?? nonEmpty(env['KEYWARD_HOME']) ?? join(dataFolder(env), 'keyward')
  if (folder === '' || folder.includes('\0'))
    throw new CliError('cli.home', '--home names no folder: write --home and a folder.')
  const absolute = resolve(folder)
  return { folder: absolute, replica: join(absolute, 'replica.db') }
}

/** Makes the folder for its owner alone. @throws {CliError} `cli.home` */
export function makeHome({ folder }: Home): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (lstatSync(folder).isDirectory()) return
  } catch (error) {
    throw new CliError('cli.home', `The folder ${folder} can't be made: choose another one.`, {
      cause: error,
    })
  }
  throw new CliError('cli.home', `${folder} is no folder: choose another one.`)
}

/** Whether the home has a copy of a workspace, or once had one. */
export function isThere({ replica }: Home): boolean {
  return existsSync(replica)
}

/** The XDG Base Directory Specification has relative paths ignored. */
function dataFolder(env: Environment): string {
  const named = env['XDG_DATA_HOME'] ?? ''
  return isAbsolute(named) ? named : join(homedir(), '.local', 'share')
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}
