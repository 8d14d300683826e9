import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Zippable, zipSync } from 'fflate'

/** The first day that a zip can tell, in the time of the machine: zips know no time zone. */
const FIRST_DAY = new Date(1980, 0, 1)

/** A folder as a zip: the same files give the same bytes, whenever and wherever it is made. */
export function zipFolder(folder: string): Uint8Array {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  const files: Zippable = {}
  for (const name of names.toSorted()) {
    // Made for Unix, read by everybody.
    files[name.replaceAll('\\', '/')] = [
      readFileSync(join(folder, name)),
      { os: 3, attrs: 0o644 << 16 },
    ]
  }
  return zipSync(files, { level: 9, mtime: FIRST_DAY })
}
