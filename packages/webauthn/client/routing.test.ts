import { describe, expect, test } from 'vitest'
import type { CredentialDescriptor } from './options/types.ts'
import { parseOrigin } from './origin.ts'
import { routeRequest, type RoutingFacts } from './routing.ts'

const HELD = Uint8Array.of(1, 2, 3)
const OTHER = Uint8Array.of(9)

function descriptor(id: Uint8Array, ...transports: string[]): CredentialDescriptor {
  return { type: 'public-key', id, transports }
}

function route(facts: Partial<RoutingFacts>): 'keyward' | 'browser' {
  return routeRequest({
    operation: 'get',
    callerOrigin: parseOrigin('https://login.example.com'),
    ownOrigins: ['https://vault.example'],
    session: 'unlocked',
    passkeysEnabled: true,
    neverHosts: ['never.example'],
    allowCredentials: [],
    holds: (ids) => ids.some((id) => id[0] === HELD[0]),
    hasAnyForRpId: true,
    ...facts,
  })
}

const operations = ['create', 'get'] as const

describe.each(operations)('[C47] %s is left to the browser without interference', (operation) => {
  test('on the pages of Keyward itself', () => {
    const callerOrigin = parseOrigin('https://vault.example')
    expect(route({ operation, callerOrigin })).toBe('browser')
    const otherPort = parseOrigin('https://vault.example:8443')
    expect(route({ operation, callerOrigin: otherPort })).toBe('keyward')
  })

  test('when logged out, or with passkeys switched off', () => {
    const allowCredentials = [descriptor(HELD)]
    expect(route({ operation, session: 'logged-out', allowCredentials })).toBe('browser')
    expect(route({ operation, passkeysEnabled: false, allowCredentials })).toBe('browser')
  })

  test('on hosts of the never-list, each for itself', () => {
    const at = (origin: string) => route({ operation, callerOrigin: parseOrigin(origin) })
    expect(at('https://never.example')).toBe('browser')
    expect(at('https://never.example:8443')).toBe('browser')
    expect(at('https://www.never.example')).toBe('keyward')
    expect(at('https://notnever.example')).toBe('keyward')
  })
})

describe('[C47] a locked session', () => {
  test('claims create, since the prompt offers the browser before unlocking', () => {
    expect(route({ operation: 'create', session: 'locked', hasAnyForRpId: false })).toBe('keyward')
  })

  test('does not prompt without a hint of a match', () => {
    const session = 'locked'
    expect(route({ session, hasAnyForRpId: false })).toBe('browser')
    const allowCredentials = [descriptor(OTHER, 'internal')]
    expect(route({ session, hasAnyForRpId: false, allowCredentials })).toBe('browser')
    expect(route({ session, hasAnyForRpId: true })).toBe('keyward')
  })

  test.each([['internal'], ['hybrid'], ['cable'], [], ['usb', 'internal']])(
    'claims a list of unreadable IDs that may mean its passkey: %j',
    (...transports: string[]) => {
      const allowCredentials = [descriptor(OTHER, 'usb'), descriptor(OTHER, ...transports)]
      expect(route({ session: 'locked', allowCredentials })).toBe('keyward')
    },
  )

  test('leaves a list of nothing but security keys alone', () => {
    const allowCredentials = [descriptor(OTHER, 'usb', 'nfc'), descriptor(OTHER, 'ble')]
    expect(route({ session: 'locked', allowCredentials })).toBe('browser')
  })
})

describe('[C31] transports lock nobody out, and a list without a match is the browser’s', () => {
  test.each([[[]], [['usb']], [['usb', 'nfc', 'ble']], [['internal']], [['hybrid']], [['new']]])(
    'a held passkey is offered with transports %j',
    (transports) => {
      for (const session of ['locked', 'unlocked'] as const) {
        const allowCredentials = [descriptor(OTHER, 'internal'), descriptor(HELD, ...transports)]
        const facts = { session, allowCredentials }
        expect(route(facts)).toBe('keyward')
        expect(route({ ...facts, hasAnyForRpId: false })).toBe('keyward')
      }
    },
  )

  test('unlocked, no match goes to the browser whatever else the vault has', () => {
    for (const transports of [[], ['usb'], ['internal']]) {
      const allowCredentials = [descriptor(OTHER, ...transports)]
      expect(route({ allowCredentials })).toBe('browser')
      expect(route({ allowCredentials, hasAnyForRpId: false })).toBe('browser')
    }
  })

  test('without a list, a passkey for the RP ID decides', () => {
    expect(route({ hasAnyForRpId: true })).toBe('keyward')
    expect(route({ hasAnyForRpId: false })).toBe('browser')
  })
})
