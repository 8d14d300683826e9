import type { Session, SessionEvent, SessionState } from '@keyward/keyholder/session'
import { describe, expect, test } from 'vitest'
import { fetchDemonstration } from './demonstration.ts'
import { takeInvitation } from './given-invitation.ts'
import { placeToReturn, rememberPlace } from './return-place.ts'
import { sessionStore } from './session-store.ts'

describe('an invitation in the address', () => {
  const open = (url: string) => {
    const replaced: string[] = []
    const page = {
      location: new URL(url),
      history: { replaceState: (_: unknown, __: string, next: string) => void replaced.push(next) },
    }
    return { link: takeInvitation(page as never), replaced }
  }

  test('is taken whole, and its secret leaves the address', () => {
    const url = 'http://localhost:8700/?device=a#/join/abc-DEF_1'
    expect(open(url)).toStrictEqual({ link: url, replaced: ['/?device=a'] })
  })

  test('anything else stays where it is', () => {
    for (const url of ['http://a.example/', 'http://a.example/#main', 'http://a.example/#/join/'])
      expect(open(url), url).toStrictEqual({ link: undefined, replaced: [] })
  })
})

describe('the demonstration', () => {
  const answering = (status: number, body: string) => async () => new Response(body, { status })

  test('is where the server says', async () => {
    const phone = 'http://phone.localhost:8702/?as=uma'
    expect(await fetchDemonstration(answering(200, JSON.stringify({ phone })))).toBe(phone)
  })

  test('is nowhere when the server says anything else, or nothing', async () => {
    const answers: [number, string][] = [
      [404, '{}'],
      [200, '<!doctype html>'],
      [200, '{"phone":7}'],
      [200, 'null'],
      [200, '{"phone":"javascript:alert(1)"}'],
    ]
    for (const [status, body] of answers)
      expect(await fetchDemonstration(answering(status, body)), body).toBeUndefined()
    expect(await fetchDemonstration(() => Promise.reject(new TypeError('offline')))).toBeUndefined()
  })
})

test('a person comes back to where the app locked, and without that to the accounts', () => {
  expect(placeToReturn()).toBe('/accounts')
  rememberPlace('/settings/devices')
  expect(placeToReturn()).toBe('/settings/devices')
})

describe('the session that is shown', () => {
  function scene() {
    let state = { kind: 'unlocked' } as unknown as SessionState
    const listeners: ((event: SessionEvent) => void)[] = []
    const others: (() => void)[] = []
    const session = {
      get state() {
        return state
      },
      watch: (listener: (event: SessionEvent) => void) => {
        listeners.push(listener)
        return () => undefined
      },
      replica: { watch: (listener: () => void) => void others.push(listener) },
    } as unknown as Session
    const become = (kind: SessionState['kind']) => void (state = { kind } as SessionState)
    const tell = (event: SessionEvent) => listeners.forEach((listener) => listener(event))
    return { store: sessionStore(session), become, tell, elsewhere: () => others[0]?.() }
  }

  test('says why it locked, until it is unlocked again', () => {
    const { store, become, tell } = scene()
    become('locked')
    tell({ kind: 'locked', reason: 'deadline' })
    expect(store.shown).toMatchObject({ state: { kind: 'locked' }, lockReason: 'deadline' })
    become('unlocked')
    tell({ kind: 'unlocked' })
    expect(store.shown).toMatchObject({ state: { kind: 'unlocked' }, lockReason: undefined })
  })

  test('keeps that the member was removed, which the erased replica does not know any more', () => {
    const { store, become, tell } = scene()
    become('none')
    tell({ kind: 'locked', reason: 'removed' })
    tell({ kind: 'removed' })
    expect(store.shown).toMatchObject({ state: { kind: 'none' }, wasRemoved: true })
  })

  test('stays the same object until something changed, as React asks', () => {
    const { store, tell } = scene()
    const before = store.shown
    expect(store.shown).toBe(before)
    tell({ kind: 'ended' })
    expect(store.shown).not.toBe(before)
    expect(store.shown.hasEnded).toBe(true)
  })

  test('notices what another tab did without an event of its own', async () => {
    const { store, become, elsewhere } = scene()
    let told = 0
    store.watch(() => void (told += 1))
    become('none')
    elsewhere()
    await Promise.resolve()
    expect(store.shown.state.kind).toBe('none')
    expect(told).toBe(1)
  })
})
