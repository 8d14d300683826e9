import { hostOf } from '@keyward/keyholder/commands'

/** The web addresses of an account: where its secrets may be given, and what it belongs to. */
export function addressesOf(account: {
  readonly rpIds: readonly string[]
  readonly hosts: readonly string[]
}): readonly string[] {
  return [...new Set([...account.rpIds, ...account.hosts])].toSorted()
}

/** What people wrote, one address a line. */
export interface ReadAddresses {
  readonly hosts: readonly string[]
  /** The first line that is no address. */
  readonly wrong: string | undefined
}

/** Reads lines of addresses; empty lines are left out, and each address comes once. Never throws. */
export function parseAddresses(text: string): ReadAddresses {
  const hosts = new Set<string>()
  let wrong: string | undefined
  for (const line of text.split(/[\n,]/).map((one) => one.trim())) {
    if (line === '') continue
    const host = hostOf(line)
    // A comma of another script turns into a plain one, and would part this address next time.
    if (host === undefined || host.includes(',')) wrong ??= line
    else hosts.add(host)
  }
  return { hosts: [...hosts].toSorted(), wrong }
}

/** Reads labels that are parted by commas; each comes once. Never throws. */
export function parseLabels(text: string): readonly string[] {
  const labels = text.split(/[\n,]/).map((label) => label.trim())
  return [...new Set(labels.filter((label) => label !== ''))].toSorted()
}
