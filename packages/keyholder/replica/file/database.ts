import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

/** SQLite waits this long by itself, and the whole program with it. */
const BUSY_MILLISECONDS = 50

/** A connection to a file that is there. */
export function openDatabase(path: string, { readOnly }: { readOnly: boolean }): DatabaseSync {
  // As a URL, so that SQLite neither reads meaning into the name nor makes a file that is not there.
  const url = pathToFileURL(resolve(path))
  url.searchParams.set('mode', readOnly ? 'ro' : 'rw')
  return new DatabaseSync(url, { readOnly, timeout: BUSY_MILLISECONDS })
}
