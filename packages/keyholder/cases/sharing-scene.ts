import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { nodeBackend } from '@keyward/primitives/signature/node'
import { judgeAssertion, judgeRegistration } from '@keyward/testkit'
import {
  type AuthenticationResponse,
  creationOptionsFromJSON,
  type RegistrationResponse,
  requestOptionsFromJSON,
} from '@keyward/webauthn/client'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import type { WorkspaceRole } from '@keyward/workspace/rules'
import { type Keyholder, openKeyholder } from '../commands/keyholder.ts'
import { providerOf } from '../commands/passkeys/provider.ts'
import { admit } from '../membership/invitations/admit.ts'
import { invite } from '../membership/invitations/invite.ts'
import type { Platform } from '../platform.ts'
import { createPasskey, type Person, type ProviderGet, signIn } from '../provider.ts'
import { type MemoryReplica, memoryReplica } from '../replica/memory/memory.ts'
import { makeWorld, ORIGIN, OTHER_PASSPHRASE, PASSPHRASE, type World } from './world.ts'

const RP_ID = 'perch.example'
const DEVICE = { isProviderEnabled: true, isVerificationSetUp: true }

/** One device of one member, whose waits are over as soon as everything else stands still. */
export interface SharingDevice {
  readonly keyholder: Keyholder
  readonly memory: MemoryReplica
}

/** A workspace on a real server in memory, whose members share sign-ins. */
export interface SharingScene {
  readonly world: World
  readonly olga: SharingDevice
  /** Somebody who has joined. */
  join(name: string, role: WorkspaceRole): Promise<SharingDevice>
  /** Another device of who has joined under this name. */
  another(name: string): Promise<SharingDevice>
}

export async function sharingScene(): Promise<SharingScene> {
  const world = await makeWorld()
  const device = async (): Promise<SharingDevice> => {
    const memory = memoryReplica()
    const platform = hasty(world)
    const client = { suffixes: publicSuffixes }
    const ports = { platform, replica: memory.open(), client, backend: nodeBackend() }
    return { keyholder: await openKeyholder(ports), memory }
  }
  const olga = await device()
  await olga.keyholder.session.createWorkspace({
    origin: ORIGIN,
    setupCode: null,
    workspaceName: 'Harbour',
    ownerName: 'Olga',
    address: addressOf('olga'),
    passphrase: PASSPHRASE,
    deviceName: 'Olga’s laptop',
  })
  await synchronised(olga)
  return {
    world,
    olga,
    async join(name, role) {
      const shown = await invite(olga.keyholder.session, { role, memberKind: 'person' })
      const joined = await device()
      await joined.keyholder.session.joinWorkspace({
        invitation: { by: 'link', link: shown.link },
        name,
        address: addressOf(name),
        passphrase: OTHER_PASSPHRASE,
        deviceName: `${name}’s laptop`,
      })
      await admit(olga.keyholder.session, shown.invitationId)
      await synchronised(joined)
      await synchronised(olga)
      return joined
    },
    async another(name) {
      const other = await device()
      await other.keyholder.session.signIn({
        by: 'passphrase',
        origin: ORIGIN,
        address: addressOf(name),
        passphrase: name === 'Olga' ? PASSPHRASE : OTHER_PASSPHRASE,
        deviceName: `${name}’s phone`,
      })
      await synchronised(other)
      return other
    },
  }
}

const addressOf = (name: string): string => `${name.toLowerCase()}@harbour.example`

export function memberIdOf({ keyholder }: SharingDevice) {
  return keyholder.session.unlocked().memberId
}

/** Everything is exchanged, or this fails. */
export async function synchronised(...devices: readonly SharingDevice[]): Promise<void> {
  for (const { keyholder } of devices) {
    const { problem } = await keyholder.synchronise()
    if (problem !== undefined) throw problem
  }
}

