import type { PasskeyUse, PasskeyView } from '@keyward/keyholder/commands'

type Hashed = Pick<PasskeyView, 'credentialIdHash'>

/**
 * Who used a passkey last. The activity does not name the passkey of sign-ins without the key: they
 * count for the only one of an account, and for none of several.
 *
 * @param live the passkeys of the account that were not deleted
 * @param uses the latest first
 */
export function lastUseOf(
  { credentialIdHash }: Hashed,
  live: readonly Hashed[],
  uses: readonly PasskeyUse[],
): PasskeyUse | undefined {
  const isOnly = live.length === 1 && live[0]?.credentialIdHash === credentialIdHash
  return uses.find(
    (use) =>
      use.credentialIdHash === credentialIdHash || (isOnly && use.credentialIdHash === undefined),
  )
}
