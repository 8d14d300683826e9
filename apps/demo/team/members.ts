import type { Secret } from '@keyward/keyholder/accounts'
import { admitMember, invite, listInvitations } from '@keyward/keyholder/commands'
import type { MemberId } from '@keyward/workspace/chain'
import { DemoError } from '../error.ts'
import { openPhone, type Phone, systemRandom } from '../phone/phone.ts'
import { makePassphrase } from './passphrase.ts'
import { type Person, WORKSPACE_NAME } from './people.ts'

/** A member of the workspace with a phone, unlocked. */
export interface Member {
  readonly person: Person
  readonly memberId: MemberId
  readonly passphrase: Secret<string>
  readonly phone: Phone
}

/** Makes the workspace, by its Owner's phone. @throws {KeyholderError} as `Session.createWorkspace` */
export function createWorkspace(origin: string, person: Person): Promise<Member> {
  const { name: ownerName, address } = person
  const passphrase = passphraseOf(person)
  return onNewPhone(person, async (phone) => {
    await phone.keyholder.session.createWorkspace({
      origin,
      setupCode: null,
      workspaceName: WORKSPACE_NAME,
      ownerName,
      address,
      passphrase: passphrase.reveal(),
      deviceName: phone.name,
    })
    await synchronise(phone)
    return memberOf(person, passphrase, phone)
  })
}

/**
 * Invites somebody by the Owner's phone, joins on theirs, and admits them once their keys are proven.
 *
 * @throws {KeyholderError} as `invite`, `Session.joinWorkspace` and `admitMember`
 * @throws {DemoError} `demo.expected` when the keys are not proven
 */
export async function bringIn(owner: Member, person: Person): Promise<Member> {
  const { keyholder } = owner.phone
  const { session } = keyholder
  const { name, role, address } = person
  const { link, invitationId } = await invite(session, { role, memberKind: 'person' })
  const passphrase = passphraseOf(person)
  return onNewPhone(person, async (phone) => {
    await phone.keyholder.session.joinWorkspace({
      invitation: { by: 'link', link },
      name,
      address,
      passphrase: passphrase.reveal(),
      deviceName: phone.name,
    })
    const { joins } = await listInvitations(session)
    const join = joins.find((one) => one.invitationId === invitationId)
    if (join?.check !== 'proven')
      throw new DemoError('demo.expected', `The keys of ${name} were to be proven, and are not.`)
    await admitMember(keyholder, invitationId)
    await synchronise(phone)
    return memberOf(person, passphrase, phone)
  })
}

/** Signs a member in on one more phone. @throws {KeyholderError} as `Session.signIn` */
export function signInOn(origin: string, member: Member): Promise<Phone> {
  const { person, passphrase, phone: first } = member
  return onNewPhone(
    person,
    async (phone) => {
      await phone.keyholder.session.signIn({
        by: 'passphrase',
        origin,
        workspaceId: first.keyholder.session.unlocked().workspaceId,
        address: person.address,
        passphrase: passphrase.reveal(),
        deviceName: phone.name,
      })
      await synchronise(phone)
      return phone
    },
    'second phone',
  )
}

/** Exchanges everything with the server. @throws {KeyholderError} also when it can't be reached */
export async function synchronise({ keyholder }: Phone): Promise<void> {
  const { problem } = await keyholder.synchronise()
  if (problem !== undefined) throw problem
}

/** Closes the phone again when the work fails: one that is open and unlocked keeps a program running. */
async function onNewPhone<T>(
  { name, system }: Person,
  work: (phone: Phone) => Promise<T>,
  which = 'phone',
): Promise<T> {
  const [first = name] = name.split(' ')
  const phone = await openPhone(`${first}’s ${which}`, system)
  try {
    return await work(phone)
  } catch (error) {
    await phone.keyholder.close()
    throw error
  }
}

function passphraseOf({ name, address }: Person): Secret<string> {
  return makePassphrase(systemRandom, [WORKSPACE_NAME, name, address])
}

function memberOf(person: Person, passphrase: Secret<string>, phone: Phone): Member {
  const { memberId } = phone.keyholder.session.unlocked()
  return { person, memberId, passphrase, phone }
}
