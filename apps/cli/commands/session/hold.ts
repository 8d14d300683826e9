import { ARGON2ID_COST } from '@keyward/primitives/kdf'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import type { Context } from '../../frame/context.ts'
import { Held, type PassphraseCheck } from '../../holder/held.ts'
import { startHolder } from '../../holder/start.ts'

/**
 * Leaves the key of an unlocked keyholder with a holder, so that the commands that follow need no
 * passphrase.
 *
 * @param passphrase what unlocked, where that was one: with it a person can be verified later on
 * @throws {CliError} `cli.holder`
 */
export async function holdKey(
  { home, holder }: Context,
  { session, ports }: Keyholder,
  passphrase: string | undefined,
): Promise<void> {
  const { accountKey, accountKeyEpoch } = session.unlocked()
  const { lockAfterMinutes } = session.membership().state.policies
  const { argon2id, random, clock } = ports.platform
  const check =
    passphrase === undefined ? undefined : await makeCheck({ argon2id, random }, passphrase)
  const held = new Held({
    accountKey: accountKey.exportBytes(),
    epoch: accountKeyEpoch,
    unlockedAt: clock(),
    lockAfterMinutes,
    check,
  })
  await startHolder(home, holder, held)
}

type Ports = Pick<Keyholder['ports']['platform'], 'argon2id' | 'random'>

async function makeCheck(ports: Ports, passphrase: string): Promise<PassphraseCheck> {
  const salt = ports.random(16)
  return { salt, hash: await stretch(ports, passphrase, salt) }
}

/** What of a passphrase is compared: Argon2id, 32 bytes. */
export function stretch(
  { argon2id }: Pick<Ports, 'argon2id'>,
  passphrase: string,
  salt: Uint8Array,
): Promise<Uint8Array> {
  const password = new TextEncoder().encode(passphrase.normalize('NFKC'))
  return argon2id({ password, salt, length: 32, ...ARGON2ID_COST })
}
