import { type Device, newDevice } from './device.ts'
import { type BiometricKind, isBiometricKind, KINDS, PLATFORMS } from './kinds.ts'

/** What the page's address asks for. */
export interface Setup {
  readonly devices: readonly {
    /** As new, with the version that was asked for or the newest. */
    readonly device: Device
    /** Whether the address names the version, which then wins over the one that was kept. */
    readonly namesVersion: boolean
    /** The demonstration person whose phone it is. */
    readonly as: string | undefined
  }[]
}

const MOST_DEVICES = 6

/**
 * Reads the query of the page's address, as the README describes it: `device`, `as` and `os`, each a
 * list with commas. What cannot be read counts as not said; without devices there is one of each
 * platform.
 */
export function readSetup(query: URLSearchParams): Setup {
  const asked = listOf(query, 'device').map(readKind).filter(isKnown).slice(0, MOST_DEVICES)
  const kinds = asked.length > 0 ? asked : (['face-id', 'fingerprint'] as const)
  const people = listOf(query, 'as')
  const versions = listOf(query, 'os')
  const count = new Map<string, number>()
  return {
    devices: kinds.map((kind, index) => {
      const name = `${KINDS[kind].platform}-${kind}`
      const nth = (count.get(name) ?? 0) + 1
      count.set(name, nth)
      const version = readVersion(kind, versions[index])
      const as = readPerson(people[index])
      // What a phone keeps is its owner's: given to somebody else it is another phone.
      const id = `${name}${nth === 1 ? '' : `-${nth}`}${as === undefined ? '' : `-of-${as}`}`
      const device = newDevice(id, kind, version)
      return {
        device: nth === 1 ? device : { ...device, name: `${device.name}, ${nth}` },
        namesVersion: version !== undefined,
        as,
      }
    }),
  }
}

/** The same for phones whose owners are known: the address that shows them again. */
export function setupQuery(
  phones: readonly { readonly kind: BiometricKind; readonly as: string | undefined }[],
): URLSearchParams {
  return new URLSearchParams({
    device: phones.map(({ kind }) => `${KINDS[kind].platform}-${kind}`).join(','),
    as: phones.map(({ as = '' }) => as).join(','),
  })
}

function listOf(query: URLSearchParams, name: string): string[] {
  return (query.get(name) ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each, index, all) => each !== '' || index < all.length - 1)
}

/** `ios-face-id`, or `face-id` alone. */
function readKind(text: string): BiometricKind | undefined {
  const kind = text.replace(/^(?:ios|android)-/, '')
  if (!isBiometricKind(kind)) return undefined
  return text === kind || text === `${KINDS[kind].platform}-${kind}` ? kind : undefined
}

function readPerson(text = ''): string | undefined {
  return /^[a-z0-9-]{1,32}$/.test(text) ? text : undefined
}

function isKnown(kind: BiometricKind | undefined): kind is BiometricKind {
  return kind !== undefined
}

function readVersion(kind: BiometricKind, text: string | undefined): number | undefined {
  const version = Number(text)
  return PLATFORMS[KINDS[kind].platform].versions.includes(version) ? version : undefined
}
