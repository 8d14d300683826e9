import { resolve } from 'node:path'
import { type Keyholder, openKeyholder } from '@keyward/keyholder/keyholder'
import type { AuthenticationResponse } from '@keyward/webauthn/client'
import { AgentError } from '../error.ts'
import { refuseBesideSigner, thisHost } from './beside-signer.ts'
import { makeReady } from './make-ready.ts'
import { portsOf } from './ports.ts'
import { AgentSecret } from './secret.ts'
import { signInAs, type SignInPlace } from './sign-in.ts'

export interface AgentPlace {
  /** The agent's own folder, as `keyward agent login` or `joinAsAgent` made it. */
  readonly folder: string
  /** What opens the folder. Keep it apart from the folder. */
  readonly secret: string
  /**
   * Runs beside the server's signer, where whoever reads both has the keys: to try things out on one
   * machine, and never else.
   */
  readonly besideSigner?: boolean
}

/** A program that is a member of a workspace, and signs in with what it was granted. */
export interface Agent {
  /** What the members call it. */
  readonly name: string
  /** Where its server is. */
  readonly origin: string
  /**
   * Signs in once, with the server's signer; the agent never has the key. Where several passkeys
   * fit, the request's `allowCredentials` decides, else the newest is used.
   *
   * @param request PublicKeyCredentialRequestOptionsJSON, as the RP made it
   * @returns AuthenticationResponseJSON for the RP
   * @throws {AgentError} `agent.reason`
   * @throws {KeyholderError} `cosigning.*` with the limit that refused in `detail`, `provider.*`,
   *   `remote.*`, `session.*`
   * @throws {WebAuthnError} where the request and the origin don't go together
   */
  signIn(request: unknown, place: SignInPlace): Promise<AuthenticationResponse>
  /** Exchanges everything with the server: new grants, limits and deals. `signIn` does it by itself. */
  synchronise(): Promise<void>
  /** Drops all keys, and lets the folder go. */
  close(): Promise<void>
}

/**
 * Opens an agent. Use a folder from one process at a time.
 *
 * @throws {AgentError} `agent.no-state`, `agent.secret`, `agent.not-agent`, `agent.not-admitted`,
 *   `agent.beside-signer`
 * @throws {KeyholderError} `remote.*`, `session.removed`, `membership.*`
 * @throws {ReplicaError} when the folder can't be used
 */
export async function openAgent(place: AgentPlace): Promise<Agent> {
  const folder = resolve(place.folder)
  const keyholder = await openKeyholder(await portsOf(folder))
  try {
    return await opened(keyholder, { ...place, folder })
  } catch (error) {
    await keyholder.close()
    throw error
  }
}

async function opened(keyholder: Keyholder, place: AgentPlace): Promise<Agent> {
  const { session } = keyholder
  const { state } = session
  if (state.kind === 'none')
    throw new AgentError('agent.no-state', `No agent is logged in in ${place.folder}.`)
  const { origin } = state.known
  if (place.besideSigner !== true) await refuseBesideSigner(thisHost(), place.folder, origin)
  const secret = new AgentSecret(place.secret)
  const ready = () => makeReady(keyholder, secret)
  await ready()
  const { workspace, identity } = await keyholder.desk()
  const member = workspace.members.get(identity.memberId)
  if (member === undefined)
    throw new AgentError('agent.not-admitted', 'Nobody has admitted this agent yet.')
  if (member.kind !== 'agent')
    throw new AgentError('agent.not-agent', 'This folder is a person’s, and no agent’s.')
  return {
    name: member.name,
    origin,
    async signIn(request, where) {
      await ready()
      return signInAs(keyholder, request, where)
    },
    synchronise: ready,
    close: () => keyholder.close(),
  }
}
