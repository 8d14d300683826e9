import type { About } from '../request/about.ts'

/**
 * What the asking app is called. An iPhone names the site alone, so the accounts say how the team
 * calls its app, where they agree: two names for one site could be two apps, and the site tells more.
 */
export function appNameOf({ app, address }: About, known: readonly string[]): string {
  if (app !== address) return app
  const [name, ...others] = new Set(known.filter((one) => one.trim() !== ''))
  return name === undefined || others.length > 0 ? app : name
}
