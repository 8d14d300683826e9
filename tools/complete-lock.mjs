/**
 * Adds to package-lock.json the platform builds that its packages name and that npm left out.
 *
 * Native tools come as one optional package for each platform. npm leaves out of the lock those
 * that a registry does not offer, and `npm ci` then refuses the lock everywhere. The entries that
 * are added here have a version and a platform, and no digest: they are only ever downloaded on
 * their own platform. Run it after each change of dependencies: npm run lock
 */
import { readFileSync, writeFileSync } from 'node:fs'

const FILE = new URL('../package-lock.json', import.meta.url)
const SYSTEMS = new Set([
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'aix',
])

const lock = JSON.parse(readFileSync(FILE, 'utf8'))
/** @type {Record<string, Record<string, unknown>>} */
const added = {}
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = placesOf(path, name)
    const taken = places.map((place) => lock.packages[place] ?? added[place]).find(Boolean)
    if (taken?.['version'] === version) continue
    const platform = platformOf(name)
    // Without a platform in its name it is no build: npm has left it out for another reason.
    if (platform === undefined) continue
    const place = /** @type {string} */ (taken === undefined ? places.at(-1) : places[0])
    added[place] = {
      version,
      ...platform,
      ...(entry.dev ? { dev: true } : {}),
      license: entry.license,
      optional: true,
    }
  }
}
const packages = Object.entries({ ...lock.packages, ...added }).toSorted(([a], [b]) =>
  a.localeCompare(b, 'en'),
)
writeFileSync(
  FILE,
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`,
)
console.log(`${Object.keys(added).length} platform builds were added to package-lock.json.`)

/**
 * Where Node.js looks for a package, the nearest folder first.
 *
 * @param {string} path of the package that names it
 * @param {string} name
 */
function placesOf(path, name) {
  const places = []
  for (
    let folder = path;
    folder !== '';
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  ) {
    places.push(`${folder}/node_modules/${name}`)
  }
  return [...places, `node_modules/${name}`]
}

/** @param {string} name as "@scope/binding-linux-arm64-musl" */
function platformOf(name) {
  const words = name.slice(name.indexOf('/') + 1).split('-')
  if (words.includes('wasm32')) return { cpu: ['wasm32'] }
  const at = words.findIndex((word) => SYSTEMS.has(word))
  const [system, processor, library = ''] = words.slice(at)
  if (at === -1 || system === undefined || processor === undefined) return undefined
  const libc = library.startsWith('musl')
    ? { libc: ['musl'] }
    : library.startsWith('gnu')
      ? { libc: ['glibc'] }
      : {}
  return { os: [system], cpu: [processor], ...(system === 'linux' ? libc : {}) }
}
