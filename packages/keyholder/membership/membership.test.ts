import { encodeBase64url } from '@keyward/codec'
import {
  type EntryBody,
  hashEntry,
  type MemberId,
  parseEntry,
  type TeamId,
} from '@keyward/workspace/chain'
import { describe, expect, test } from 'vitest'
import {
  beginChain,
  bytesOf,
  deviceOf,
  grow,
  idOf,
  joined,
  membershipPorts,
  storedMembership,
  type TestChain,
} from '../cases/chain.ts'
import { openMembership } from './membership.ts'

const rule = (name: string): unknown => expect.objectContaining({ rule: name })

function headOf({ entries }: TestChain): { sequence: number; hash: string } {
  const last = parseEntry(entries.at(-1) as Uint8Array)
  return { sequence: last.sequence, hash: encodeBase64url(hashEntry(last)) }
}

function renamed(chain: TestChain, count: number): TestChain {
  let next = chain
  for (let i = 0; i < count; i += 1)
    next = grow(next, 'Olga', { kind: 'workspace-renamed', name: `Harbour ${i}` })
  return next
}

describe('the membership of a device', () => {
  test('grows by what the server sends, is stored with it, and is there again', async () => {
    const ports = membershipPorts()
    const first = beginChain()
    const membership = await storedMembership(ports, first)
    const next = grow(grow(first, 'Olga', joined('Udo')), 'Olga', joined('Gus', 'guest'))
    const told: number[] = []
    membership.watch((state) => told.push(state.members.size))
    await membership.adopt(next.entries, headOf(next))
    await membership.adopt(next.entries.slice(1), headOf(next))
    expect(told).toEqual([3])
    expect((await openMembership(ports)).state).toEqual(next.state)
  })

  test('adopts nothing before what belongs to it was written', async () => {
    const ports = membershipPorts()
    const membership = await storedMembership(ports, beginChain())
    const next = grow(beginChain(), 'Olga', joined('Udo'))
    const adoption = await membership.prepare(next.entries.slice(1), headOf(next))
    expect(adoption.state.members.size).toBe(2)
    expect(membership.state.members.size).toBe(1)
    await ports.replica.write(adoption.changes, adoption.expect)
    adoption.accept()
    expect(membership.state.members.size).toBe(2)
  })

  test('knows hashes by sequence, and which devices signed when', async () => {
    const ports = membershipPorts()
    let chain = grow(beginChain(), 'Olga', joined('Udo'))
    chain = grow(chain, 'Udo', { kind: 'device-added', device: deviceOf("Udo's laptop") })
    chain = grow(chain, 'Olga', { kind: 'member-removed', memberId: idOf<MemberId>('Udo') })
    const membership = await storedMembership(ports, chain)
    for (const [sequence, bytes] of chain.entries.entries())
      expect(membership.hashAt(sequence)).toEqual(hashEntry(parseEntry(bytes)))
    expect(membership.hashAt(4)).toBeUndefined()
    const [udo, olga] = [idOf<MemberId>('Udo'), idOf<MemberId>('Olga')]
    const laptop = deviceOf("Udo's laptop")
    const at = (sequence: number, member = udo) =>
      membership.authorAt(member, laptop.deviceId, sequence)
    expect([at(0), at(1), at(2), at(3)]).toEqual([undefined, undefined, laptop.signing, undefined])
    expect(at(2, olga)).toBeUndefined()
    expect(membership.authorAt(udo, idOf('no device'), 2)).toBeUndefined()
  })

  test('folds no more than what came after the last snapshot when it is opened', async () => {
    const ports = membershipPorts()
    const membership = await storedMembership(ports, beginChain())
    const long = renamed(beginChain(), 70)
    await membership.adopt(long.entries.slice(0, 40))
    await membership.adopt(long.entries.slice(40))
    const asked: (string | undefined)[] = []
    const { replica } = ports
    const watched = {
      ...replica,
      list: (...given: Parameters<typeof replica.list>) => {
        asked.push(given[1]?.after)
        return replica.list(...given)
      },
    }
    expect((await openMembership({ ...ports, replica: watched })).state).toEqual(long.state)
    expect(asked).toEqual(['000000000039'])
  })

  test('is after a snapshot what it was, whatever the chain says', async () => {
    const [udo, gus] = [idOf<MemberId>('Udo'), idOf<MemberId>('Gus')]
    const [crew, deck] = [idOf<TeamId>('Crew'), idOf<TeamId>('Deck')]
    let chain = grow(grow(beginChain(), 'Olga', joined('Udo')), 'Olga', joined('Gus', 'guest'))
    const steps: readonly EntryBody[] = [
      { kind: 'team-created', teamId: crew, name: 'Crew', members: [udo, gus] },
      { kind: 'team-created', teamId: deck, name: 'Deck', members: [] },
      { kind: 'team-removed', teamId: deck },
      { kind: 'policy-set', policy: 'continuity', value: true },
      { kind: 'device-removed', deviceId: deviceOf("Udo's phone").deviceId },
      { kind: 'member-removed', memberId: gus },
    ]
    for (const body of steps) chain = grow(chain, 'Olga', body)
    const membership = await storedMembership(membershipPorts(), chain)
    expect(membership.state).toEqual(chain.state)
    expect(membership.state.members.get(udo)?.keysDue).toBe(true)
  })

  test('folds from the first entry when the snapshot is missing, damaged or of another chain', async () => {
    const chain = renamed(beginChain(), 3)
    for (const value of [null, new Uint8Array(), bytesOf('no snapshot'), 'of another'] as const) {
      const ports = membershipPorts()
      await storedMembership(ports, chain)
      const foreign = membershipPorts()
      await storedMembership(foreign, grow(beginChain(), 'Olga', joined('Udo')))
      const other = await foreign.replica.get('meta', 'membership')
      const bytes = value === 'of another' ? (other ?? null) : value
      await ports.replica.write([{ collection: 'meta', key: 'membership', value: bytes }])
      expect((await openMembership(ports)).state).toEqual(chain.state)
    }
  })

  test('follows what another tab has stored, and never goes back', async () => {
    const ports = membershipPorts()
    const chain = beginChain()
    const one = await storedMembership(ports, chain)
    const other = await openMembership({ ...ports, replica: ports.memory.open() })
    const next = grow(chain, 'Olga', joined('Udo'))
    await one.adopt(next.entries)
    await other.refresh()
    expect(other.state.members.size).toBe(2)
    await other.adopt(chain.entries)
    expect(other.state.members.size).toBe(2)
  })

  test('two tabs that are told different stories never both store theirs', async () => {
    const ports = membershipPorts()
    const chain = beginChain()
    const one = await storedMembership(ports, chain)
    const other = await openMembership({ ...ports, replica: ports.memory.open() })
    await one.adopt(grow(chain, 'Olga', joined('Udo')).entries)
    const lie = grow(chain, 'Olga', joined('Mallory'))
    await expect(other.adopt(lie.entries)).rejects.toThrow(rule('membership.forked'))
    expect(other.evidence).toMatchObject({ rule: 'membership.forked' })
    expect([...other.state.members.values()].map(({ name }) => name)).toEqual(['Olga', 'Udo'])
  })

  test('of an empty or foreign replica is refused', async () => {
    const ports = membershipPorts()
    await expect(openMembership(ports)).rejects.toThrow(rule('replica.damaged'))
    const foreign = beginChain('Elsewhere')
    await expect(storedMembership(ports, foreign)).rejects.toThrow(
      rule('membership.other-workspace'),
    )
  })
})
