import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'

/** Makes folders of one test's own, which go when it ends. To be called once in a test file. */
export function temporaryFolders(): () => string {
  const made: string[] = []
  afterEach(() => {
    for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true })
  })
  return () => {
    const path = mkdtempSync(join(tmpdir(), 'keyward-server-'))
    made.push(path)
    return path
  }
}

/** The rights on a file or folder. */
export function modeOf(path: string): number {
  return statSync(path).mode & 0o777
}
