import { decodeCbor, encodeCbor, type CborKey, type CborValue } from '@keyward/codec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WorkspaceError } from '../error.ts'
import { everyKind } from './cases/every-kind.ts'
import { begin, idOf, joined, keyOf, keysOf, phoneOf, signed, write } from './cases/scene.ts'
import { compareChain } from './compare.ts'
import { encodeEntry, parseEntry } from './encode.ts'
import type { SignedEntry } from './entry.ts'
import { appendEntry, foldChain } from './fold.ts'
import type { WorkspaceId } from './ids.ts'
import { makeEntry } from './sign.ts'
import type { WorkspaceState } from './state.ts'

const { entries, state } = everyKind()
const bytes = entries.map((entry) => encodeEntry(entry))
/** What the chain says before each of its entries but the first. */
const before: (WorkspaceState | undefined)[] = [undefined]
for (let i = 1; i < entries.length; i += 1) before.push(foldChain(entries.slice(0, i)))

/** Takes the bytes as the entry at this place; answers the rule that refuses them. */
function refusal(at: number, encoded: Uint8Array): string | undefined {
  try {
    const entry = parseEntry(encoded)
    const earlier = before[at]
    if (earlier === undefined) foldChain([entry])
    else appendEntry(earlier, entry)
    return undefined
  } catch (error) {
    if (error instanceof WorkspaceError) return error.rule
    throw error
  }
}

function flip(encoded: Uint8Array, bit: number): Uint8Array {
  const flipped = encoded.slice()
  flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
  return flipped
}

describe('one flipped bit is refused', () => {
  test('property: in any entry, anywhere', () => {
    const places = fc.nat(bytes.length - 1).chain((at) => {
      return fc.tuple(fc.constant(at), fc.nat(8 * (bytes[at] as Uint8Array).length - 1))
    })
    fc.assert(
      fc.property(places, ([at, bit]) => {
        expect(refusal(at, flip(bytes[at] as Uint8Array, bit))).toMatch(
          /^(entry|chain|author|key)\./,
        )
      }),
      { numRuns: 400 },
    )
  })

  test('each single bit of one entry', () => {
    const at = entries.findIndex(({ body }) => body.kind === 'ownership-handed-over')
    const encoded = bytes[at] as Uint8Array
    expect(refusal(at, encoded)).toBeUndefined()
    for (let bit = 0; bit < 8 * encoded.length; bit += 1) {
      expect(refusal(at, flip(encoded, bit)), `bit ${bit}`).toBeDefined()
    }
  })

  test('signed again by the same author, the next entry still tells', () => {
    const first = entries[0] as SignedEntry
    const other = makeEntry(keyOf(phoneOf('Olga')), { ...first, time: first.time + 1 })
    expect(() => foldChain([other, ...entries.slice(1)])).toThrow(
      expect.objectContaining({ rule: 'chain.previous-hash' }),
    )
  })
})

describe('a chain that was cut, thinned or shuffled', () => {
  test('dropped: any entry but the last', () => {
    for (let i = 1; i < entries.length - 1; i += 1) {
      expect(() => foldChain(entries.toSpliced(i, 1))).toThrow(
        expect.objectContaining({ rule: 'chain.sequence' }),
      )
    }
    expect(() => foldChain(entries.slice(1))).toThrow(
      expect.objectContaining({ rule: 'chain.genesis' }),
    )
  })

  test('swapped or doubled: any two neighbours', () => {
    for (let i = 1; i < entries.length - 1; i += 1) {
      const [one, two] = entries.slice(i, i + 2) as [SignedEntry, SignedEntry]
      const rule = 'chain.sequence'
      expect(() => foldChain(entries.toSpliced(i, 2, two, one))).toThrow(
        expect.objectContaining({ rule }),
      )
      expect(() => foldChain(entries.toSpliced(i, 0, one))).toThrow(
        expect.objectContaining({ rule }),
      )
    }
  })

  test('truncated: what was left out shows against what was seen', () => {
    for (let length = 1; length < entries.length; length += 1) {
      const cut = entries.slice(0, length)
      expect(foldChain(cut).head.sequence).toBe(length - 1)
      expect(compareChain(state.head, cut).outcome).toBe('rolled-back')
    }
    expect(() => foldChain([])).toThrow(expect.objectContaining({ rule: 'chain.empty' }))
  })

  test('truncated inside an entry', () => {
    for (const encoded of bytes) {
      const cut = encoded.slice(0, -1)
      expect(() => parseEntry(cut)).toThrow(expect.objectContaining({ rule: 'entry.malformed' }))
    }
  })
})

