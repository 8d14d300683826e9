import type { SiteSignal } from '@keyward/keyholder/commands'
import type { StorageArea } from './browser.ts'

/** What a site said, as the background has left it. The RP ID was checked against the page's origin. */
export interface LeftSignal {
  readonly id: string
  readonly signal: SiteSignal
}

const NAME = 'keyward.signals'

/** Longer names than these are no names. */
const LONGEST_NAME = 200

/** What is left to be taken in, the oldest first. What can't be read is passed over. */
export async function readSignals(area: StorageArea): Promise<readonly LeftSignal[]> {
  return listOf(await area.get(NAME)).flatMap((one) => {
    const { id, rpId, signal } = membersOf(one)
    const read = typeof rpId === 'string' ? signalOf(rpId, membersOf(signal)) : undefined
    return typeof id === 'string' && read !== undefined ? [{ id, signal: read }] : []
  })
}

/** Takes the ones that were heeded away; others may have come since. */
export async function dropSignals(area: StorageArea, ids: ReadonlySet<string>): Promise<void> {
  const left = listOf(await area.get(NAME)).filter((one) => !ids.has(String(membersOf(one)['id'])))
  await area.set({ [NAME]: left })
}

/** Tells when a site has said something. */
export function watchSignals(area: StorageArea, listener: () => void): void {
  area.onChanged.addListener((changes) => {
    if (Object.hasOwn(changes, NAME)) listener()
  })
}

type Members = Readonly<Record<string, unknown>>

function signalOf(rpId: string, members: Members): SiteSignal | undefined {
  const { kind, credentialId, userId, credentialIds, name, displayName } = members
  if (kind === 'unknown' && typeof credentialId === 'string') return { kind, rpId, credentialId }
  if (typeof userId !== 'string') return undefined
  if (kind === 'accepted' && isTexts(credentialIds)) return { kind, rpId, userId, credentialIds }
  if (kind !== 'user' || !isName(name) || !isName(displayName)) return undefined
  return { kind, rpId, userId, name, displayName }
}

function listOf(items: Members): readonly unknown[] {
  const list = items[NAME]
  return Array.isArray(list) ? (list as readonly unknown[]) : []
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {}
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_NAME
}
