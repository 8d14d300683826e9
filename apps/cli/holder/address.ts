import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CliError } from '../error.ts'
import type { Home } from '../home.ts'

/** The longest path of a Unix socket that every system takes, in bytes. */
const LONGEST = 103
const NAME = 'holder.sock'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Where the holder of a home listens: in the home; or, where that path is too long for a socket, in
 * a folder of the same owner in XDG_RUNTIME_DIR or the folder for temporary files.
 */
export function holderAddress({ folder }: Home, env: Environment): string {
  const near = join(folder, NAME)
  if (Buffer.byteLength(near) <= LONGEST) return near
  const base = env['XDG_RUNTIME_DIR'] || tmpdir()
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 24)
  return join(base, `keyward-${process.getuid?.() ?? 'me'}-${hash}`, NAME)
}

/**
 * Makes sure that nobody else can put a socket there: the folder is its owner's alone, and no link.
 *
 * @throws {CliError} `cli.holder`
 */
export function makeSocketFolder(address: string): void {
  const folder = join(address, '..')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  const isOwn = process.getuid === undefined || found.uid === process.getuid()
  if (found.isDirectory() && isOwn && (found.mode & 0o077) === 0) return
  throw new CliError(
    'cli.holder',
    `Others can write to ${folder}, so nothing is unlocked there: make it yours alone (chmod 700).`,
  )
}
