import type { DirectoryApp } from '@keyward/protocol'
import type { AccountRow } from '../accounts/list.ts'
import type { AppDirectory } from './kept.ts'

type Listed = Pick<AccountRow, 'rpIds' | 'passkeys' | 'relation'>

/** An account that could have a passkey. */
export interface Suggestion<A> {
  readonly account: A
  readonly app: DirectoryApp
}

/**
 * The accounts whose app supports passkeys and that have none, in their order: those that the member
 * owns, since nobody else can add one.
 */
export function suggestionsFor<A extends Listed>(
  directory: Pick<AppDirectory, 'apps'>,
  accounts: readonly A[],
): readonly Suggestion<A>[] {
  const find = appFinder(directory)
  return accounts.flatMap((account) => {
    if (account.passkeys > 0 || account.relation !== 'owner') return []
    const app = find(account.rpIds)
    return app === undefined ? [] : [{ account, app }]
  })
}

/**
 * Gives the app of the first RP ID that has one: its own domain, or the nearest above it. Made once
 * for many accounts.
 */
export function appFinder({
  apps,
}: Pick<AppDirectory, 'apps'>): (rpIds: readonly string[]) => DirectoryApp | undefined {
  const byDomain = new Map<string, DirectoryApp>()
  // Where an app is at home comes before where another one is as well.
  for (const app of apps) for (const domain of app.domains.slice(1)) byDomain.set(domain, app)
  for (const app of apps) byDomain.set(app.domains[0] ?? '', app)
  const ofDomain = (rpId: string): DirectoryApp | undefined => {
    for (let domain = rpId; domain.includes('.'); domain = domain.slice(domain.indexOf('.') + 1)) {
      const app = byDomain.get(domain)
      if (app !== undefined) return app
    }
    return undefined
  }
  return (rpIds) => {
    for (const rpId of rpIds) {
      const app = ofDomain(rpId)
      if (app !== undefined) return app
    }
    return undefined
  }
}
