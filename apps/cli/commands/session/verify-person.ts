import { equalBytes } from '@keyward/codec'
import { KeyholderError } from '@keyward/keyholder/error'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { CliError } from '../../error.ts'
import type { Context } from '../../frame/context.ts'
import { stretch } from './hold.ts'

/** A passphrase that unlocked so long ago still tells who is there. */
const FRESH_MILLISECONDS = 60_000
const MOST_TRIES = 3

/** How a check of the person ended. */
export type Verified = 'verified' | 'failed' | 'cancelled'

/**
 * Checks that the member is there, by the passphrase: it unlocked this very command, or the device
 * less than a minute ago, or it is asked for at the keyboard, up to three times. What was typed is
 * compared with what the holder keeps in its memory, so that this works without the server; after
 * another way of unlocking the server is asked.
 */
export async function verifyPerson(context: Context, keyholder: Keyholder): Promise<Verified> {
  if (context.usedPassphrase() !== undefined) return 'verified'
  const held = context.held()
  const age = Date.now() - (held?.unlockedAt ?? 0)
  if (held?.check !== undefined && age >= 0 && age < FRESH_MILLISECONDS) return 'verified'
  try {
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const typed = await context.terminal.keyboard.askSecret(
        'Passphrase, to verify that it is you: ',
      )
      if (await isRight(context, keyholder, typed)) return 'verified'
    }
    return 'failed'
  } catch (error) {
    if (error instanceof CliError && error.rule === 'cli.cancelled') return 'cancelled'
    throw error
  }
}

/** @throws {CliError} `cli.confirm` unless the person is verified */
export async function requirePerson(context: Context, keyholder: Keyholder): Promise<void> {
  if ((await verifyPerson(context, keyholder)) === 'verified') return
  throw new CliError('cli.confirm', 'You could not be verified: nothing was done.')
}

async function isRight(
  context: Context,
  { session, ports }: Keyholder,
  typed: string,
): Promise<boolean> {
  const check = context.held()?.check
  if (check !== undefined)
    return equalBytes(await stretch(ports.platform, typed, check.salt), check.hash)
  try {
    await session.unlock({ by: 'passphrase', passphrase: typed })
    return true
  } catch (error) {
    if (error instanceof KeyholderError && error.rule === 'session.wrong-passphrase') return false
    throw error
  }
}