describe('replayed elsewhere', () => {
  const other = write(begin('Olga', 'Lighthouse'), 'Olga', joined('Anna', 'admin'))
  const here = write(begin(), 'Olga', joined('Anna', 'admin'))
  const entry = signed(here, 'Olga', { kind: 'workspace-renamed', name: 'Port' })

  test('in another workspace of the same people', () => {
    expect(appendEntry(here.state, entry).name).toBe('Port')
    expect(() => appendEntry(other.state, entry)).toThrow(
      expect.objectContaining({ rule: 'chain.workspace' }),
    )
  })

  test('with the other workspace and place written in', () => {
    const workspaceId = idOf<WorkspaceId>('Lighthouse')
    const moved = { ...entry, workspaceId, prevHash: other.state.head.hash }
    expect(() => appendEntry(other.state, moved)).toThrow(
      expect.objectContaining({ rule: 'author.signature' }),
    )
  })

  test('later in the same workspace', () => {
    const later = write({ ...here, state: appendEntry(here.state, entry) }, 'Olga', {
      kind: 'workspace-renamed',
      name: 'Harbour',
    })
    expect(() => appendEntry(later.state, entry)).toThrow(
      expect.objectContaining({ rule: 'chain.sequence' }),
    )
  })
})

describe('[C113] a key put in place of that of a member', () => {
  /** The entry with one member of its body written over, as a server could. */
  function substituted(encoded: Uint8Array, member: string, value: CborValue): Uint8Array {
    const map = new Map(decodeCbor(encoded) as ReadonlyMap<CborKey, CborValue>)
    map.set('body', new Map([...(map.get('body') as Map<CborKey, CborValue>), [member, value]]))
    return encodeCbor(map)
  }

  test('is refused in the entries that introduce keys', () => {
    const { epoch, signing, wrapping } = keysOf('Eve')
    const keys = new Map<string, CborValue>([
      ['epoch', epoch],
      ['signing', signing],
      ['wrapping', wrapping],
    ])
    const introducing = new Set<string>(['workspace-created', 'member-joined', 'keys-changed'])
    const places = entries.flatMap(({ body }, at) => (introducing.has(body.kind) ? [at] : []))
    expect(places).toHaveLength(5)
    for (const at of places) {
      const forged = substituted(bytes[at] as Uint8Array, 'keys', keys)
      expect(refusal(at, forged)).toBe('author.signature')
    }
  })
})

describe('forms that would let two parties read one entry differently', () => {
  const map = decodeCbor(bytes[1] as Uint8Array) as ReadonlyMap<CborKey, CborValue>

  test.each([
    ['another version', 'entry.version', [['v', 2]]],
    ['no version', 'entry.malformed', [['v', null]]],
    ['an unknown kind', 'entry.kind', [['kind', 'member-blessed']]],
    ['a kind by an inherited name', 'entry.kind', [['kind', 'toString']]],
    ['a member too many', 'entry.malformed', [['extra', 1]]],
    ['a negative sequence', 'entry.malformed', [['sequence', -1]]],
    ['a short signature', 'entry.malformed', [['signature', new Uint8Array(63)]]],
    ['a body of another kind', 'entry.malformed', [['kind', 'workspace-renamed']]],
    ['a body that is none', 'entry.malformed', [['body', 'x']]],
  ] as const)('%s: %s', (_, rule, changes) => {
    const changed = new Map<CborKey, CborValue>([...map, ...changes])
    expect(() => parseEntry(encodeCbor(changed))).toThrow(expect.objectContaining({ rule }))
  })

  test('a member too many in the body, or one missing', () => {
    const body = map.get('body') as ReadonlyMap<CborKey, CborValue>
    const more = new Map([...body, ['extra', 1] as const])
    const fewer = new Map([...body].slice(1))
    for (const changed of [more, fewer]) {
      expect(() => parseEntry(encodeCbor(new Map([...map, ['body', changed]])))).toThrow(
        expect.objectContaining({ rule: 'entry.malformed' }),
      )
    }
  })

  test.each(['', '   ', 'a\nb', 'a\u0000', 'n'.repeat(201), '🦉'.repeat(201)])(
    'the name %j',
    (name) => {
      const entry = {
        ...(entries[0] as SignedEntry),
        body: { kind: 'workspace-renamed', name },
      } as const
      expect(() => makeEntry(keyOf('x'), entry)).toThrow(
        expect.objectContaining({ rule: 'entry.malformed' }),
      )
    },
  )

  test('a name may have 200 characters of any script', () => {
    const name = '🦉'.repeat(200)
    const entry = {
      ...(entries[0] as SignedEntry),
      body: { kind: 'workspace-renamed', name },
    } as const
    expect(makeEntry(keyOf('x'), entry).body).toEqual({ kind: 'workspace-renamed', name })
  })
})
