import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the whole project, without a trailing slash. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/** @param {string} path */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} the first program of that name on the path
 */
export function findOnPath(name, env) {
  return pathFolders(env)
    .map((folder) => join(folder, name))
    .find(isProgram)
}

/**
 * The environment without any project's own programs: npm must not run on the Node that it is about
 * to replace.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function machineEnv(env) {
  const own = `${sep}node_modules${sep}.bin`
  const folders = pathFolders(env).filter((folder) => !folder.endsWith(own))
  return { ...env, PATH: folders.join(delimiter) }
}

/** @param {NodeJS.ProcessEnv} env */
export function pathFolders(env) {
  return (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
}
