import type { Keyholder } from '@keyward/keyholder/keyholder'
import type { WorkspaceRole } from '@keyward/workspace/rules'
import { bringIn, createWorkspace, type Person } from '../../server/cases/people.ts'

/** A member with a first device in this process. */
export interface Member extends Person {
  readonly id: string
  readonly role: WorkspaceRole
  /** The first device, which sees what phones have synchronised. */
  readonly device: Keyholder
}

const CAST = {
  olga: { name: 'Olga Lindqvist', role: 'owner' },
  sam: { name: 'Sam Okafor', role: 'super-admin' },
  ada: { name: 'Ada Marchetti', role: 'admin' },
  uma: { name: 'Uma Castellanos', role: 'user' },
  leo: { name: 'Leo Brandt', role: 'login-only' },
  gus: { name: 'Gus Pereira', role: 'guest' },
} as const satisfies Record<string, { name: string; role: WorkspaceRole }>

/** Who is in the workspace: one member of each role. */
export type Who = keyof typeof CAST

const PEOPLE = Object.keys(CAST) as Who[]

export type People = Readonly<Record<Who, Member>>

/** A workspace with one member of each role, made by real clients. */
export async function makePeople(origin: string): Promise<People> {
  const olga = personOf('olga')
  const owner = await createWorkspace(origin, olga)
  const made: Member[] = [{ ...olga, id: 'olga', role: 'owner', device: owner }]
  for (const id of PEOPLE.slice(1)) {
    const person = personOf(id)
    const { role } = CAST[id]
    const device = await bringIn(owner, person, undefined, role)
    made.push({ ...person, id, role, device })
  }
  return Object.fromEntries(made.map((member) => [member.id, member])) as unknown as People
}

function personOf(id: Who): Person {
  return {
    name: CAST[id].name,
    address: `${id}@harbour.example`,
    passphrase: `copper meadow ${id} whistle ribbon anchor`,
  }
}
