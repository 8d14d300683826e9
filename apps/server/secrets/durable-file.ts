import {
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'

/**
 * Makes a file that only its owner may read. It appears whole and on the disk, or not at all, and
 * never replaces one.
 *
 * @returns false when there was one already
 */
export function makeFile(path: string, content: string | Uint8Array): boolean {
  return withDraft(path, content, (draft) => {
    try {
      // Unlike a rename, a link never replaces what is there.
      linkSync(draft, path)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  })
}

/** Replaces a file, or makes it: whoever reads it finds the old or the new one whole. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  withDraft(path, content, (draft) => renameSync(draft, path))
}

/** A new name in a folder lasts once the folder itself is written. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function withDraft<T>(path: string, content: string | Uint8Array, place: (draft: string) => T): T {
  const draft = `${path}.${randomUUID()}.new`
  try {
    const descriptor = openSync(draft, 'wx', 0o600)
    try {
      // The umask may have taken rights away.
      fchmodSync(descriptor, 0o600)
      writeFileSync(descriptor, content)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    const result = place(draft)
    syncFolder(dirname(path))
    return result
  } finally {
    rmSync(draft, { force: true })
  }
}
