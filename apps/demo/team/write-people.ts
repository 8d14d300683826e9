import { randomUUID } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { WORKSPACE_NAME } from './people.ts'

/** Somebody as the simulated phone offers them. */
export interface WrittenPerson {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly passphrase: string
  readonly role: string
  /** Needed to sign in where the server has other workspaces as well. */
  readonly workspaceId: string
}

/**
 * Writes who the members are and how they sign in, for a person to try each: the file is there as a
 * whole or not at all, and only its owner may read it.
 *
 * @throws an error of the file system
 */
export function writePeople(file: string, people: readonly WrittenPerson[]): void {
  const text = `${JSON.stringify({ workspaceName: WORKSPACE_NAME, people }, undefined, 2)}\n`
  const half = `${file}.${randomUUID()}`
  try {
    writeFileSync(half, text, { mode: 0o600, flag: 'wx', flush: true })
    renameSync(half, file)
  } catch (error) {
    rmSync(half, { force: true })
    throw error
  }
}
