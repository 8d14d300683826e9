import { shareAccount } from '@keyward/keyholder/commands'
import { DemoError } from './error.ts'
import { askPerch } from './perch/ask.ts'
import { openPerchApp, type PerchApp } from './perch/app.ts'
import type { Places } from './places.ts'
import { accountsOf, addAccount } from './team/accounts.ts'
import { bringIn, createWorkspace, type Member, synchronise } from './team/members.ts'
import { PEOPLE, type PersonId, WORKSPACE_NAME } from './team/people.ts'
import { type WrittenPerson, writePeople } from './team/write-people.ts'

/** How many usernames are tried at a Perch that has been used for other demonstrations. */
const MOST_USERNAMES = 20

/**
 * Makes a workspace with one member of each role, their accounts and a passkey that Perch has
 * verified, all by real clients over HTTP, and writes the file of its people at last. When it fails
 * nothing is written, and it can be run again: that makes another workspace, and the half-made one
 * stays at the server, where nobody has its passphrases.
 *
 * @param say told what is done, in short lines
 * @throws {DemoError} `demo.perch`, `demo.expected`
 * @throws {KeyholderError} when the server refuses or can't be reached
 */
export async function makeDemonstration(
  places: Places,
  file: string,
  say: (line: string) => void,
): Promise<void> {
  // Asked first: without it a workspace would be made in vain.
  await askPerch(places.perch, '/api/session')
  const members = new Map<PersonId, Member>()
  try {
    await makeTeam(places, members, say)
    await makePerchAccount(places, members)
    say('An account at Perch has its passkey, which Perch has verified.')
    // Who joined early has not heard of those who joined later.
    await synchroniseAll(members)
    await makeAccounts(places, members)
    await synchroniseAll(members)
    say('The accounts of the team are made and shared.')
    writePeople(file, Array.from(members.values(), written))
  } finally {
    for (const { phone } of members.values()) await phone.keyholder.close()
  }
}

type Members = ReadonlyMap<PersonId, Member>

async function makeTeam(
  { keyward }: Places,
  members: Map<PersonId, Member>,
  say: (line: string) => void,
): Promise<void> {
  for (const person of PEOPLE) {
    const owner = members.get('olga')
    if (owner === undefined) {
      members.set(person.id, await createWorkspace(keyward, person))
      say(`${WORKSPACE_NAME} is made by ${person.name}.`)
    } else {
      members.set(person.id, await bringIn(owner, person))
      say(`${person.name} has joined.`)
    }
  }
}

async function makePerchAccount({ perch }: Places, members: Members): Promise<void> {
  const olga = of(members, 'olga')
  const app = openPerchApp(perch, olga.phone)
  await signUp(app)
  const { answered, told } = await app.addPasskey()
  if (answered.outcome !== 'completed')
    throw new DemoError('demo.expected', `The passkey was to be made, and Perch was told ${told}.`)
  const desk = await olga.phone.keyholder.desk()
  const [account] = desk.vault.index.search('Perch', 1)
  if (account === undefined)
    throw new DemoError('demo.expected', 'The account of the passkey was to be there, and is not.')
  await shareAccount(desk, account.accountId, {
    memberIds: [of(members, 'uma').memberId],
    role: 'owner',
  })
}

/** At a Perch that had a demonstration before, the first username is taken. */
async function signUp(app: PerchApp): Promise<void> {
  for (let count = 1; count <= MOST_USERNAMES; count += 1) {
    if (await app.signUp(`studio${count === 1 ? '' : count}@acme.example`)) return
  }
  throw new DemoError('demo.perch', 'Perch has had too many demonstrations: empty its data.')
}

async function makeAccounts({ perch }: Places, members: Members): Promise<void> {
  for (const { owner, sharedWith, fields } of accountsOf(new URL(perch).hostname)) {
    const { phone } = of(members, owner)
    const accountId = await addAccount(phone, fields)
    for (const id of sharedWith)
      await shareAccount(await phone.keyholder.desk(), accountId, {
        memberIds: [of(members, id).memberId],
        role: 'owner',
      })
    await synchronise(phone)
  }
}

async function synchroniseAll(members: Members): Promise<void> {
  for (const { phone } of members.values()) await synchronise(phone)
}

function written({ person, passphrase, phone }: Member): WrittenPerson {
  const { id, name, address, role } = person
  const { workspaceId } = phone.keyholder.session.unlocked()
  return { id, name, address, passphrase: passphrase.reveal(), role, workspaceId }
}

function of(members: Members, id: PersonId): Member {
  const member = members.get(id)
  if (member === undefined) throw new DemoError('demo.expected', `${id} is not in the workspace.`)
  return member
}
