import { encodeBase64url } from '@keyward/codec'
import { encodeEntry, hashEntry, type MemberId, parseEntry } from '@keyward/workspace/chain'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  beginChain,
  deviceOf,
  entryOf,
  grow,
  idOf,
  joined,
  keyOf,
  membershipPorts,
  storedMembership,
  type TestChain,
} from '../cases/chain.ts'
import type { Membership, MembershipPorts } from './membership.ts'
import { openMembership } from './membership.ts'

const KNOWN = grow(grow(beginChain(), 'Olga', joined('Udo')), 'Olga', joined('Gus', 'guest'))
const udo = idOf<MemberId>('Udo')

function headOf(bytes: Uint8Array): { sequence: number; hash: string } {
  const entry = parseEntry(bytes)
  return { sequence: entry.sequence, hash: encodeBase64url(hashEntry(entry)) }
}

/** What a lying server sends, and the rule by which it is refused; the detail is the chain's own. */
const LIES: readonly {
  readonly name: string
  readonly rule: string
  readonly detail: string | null
  readonly sent: () => readonly Uint8Array[]
  readonly head?: () => { sequence: number; hash: string }
}[] = [
  {
    name: 'a member’s key substituted by one of the server’s',
    rule: 'membership.refused',
    detail: 'author.signature',
    sent() {
      const real = entryOf(KNOWN, 'Olga', joined('Ida'))
      const keys = { ...joined('Ida').keys, signing: keyOf('server').publicKey }
      return [encodeEntry({ ...real, body: { ...joined('Ida'), keys } })]
    },
  },
  {
    name: 'a member’s device key substituted in an entry that is known',
    rule: 'membership.forked',
    detail: null,
    sent() {
      const real = parseEntry(KNOWN.entries[1] as Uint8Array)
      const body = { ...joined('Udo'), device: deviceOf("server's phone") }
      return [encodeEntry({ ...real, body })]
    },
  },
  {
    name: 'a chain that was shortened',
    rule: 'membership.rolled-back',
    detail: null,
    sent: () => [],
    head: () => headOf(KNOWN.entries[1] as Uint8Array),
  },
  {
    name: 'a fork by a member who signed twice',
    rule: 'membership.forked',
    detail: null,
    sent: () => [fork().entries[2] as Uint8Array],
  },
  {
    name: 'an entry that follows a fork',
    rule: 'membership.forked',
    detail: 'chain.previous-hash',
    sent: () => [grow(fork(), 'Olga', joined('Ida')).entries[3] as Uint8Array],
  },
  {
    name: 'a head of another history',
    rule: 'membership.forked',
    detail: null,
    sent: () => [],
    head: () => headOf(fork().entries[2] as Uint8Array),
  },
  {
    name: 'an old entry replayed as a new one',
    rule: 'membership.refused',
    detail: 'author.signature',
    sent() {
      const old = parseEntry(KNOWN.entries[1] as Uint8Array)
      const { sequence, prevHash } = entryOf(KNOWN, 'Olga', joined('Ida'))
      return [encodeEntry({ ...old, sequence, prevHash })]
    },
  },
  {
    name: 'an entry left out',
    rule: 'membership.refused',
    detail: 'chain.sequence',
    sent: () => [
      grow(grow(KNOWN, 'Olga', joined('Ida')), 'Olga', joined('Jan')).entries[4] as Uint8Array,
    ],
  },
  {
    name: 'a role that a member gave itself',
    rule: 'membership.refused',
    detail: 'needs-member-administrator',
    sent: () => [
      encodeEntry(entryOf(KNOWN, 'Udo', { kind: 'role-changed', memberId: udo, role: 'admin' })),
    ],
  },
  {
    name: 'a role that the server made up',
    rule: 'membership.refused',
    detail: 'author.signature',
    sent: () => [
      encodeEntry(
        entryOf(KNOWN, 'Olga', { kind: 'role-changed', memberId: udo, role: 'admin' }, 'server'),
      ),
    ],
  },
  {
    name: 'a member admitted by a stranger',
    rule: 'membership.refused',
    detail: 'author.unknown',
    sent: () => [encodeEntry(entryOf(KNOWN, 'Mallory', joined('Ida')))],
  },
  {
    name: 'an entry of another workspace',
    rule: 'membership.other-workspace',
    detail: 'chain.workspace',
    sent() {
      let other: TestChain = beginChain('Elsewhere')
      for (const name of ['Udo', 'Gus', 'Ida']) other = grow(other, 'Olga', joined(name))
      return [other.entries[3] as Uint8Array]
    },
  },
  {
    name: 'bytes that are no entry',
    rule: 'membership.refused',
    detail: 'entry.malformed',
    sent: () => [new Uint8Array([0xa0])],
  },
]

