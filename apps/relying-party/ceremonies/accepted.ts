import type { Perch } from '../perch.ts'
import type { User } from '../store/users.ts'

/** All passkeys that a user has here, as `signalAllAcceptedCredentials` takes them. */
export function acceptedOf({ store, config }: Pick<Perch, 'store' | 'config'>, user: User) {
  return {
    rpId: config.rpId,
    userId: Buffer.from(user.handle).toString('base64url'),
    allAcceptedCredentialIds: store.passkeys.ofUser(user.id).map(({ id }) => id),
  }
}
