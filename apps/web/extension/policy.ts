import type { ExtensionBrowser } from './browser.ts'

/** What the organisation has set by the browser's managed policy. Each locks the setting of its name. */
export interface Policy {
  readonly serverUrl: string | undefined
  readonly passkeys: 'on' | 'only-matches' | 'off'
  readonly neverHosts: readonly string[] | undefined
}

const NAME = 'keyward.policy'

/** As the background has copied it: browsers may take long to say what their policy is. */
export async function readPolicy({ storage }: Pick<ExtensionBrowser, 'storage'>): Promise<Policy> {
  const kept = (await storage.local.get(NAME))[NAME]
  const members = typeof kept === 'object' && kept !== null ? kept : {}
  const { serverUrl, passkeys, neverHosts } = members as Readonly<Record<string, unknown>>
  return {
    serverUrl: typeof serverUrl === 'string' ? serverUrl : undefined,
    passkeys: passkeys === 'off' || passkeys === 'only-matches' ? passkeys : 'on',
    neverHosts: Array.isArray(neverHosts) ? textsOf(neverHosts) : undefined,
  }
}

/** The texts of a list; nothing of what is no list. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