function fork(): TestChain {
  const before = grow(beginChain(), 'Olga', joined('Udo'))
  return grow(before, 'Olga', { kind: 'member-removed', memberId: udo })
}

describe('[C113] a server that lies about the members', () => {
  let ports: MembershipPorts
  let membership: Membership

  beforeEach(async () => {
    ports = membershipPorts()
    membership = await storedMembership(ports, KNOWN)
  })

  for (const { name, rule, detail, sent, head } of LIES) {
    test(`with ${name} is refused: ${rule}${detail === null ? '' : `, ${detail}`}`, async () => {
      const told = head?.()
      await expect(membership.adopt(sent(), told)).rejects.toMatchObject({ rule })
      expect(membership.state).toEqual(KNOWN.state)
      expect(await ports.replica.count('chain')).toBe(3)
      expect(membership.evidence).toMatchObject({ detail, remembered: KNOWN.entries[2] })
      expect(() => membership.requireTrust()).toThrow(
        expect.objectContaining({ rule: membership.evidence?.rule }),
      )
    })
  }

  test('leaves evidence that outlives the program, until a person has looked at it', async () => {
    const [lie] = LIES[3]?.sent() ?? []
    await expect(membership.adopt([lie as Uint8Array])).rejects.toThrow('another history')
    const again = await openMembership(ports)
    expect(again.evidence).toMatchObject({ rule: 'membership.forked', received: lie })
    // The first evidence stays: what comes after it follows from it.
    await expect(again.adopt([new Uint8Array([0xa0])])).rejects.toMatchObject({
      rule: 'membership.refused',
    })
    expect(again.evidence?.rule).toBe('membership.forked')
    await again.dismissEvidence()
    again.requireTrust()
    expect((await openMembership(ports)).evidence).toBeUndefined()
  })

  test('an entry of a newer version is refused without calling anybody a liar', async () => {
    const entry = encodeEntry(entryOf(KNOWN, 'Olga', joined('Ida')))
    const at = indexOf(entry, [0x61, 0x76, 0x01])
    const newer = entry.slice()
    newer[at + 2] = 0x02
    await expect(membership.adopt([newer])).rejects.toMatchObject({
      rule: 'membership.refused',
      cause: { rule: 'entry.version' },
    })
    expect(membership.evidence).toBeUndefined()
  })

  test('the anchor of another device is held against the chain', async () => {
    const { genesisHash, head } = KNOWN.state
    await membership.hold({ genesisHash, head: { sequence: 3, hash: head.hash } })
    const lies = [
      [{ genesisHash: head.hash, head: { sequence: 3, hash: head.hash } }, 'other-workspace'],
      [{ genesisHash, head: { sequence: 2, hash: head.hash } }, 'forked'],
      [{ genesisHash, head: { sequence: 4, hash: head.hash } }, 'rolled-back'],
    ] as const
    for (const [believed, name] of lies)
      await expect(membership.hold(believed)).rejects.toMatchObject({ rule: `membership.${name}` })
  })
})

function indexOf(bytes: Uint8Array, part: readonly number[]): number {
  return bytes.findIndex((_, at) => part.every((byte, offset) => bytes[at + offset] === byte))
}
