import { encodeBase64url } from '@keyward/codec'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { type Keyholder, openKeyholder } from '@keyward/keyholder/keyholder'
import { AgentError } from '../error.ts'
import { refuseBesideSigner, thisHost } from './beside-signer.ts'
import { portsOf, random } from './ports.ts'
import { type AgentSecret, makeSecret } from './secret.ts'

export interface AgentInvitation {
  /** The whole link of an invitation for an agent. It holds a secret: keep it out of command lines. */
  readonly link: string
  /** Where the agent keeps its keys; made for its owner alone, and empty before. */
  readonly folder: string
  /** What members will call it. */
  readonly name: string
  /** How members see the machine: its host name, when absent. */
  readonly deviceName?: string
  /** As for `openAgent`. */
  readonly besideSigner?: boolean
}

/** An agent that waits to be admitted. */
export interface JoinedAgent {
  /** What opens the folder from now on. It is kept nowhere else: show or store it once. */
  readonly secret: AgentSecret
  readonly memberId: string
  readonly workspaceName: string
  /**
   * Waits until somebody admits the agent, and tells the server then how deals for it are sealed.
   *
   * @returns false when the signal fired before
   * @throws {KeyholderError} `membership.*`, `session.removed`
   */
  admitted(stop: AbortSignal): Promise<boolean>
  /** Lets the folder go. */
  close(): Promise<void>
}

/** How often the server is asked, in milliseconds. */
const PAUSE = 2000

/**
 * Answers an invitation with keys of the agent's own. Whoever invited it has to admit it then.
 *
 * @throws {AgentError} `agent.not-agent` when the invitation is for a person, `agent.beside-signer`
 * @throws {KeyholderError} `session.exists` when the folder is in use, `membership.invitation`,
 *   `remote.*`
 */
export async function joinAsAgent(given: AgentInvitation): Promise<JoinedAgent> {
  const keyholder = await openKeyholder(await portsOf(resolve(given.folder)))
  try {
    return await joined(keyholder, given)
  } catch (error) {
    await keyholder.close()
    throw error
  }
}

async function joined(keyholder: Keyholder, given: AgentInvitation): Promise<JoinedAgent> {
  const { session } = keyholder
  const { link, folder, name, deviceName = hostname() } = given
  const invitation = { by: 'link', link } as const
  const { folded, memberKind } = await session.viewInvitation(invitation)
  if (memberKind !== 'agent')
    throw new AgentError('agent.not-agent', 'This invitation is for a person, not for an agent.')
  const { origin } = new URL(link.trim())
  if (given.besideSigner !== true) await refuseBesideSigner(thisHost(), resolve(folder), origin)
  const secret = makeSecret()
  const passphrase = secret.reveal()
  // Nobody types it: any name that nobody else has will do.
  const address = `agent-${encodeBase64url(random(12))}`
  // The recovery kit is not shown: an agent that is lost is removed, and made again.
  await session.joinWorkspace({ invitation, name, address, passphrase, deviceName })
  return {
    secret,
    memberId: session.unlocked().memberId,
    workspaceName: folded.state.name,
    async admitted(stop) {
      while (!stop.aborted) {
        session.touch()
        const { problem } = await keyholder.synchronise()
        if (problem === undefined) return true
        await keyholder.ports.platform.wait(PAUSE, stop)
      }
      return false
    },
    close: () => keyholder.close(),
  }
}
