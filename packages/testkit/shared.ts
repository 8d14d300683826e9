import { existsSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../../../shared/', import.meta.url)

/** A JSON file of the data folder beside the project, or undefined where that folder is not there. */
export function sharedJson(path: string): unknown {
  const file = new URL(path, FOLDER)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
