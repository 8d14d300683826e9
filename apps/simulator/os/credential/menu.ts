import { type Device, hasManagers, offersKeyward } from '../device.ts'
import { PLATFORMS } from '../kinds.ts'
import { findEntries, type Listing } from '../listing.ts'
import type { SystemRequest } from './request.ts'

/** What was tapped, as far as the provider is told. */
export interface MenuChoice {
  readonly credentialId?: string
  readonly accountId?: string
}

export interface MenuRow {
  readonly id: string
  readonly manager: 'keyward' | 'built-in'
  readonly title: string
  readonly subtitle: string
  readonly choice: MenuChoice
}

/** The system's menu of passkey managers for one request. */
export interface Menu {
  readonly rows: readonly MenuRow[]
  /** Shown on request: "Other options" on iOS, "More options" on Android. */
  readonly others: readonly MenuRow[]
  /** The row that Continue would take; null where one has to be tapped first. */
  readonly selected: string | null
  /** Why Keyward is not there; for the person at the simulator. */
  readonly absence: string | null
}

export const MORE_LABEL = { ios: 'Other options', android: 'More options' } as const

const KEYWARD: MenuRow = {
  id: 'keyward',
  manager: 'keyward',
  title: 'Keyward',
  subtitle: 'Passkey manager',
  choice: {},
}

const BUILT_IN: MenuRow = {
  id: 'built-in',
  manager: 'built-in',
  title: 'This phone',
  subtitle: 'Built-in passkeys',
  choice: {},
}

/** The menu as this platform puts it together, from its settings and the listing alone. */
export function menuFor(device: Device, listing: Listing, request: SystemRequest): Menu {
  const absence = absenceOf(device)
  if (!hasManagers(device)) return { rows: [BUILT_IN], others: [], selected: 'built-in', absence }
  const menu =
    request.kind === 'create' ? forCreate(device, listing) : forGet(device, listing, request)
  const rows = menu.rows.length > 0 ? menu.rows : menu.others
  const others = menu.rows.length > 0 ? menu.others : []
  return { rows, others, selected: rows[0]?.id ?? null, absence }
}

type Parts = Pick<Menu, 'rows' | 'others'>

function forCreate(device: Device, { accounts }: Listing): Parts {
  const builtIn = device.managers.builtIn ? [BUILT_IN] : []
  if (!offersKeyward(device)) return { rows: builtIn, others: [] }
  if (device.platform === 'ios') return { rows: [KEYWARD, ...builtIn], others: [] }
  // Android: under "More options" until first used. The accounts that the manager names stand there
  // too, after the row that leaves the choice to its own screen.
  const places = accounts.map(({ accountId, label }) => ({
    ...KEYWARD,
    id: `account-${accountId}`,
    title: label,
    subtitle: KEYWARD.title,
    choice: { accountId },
  }))
  return device.hasUsedKeyward
    ? { rows: [KEYWARD], others: [...places, ...builtIn] }
    : { rows: builtIn, others: [KEYWARD, ...places] }
}

function forGet(device: Device, listing: Listing, request: SystemRequest): Parts {
  const builtIn = device.managers.builtIn ? [BUILT_IN] : []
  if (!offersKeyward(device)) return { rows: [], others: builtIn }
  const rows = findEntries(listing, request.rpId, request.asked.credentials).map((entry) => ({
    id: `passkey-${entry.credentialId}`,
    manager: 'keyward' as const,
    title: entry.userName,
    subtitle: [entry.displayName, entry.accountName, 'Keyward']
      .filter((part, index, all) => part !== '' && all.indexOf(part) === index)
      .filter((part) => part !== entry.userName)
      .join(' · '),
    choice: { credentialId: entry.credentialId },
  }))
  return { rows, others: [KEYWARD, ...builtIn] }
}

function absenceOf(device: Device): string | null {
  const { name, firstVersion } = PLATFORMS[device.platform]
  if (!hasManagers(device)) {
    return `Keyward is not offered: passkey managers need ${name} ${firstVersion} or later, and this phone has ${name} ${device.osVersion}.`
  }
  if (!device.managers.keyward) {
    return 'Keyward is not offered: it is turned off under Settings, Passwords and passkeys.'
  }
  return null
}