/** Short waits are over at once, and the clock has moved on; long ones end by their signal alone. */
function hasty({ platform, time }: World): Platform {
  return {
    ...platform,
    wait: (milliseconds, stop) =>
      milliseconds > 10_000
        ? time.wait(milliseconds, stop)
        : new Promise((resolve) => {
            time.now += milliseconds
            setImmediate(resolve)
          }),
  }
}

/** What the person does beside being verified. */
type Asides = Pick<Person, 'giveReason' | 'approval'>

function person(asides: Asides): Person {
  return {
    ...asides,
    canVerify: true,
    verify: async () => ({ outcome: 'verified', method: 'passphrase' }),
    chooseAccount: async ({ prefilled }) => ({ kind: 'new', fields: prefilled }),
    choosePasskey: async ({ candidates }) => candidates[0]?.credentialId,
    confirmExcluded: async () => true,
  }
}

/** The site, as it knows a passkey that was registered. */
export interface Site {
  readonly accountId: string
  readonly credentialId: Uint8Array
  readonly rpId: string
  readonly registered: Awaited<ReturnType<typeof judgeRegistration>>
}

let made = 0

/** Registers a passkey of a new account at a site of its own. @param algorithm COSE */
export async function register({ keyholder }: SharingDevice, algorithm = -7): Promise<Site> {
  made += 1
  const rpId = `app${made}.${RP_ID}`
  const options = creationOptionsFromJSON({
    rp: { id: rpId, name: `App ${made}` },
    user: { id: 'dXNlcg', name: `studio${made}`, displayName: 'Studio' },
    challenge: encodeBase64url(new Uint8Array(32).fill(made)),
    pubKeyCredParams: [{ type: 'public-key', alg: algorithm }],
    authenticatorSelection: { userVerification: 'required', residentKey: 'required' },
  })
  const provider = await providerOf(keyholder, DEVICE)
  const caller = { kind: 'origin', origin: `https://${rpId}` } as const
  const response: RegistrationResponse = await createPasskey(provider, person({}), {
    caller,
    options,
    surface: 'mobile',
  })
  const challenge = encodeBase64url(new Uint8Array(32).fill(made))
  const registered = await judgeRegistration(response, challenge, expectedAt(rpId))
  const [found] = (await keyholder.desk()).vault.index.byRpId(rpId)
  const credentialId = decodeBase64url(response.id)
  return { accountId: found?.accountId ?? '', credentialId, rpId, registered }
}

/** Signs in at a site. @returns what the site gets; it is held by `judge` */
export async function signInAt(
  { keyholder }: SharingDevice,
  { rpId }: Pick<Site, 'rpId'>,
  given: Asides &
    Partial<Pick<ProviderGet, 'reason' | 'signal' | 'caller'>> & {
      readonly challenge?: number
    } = {},
): Promise<AuthenticationResponse> {
  const { challenge = 1, giveReason, approval, ...rest } = given
  const options = requestOptionsFromJSON({
    rpId,
    challenge: challengeOf(challenge),
    userVerification: 'required',
  })
  const provider = await providerOf(keyholder, DEVICE)
  const asides = { ...(giveReason && { giveReason }), ...(approval && { approval }) }
  return signIn(provider, person(asides), {
    caller: { kind: 'origin', origin: `https://${rpId}` },
    options,
    surface: 'other',
    ...rest,
  })
}

/** Lets in who answers so. Throws when the answer does not verify. */
export async function judge(
  { rpId, registered }: Site,
  response: AuthenticationResponse,
  challenge = 1,
): Promise<{ readonly counter: number; readonly userVerified: boolean }> {
  return judgeAssertion(response, challengeOf(challenge), registered, expectedAt(rpId))
}

function expectedAt(rpId: string) {
  return { origin: `https://${rpId}`, rpId, requireUserVerification: true }
}

function challengeOf(number: number): string {
  const bytes = new Uint8Array(32)
  new DataView(bytes.buffer).setUint32(0, number)
  return encodeBase64url(bytes)
}
