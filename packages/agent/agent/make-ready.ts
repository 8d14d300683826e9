import { KeyholderError } from '@keyward/keyholder/error'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { AgentError } from '../error.ts'
import type { AgentSecret } from './secret.ts'

/** The part of a keyholder that is used. */
export interface Readied {
  readonly session: Pick<Keyholder['session'], 'state' | 'unlock' | 'touch'>
  readonly synchronise: Keyholder['synchronise']
}

/**
 * Unlocks what is locked, or locked by itself; begins a new session where the server has ended the
 * one before; and learns what was changed since.
 *
 * @throws {AgentError} `agent.secret`, `agent.not-admitted`
 * @throws {KeyholderError} `remote.*`, `session.removed`, and where the server seems to lie
 */
export async function makeReady(keyholder: Readied, secret: AgentSecret): Promise<void> {
  const { session } = keyholder
  if (session.state.kind !== 'unlocked') await unlock(keyholder, secret)
  session.touch()
  let { problem } = await keyholder.synchronise()
  if (problem?.rule === 'session.ended') {
    await unlock(keyholder, secret)
    problem = (await keyholder.synchronise()).problem
  }
  if (problem?.rule === 'session.not-admitted')
    throw new AgentError('agent.not-admitted', 'Nobody has admitted this agent yet.')
  if (problem !== undefined) throw problem
}

async function unlock({ session }: Readied, secret: AgentSecret): Promise<void> {
  try {
    await session.unlock({ by: 'passphrase', passphrase: secret.reveal() })
  } catch (cause) {
    if (!(cause instanceof KeyholderError) || cause.rule !== 'session.wrong-passphrase') throw cause
    throw new AgentError('agent.secret', 'The secret does not open this agent.', { cause })
  }
}
