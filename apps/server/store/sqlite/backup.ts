import { closeSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { backup, type DatabaseSync } from 'node:sqlite'
import { explain } from './explain.ts'
import { fileUrl, openReader, syncFile } from './file.ts'

/**
 * Copies the database as one file, readable by its owner alone. It appears at its path complete, or
 * not at all; what was there before is replaced.
 *
 * @param writer is copied from itself where the database lies in memory
 * @throws {StoreError} `storage_full`, `unavailable`
 */
export async function backUp(from: string, writer: DatabaseSync, to: string): Promise<void> {
  const draft = `${to}.new`
  try {
    rmSync(draft, { force: true })
    closeSync(openSync(draft, 'wx', 0o600))
    if (from === ':memory:') await copy(writer, draft)
    else await copyFile(from, draft)
    syncFile(draft)
    renameSync(draft, to)
    syncFile(dirname(to))
  } catch (error) {
    throw explain(error)
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(draft + end, { force: true })
  }
}

/** Over a connection of its own, since a thread uses it while others go on. */
async function copyFile(from: string, to: string): Promise<void> {
  const source = openReader(fileUrl(from))
  try {
    await copy(source, to)
  } finally {
    source.close()
  }
}

/** As many pages as there may be. */
const ALL_PAGES = 0x7fff_ffff

/** All pages in one step, so that what others write never makes it start again. */
async function copy(source: DatabaseSync, to: string): Promise<void> {
  await backup(source, to, { rate: ALL_PAGES })
}
