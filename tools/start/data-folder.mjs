import { lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stop } from '../setup/stop.mjs'

/** A folder with this file in it was made here, so `--fresh` may empty it. */
export const MARKER = '.keyward-data'
const MARKER_TEXT =
  'Made by Keyward\'s "npm start"; "npm start -- --fresh" deletes everything in this folder.\n'

/**
 * Makes the data folder, or takes the one that an earlier run made. A folder with anything else in it
 * is refused, so that nothing of anybody's is ever deleted or mixed with ours.
 * @param {string} folder an absolute path
 * @param {{ fresh: boolean }} options
 */
export function prepareDataFolder(folder, { fresh }) {
  const names = list(folder)
  if (names.length > 0 && !names.includes(MARKER)) {
    throw new Stop(
      `${folder} has files in it that are not Keyward's, so it was left as it is: choose an empty or new folder with --data.`,
    )
  }
  if (fresh) {
    // The marker goes last: a deletion that is cut off can be begun again.
    const others = names.filter((name) => name !== MARKER)
    for (const name of [...others, MARKER])
      rmSync(join(folder, name), { recursive: true, force: true })
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, MARKER), MARKER_TEXT)
}

/** @param {string} folder */
function list(folder) {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return []
  if (found.isDirectory()) return readdirSync(folder)
  throw new Stop(`${folder} is not a folder: choose another one with --data.`)
}
