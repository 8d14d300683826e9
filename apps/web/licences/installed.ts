import type { Library, Licences } from './library.ts'

/** Files as the platform has them. Each throws for what is not there. */
export interface InstalledFiles {
  /** The names in a folder. */
  list(folder: string): readonly string[]
  /** UTF-8. */
  read(file: string): string
}

interface Manifest {
  readonly version?: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/**
 * Everything that a package depends on, directly or not, as it is installed: types and Keyward's own
 * packages are left out.
 *
 * @param folder of the package, without a slash at its end
 * @param root where the packages are that its own folder does not have
 * @throws an error of the files for a package that is not installed
 */
export function installedLicences(files: InstalledFiles, folder: string, root: string): Licences {
  const found = new Map<string, Library>()
  const texts = new Map<string, number>()
  const seen = new Set<string>()
  const visit = (parent: string): void => {
    for (const name of Object.keys(manifestIn(files, parent).dependencies ?? {})) {
      if (seen.has(name) || name.startsWith('@types/')) continue
      seen.add(name)
      const own = `${parent}/node_modules/${name}`
      const at = isThere(files, own) ? own : `${root}/node_modules/${name}`
      if (!name.startsWith('@keyward/')) found.set(name, libraryIn(files, name, at, texts))
      visit(at)
    }
  }
  visit(folder)
  const libraries = [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return { libraries, texts: [...texts.keys()] }
}

function libraryIn(
  files: InstalledFiles,
  name: string,
  folder: string,
  texts: Map<string, number>,
): Library {
  const { version = '', license: licence = '' } = manifestIn(files, folder)
  const file = files.list(folder).find((each) => /^(?:licen[cs]e|copying)(?:\.\w+)?$/i.test(each))
  if (file === undefined) return { name, version, licence, text: undefined }
  const content = files.read(`${folder}/${file}`).replaceAll('\r\n', '\n').trim()
  const text = texts.get(content) ?? texts.size
  texts.set(content, text)
  return { name, version, licence, text }
}

function manifestIn(files: InstalledFiles, folder: string): Manifest {
  return JSON.parse(files.read(`${folder}/package.json`)) as Manifest
}

function isThere(files: InstalledFiles, folder: string): boolean {
  try {
    return files.list(folder).includes('package.json')
  } catch {
    return false
  }
}
