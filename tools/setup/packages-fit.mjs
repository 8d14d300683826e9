/**
 * @typedef {Record<string, string>} Versions
 * @typedef {object} Manifest
 * @property {Versions} [dependencies]
 * @property {Versions} [devDependencies]
 * @property {Versions} [optionalDependencies]
 *
 * @typedef {object} LockEntry one package in package-lock.json
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [link] a workspace
 * @property {boolean} [optional]
 * @property {boolean} [peer]
 * @property {string | string[]} [os]
 * @property {string | string[]} [cpu]
 * @property {string | string[]} [libc]
 *
 * @typedef {{ packages: Record<string, LockEntry & Manifest> }} Lock
 */

/** @type {readonly (keyof Manifest)[]} */
const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies']

/**
 * Compares what is installed with what package-lock.json asks for on this machine. npm writes its
 * record of the installation (`node_modules/.package-lock.json`) last, so half an installation never
 * fits.
 * @param {object} project
 * @param {Lock} project.lock package-lock.json
 * @param {Lock | undefined} project.installed npm's record of the installation, if there is one
 * @param {(folder: string) => Manifest | undefined} project.manifest reads a workspace's package.json
 * @param {(path: string) => boolean} project.exists whether a path below the root is there
 * @param {{ os: string, cpu: string }} project.machine
 * @returns {string | undefined} the first difference in words, or nothing when it fits
 */
export function findMisfit({ lock, installed, manifest, exists, machine }) {
  if (installed === undefined) return 'nothing is installed'
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path.includes('node_modules/')) {
      if (!sameDependencies(entry, manifest(path))) {
        return `package-lock.json does not match ${path === '' ? '' : `${path}/`}package.json`
      }
    } else if (belongsHere(entry, machine)) {
      const there = installed.packages[path]
      if (there === undefined || !exists(path)) return `${path} is missing`
      if (there.version !== entry.version || there.integrity !== entry.integrity) {
        return `${path} is another version`
      }
    }
  }
  return undefined
}

/**
 * Optional packages are the builds of one program for several machines; only the build for this one
 * is expected. Where it also depends on the C library, either build will do.
 * @param {LockEntry} entry
 * @param {{ os: string, cpu: string }} machine
 */
function belongsHere(entry, machine) {
  if (entry.optional !== true) return true
  if (entry.os === undefined || entry.cpu === undefined || entry.libc !== undefined) return false
  return [entry.os].flat().includes(machine.os) && [entry.cpu].flat().includes(machine.cpu)
}

/**
 * @param {Manifest} locked
 * @param {Manifest | undefined} manifest
 */
function sameDependencies(locked, manifest) {
  return DEPENDENCY_FIELDS.every((field) => sameVersions(locked[field], manifest?.[field]))
}

/**
 * @param {Versions} [left]
 * @param {Versions} [right]
 */
function sameVersions(left = {}, right = {}) {
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length && names.every((name) => left[name] === right[name])
  )
}
