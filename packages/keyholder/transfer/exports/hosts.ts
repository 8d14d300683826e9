import { rpIdsOf } from '../../accounts/claims.ts'
import { membersOf } from '../../accounts/content/stamped.ts'
import type { AccountContent } from '../../accounts/content/types.ts'

/** Where an account signs in: its sites and hosts, and else the sites of its passkeys. */
export function hostsToShow({ profile, secrets }: AccountContent): string[] {
  const named = new Set([...membersOf(profile.rpIds), ...membersOf(secrets.hosts)])
  named.delete('')
  return named.size > 0 ? [...named] : rpIdsOf(profile)
}

/**
 * Whether an importer could not tell any more which of the addresses may be given secrets: it has
 * to take all of them for that.
 */
export function lostHosts(content: AccountContent): boolean {
  const hosts = new Set(membersOf(content.secrets.hosts))
  const isSecretHeld = [content.secrets.password, content.secrets.oneTimeCodeSeed].some(
    ({ value }) => value.reveal() !== '',
  )
  return isSecretHeld && hostsToShow(content).some((host) => !hosts.has(host))
}
