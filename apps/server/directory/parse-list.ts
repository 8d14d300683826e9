import { DirectoryApp, LIMITS } from '@keyward/protocol'
import { z } from 'zod'

/** The largest list that is read, in characters. */
export const LONGEST_LIST = 8_000_000

export interface ParsedList {
  readonly apps: readonly DirectoryApp[]
  /** Rows that are no apps with passkeys, or have no name or domain that can be used. */
  readonly skipped: number
}

/** That a text is no list of apps. The message is a sentence for the operator. */
export class AppListError extends Error {
  override readonly name = 'AppListError'
  readonly code: 'not-json' | 'not-a-list' | 'too-large' | 'empty'

  constructor(code: AppListError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** One row as the 2factorauth project publishes them. Members that are not read are left out. */
const Published = z.object({
  name: z.string(),
  domain: z.string(),
  'additional-domains': z.array(z.string()).optional(),
  passwordless: z.unknown().optional(),
  mfa: z.unknown().optional(),
  documentation: z.unknown().optional(),
})

/**
 * Reads a list of apps: an array of `DirectoryApp`, or the list of passkey sites of the 2factorauth
 * project. Rows that can't be used are counted and left out.
 *
 * @throws {AppListError}
 */
export function parseAppList(text: string): ParsedList {
  const rows = rowsOf(text)
  const apps = rows.flatMap((row) => appOf(row) ?? [])
  if (apps.length === 0)
    throw new AppListError('empty', 'The list has no app that supports passkeys.')
  return { apps, skipped: rows.length - apps.length }
}

function rowsOf(text: string): readonly unknown[] {
  if (text.length > LONGEST_LIST) throw new AppListError('too-large', 'The list is too large.')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new AppListError('not-json', 'The list is no JSON.')
  }
  if (!Array.isArray(value)) throw new AppListError('not-a-list', 'The list is no JSON array.')
  if (value.length > LIMITS.directoryApps)
    throw new AppListError('too-large', `The list has more than ${LIMITS.directoryApps} apps.`)
  return value
}

function appOf(row: unknown): DirectoryApp | undefined {
  const own = DirectoryApp.safeParse(row)
  if (own.success) return own.data
  const published = Published.safeParse(row)
  if (!published.success) return undefined
  const { name, domain, passwordless, mfa, documentation } = published.data
  const domains = [domain, ...(published.data['additional-domains'] ?? [])]
  const app = DirectoryApp.safeParse({
    name: name.trim(),
    domains: [...new Set(domains.map((each) => each.toLowerCase()))].slice(0, LIMITS.appDomains),
    signIn: isSupported(passwordless),
    secondFactor: isSupported(mfa),
    settings: null,
    documentation: addressOf(documentation),
  })
  if (!app.success) return undefined
  return app.data.signIn || app.data.secondFactor ? app.data : undefined
}

function isSupported(value: unknown): boolean {
  return value === 'allowed' || value === 'required'
}

function addressOf(value: unknown): string | null {
  const address = DirectoryApp.shape.documentation.safeParse(value)
  return address.success ? address.data : null
}
