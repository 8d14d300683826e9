import { encodeHex } from '@keyward/codec'
import { publicSuffixes } from '@keyward/webauthn/public-suffix'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleSource } from './cases/fixtures.ts'
import { appKeys, type UniqueUsername, usernameClaims } from './claims.ts'
import { type AccountFields, createAccount } from './edits/account.ts'
import { addPasskey, deletePasskey } from './edits/passkeys.ts'
import { normaliseText } from './normalise.ts'

const key = new Uint8Array(32).fill(7)
const edit = { at: 1, by: 'a' }

function claims(fields: Partial<AccountFields>, policy: UniqueUsername = 'per-app'): string[] {
  const { profile } = createAccount(fields, edit)
  return usernameClaims(key, policy, profile, publicSuffixes).map((claim) => encodeHex(claim))
}

describe('username claims', () => {
  test.each(['Ana', ' ana ', 'ANA', 'ａｎａ', '\u00a0ana\n'])(
    '%j claims what "ana" claims',
    (username) => {
      expect(claims({ appName: 'Perch', username })).toEqual(
        claims({ appName: 'perch ', username: 'ana' }),
      )
    },
  )

  test('the same username at another app claims something else, in the workspace the same', () => {
    const perch = claims({ rpIds: ['perch.example'], username: 'ana' }, 'workspace')
    const nest = claims({ rpIds: ['nest.example'], username: 'ana' }, 'workspace')
    expect(perch[0]).not.toBe(nest[0])
    expect(perch[1]).toBe(nest[1])
    expect(claims({ rpIds: ['perch.example'], username: 'ana' })).toEqual([perch[0]])
  })

  test('RP IDs count by their registrable domain, each once', () => {
    const domain = claims({ rpIds: ['perch.co.uk'], username: 'ana' })
    const hosts = claims({ rpIds: ['login.perch.co.uk', 'perch.co.uk'], username: 'ana' })
    expect(hosts).toEqual(domain)
    expect(claims({ rpIds: ['other.co.uk'], username: 'ana' })).not.toEqual(domain)
  })

  test('passkeys count with their RP ID until they are deleted, else the app name', () => {
    const made = addPasskey(createAccount({ appName: 'My App' }, edit), exampleSource(1), edit)
    expect(appKeys(made.profile, publicSuffixes)).toEqual(['perch.example'])
    const deleted = deletePasskey(made, exampleSource(1).id, edit)
    expect(appKeys(deleted.profile, publicSuffixes)).toEqual(['my app'])
  })

  test('an RP ID without a registrable domain stands for itself', () => {
    const { profile } = createAccount({ rpIds: ['localhost'] }, edit)
    expect(appKeys(profile, publicSuffixes)).toEqual(['localhost'])
  })

  test.each(['', '  ', '\u3000'])('the empty username %j claims nothing', (username) => {
    expect(claims({ appName: 'Perch', username }, 'workspace')).toEqual([])
  })

  test('another index key gives other claims', () => {
    const { profile } = createAccount({ appName: 'Perch', username: 'ana' }, edit)
    const other = usernameClaims(new Uint8Array(32), 'per-app', profile, publicSuffixes)
    expect(encodeHex(other[0]!)).not.toBe(claims({ appName: 'Perch', username: 'ana' })[0])
  })

  test('texts that only differ in where one ends and the next begins do not collide', () => {
    const [one] = claims({ appName: 'ab', username: 'c' })
    const [two] = claims({ appName: 'a', username: 'bc' })
    const [, three] = claims({ appName: 'app', username: 'abc' }, 'workspace')
    expect(new Set([one, two, three]).size).toBe(3)
  })

  test('equal claims mean equal normalised texts', () => {
    const text = fc.string({ maxLength: 3 })
    fc.assert(
      fc.property(text, text, text, text, (appA, nameA, appB, nameB) => {
        fc.pre(normaliseText(nameA) !== '' && normaliseText(nameB) !== '')
        const [a] = claims({ appName: appA, username: nameA })
        const [b] = claims({ appName: appB, username: nameB })
        const isSame =
          normaliseText(appA) === normaliseText(appB) &&
          normaliseText(nameA) === normaliseText(nameB)
        expect(a === b).toBe(isSame)
      }),
    )
  })
})

describe('normalising', () => {
  test.each([
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['ﬁsh', 'FISH'],
    ['é', 'e\u0301'],
  ])('%s and %s are the same', (a, b) => {
    expect(normaliseText(a)).toBe(normaliseText(b))
  })

  test('twice gives what once gives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normaliseText(normaliseText(text))).toBe(normaliseText(text))
      }),
    )
  })
})
