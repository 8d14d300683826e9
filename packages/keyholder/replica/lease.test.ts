import { describe, expect, test, vi } from 'vitest'
import { leadByLease, type Lease, type LeaseRow } from './lease.ts'
import { fired } from './work.ts'

const DURATION = 60
const never = new AbortController().signal

/** A lease in memory whose renewals can be made to fail. */
function memoryLease() {
  const state: { row: LeaseRow | undefined; renewals: () => void } = {
    row: undefined,
    renewals: () => {},
  }
  const lease: Lease = {
    async take(token, stale) {
      const { row } = state
      if (row !== undefined && !(row.token === stale?.token && row.beat === stale.beat)) return row
      state.row = { token, beat: 0 }
      return undefined
    },
    async renew(token) {
      state.renewals()
      if (state.row?.token !== token) return false
      state.row = { token, beat: state.row.beat + 1 }
      return true
    },
    async release(token) {
      if (state.row?.token === token) state.row = undefined
    },
  }
  let tokens = 0
  const makeToken = () => `token ${(tokens += 1)}`
  const now = () => performance.now()
  return { state, ports: { lease, makeToken, duration: DURATION, now } }
}

const untilLost = (events: string[], name: string) => async (lost: AbortSignal) => {
  events.push(`${name} leads`)
  await fired(lost)
  events.push(`${name} lost`)
}

describe('a lease', () => {
  test('that nobody renews is taken after its duration, and not before', async () => {
    const { state, ports } = memoryLease()
    state.row = { token: 'of one that died', beat: 7 }
    let clock = 0
    const looked: (LeaseRow | undefined)[] = []
    const take: Lease['take'] = (token, stale) => {
      looked.push(stale)
      clock += DURATION / 4
      return ports.lease.take(token, stale)
    }
    const lease = { ...ports.lease, take }
    await leadByLease({ ...ports, lease, now: () => clock }, async () => {}, never)
    // Seen at the first look; a whole duration later it may be taken.
    expect(looked.slice(0, -1)).toEqual([undefined, undefined, undefined, undefined, undefined])
    expect(looked.at(-1)).toEqual({ token: 'of one that died', beat: 7 })
    expect(state.row).toBeUndefined()
  })

  test('is not taken by one that slept, although much time has gone by', async () => {
    const { state, ports } = memoryLease()
    state.row = { token: 'of another', beat: 0 }
    let clock = 0
    const stop = new AbortController()
    const staleLooks: LeaseRow[] = []
    const take: Lease['take'] = async (token, stale) => {
      if (stale !== undefined) staleLooks.push(stale)
      clock += DURATION * 100
      if (clock > DURATION * 500) stop.abort()
      return ports.lease.take(token, undefined)
    }
    const lease = { ...ports.lease, take }
    await leadByLease({ ...ports, lease, now: () => clock }, async () => {}, stop.signal)
    expect(staleLooks).toEqual([])
  })

  test('that another took is noticed at the next renewal, and stays with the other', async () => {
    const { state, ports } = memoryLease()
    const events: string[] = []
    const led = leadByLease(ports, untilLost(events, 'one'), never)
    await vi.waitFor(() => expect(events).toEqual(['one leads']))
    state.row = { token: 'of another', beat: 0 }
    await led
    expect(events).toEqual(['one leads', 'one lost'])
    expect(state.row).toEqual({ token: 'of another', beat: 0 })
  })

  test('survives one renewal that fails', async () => {
    const { state, ports } = memoryLease()
    const events: string[] = []
    state.renewals = vi
      .fn<() => void>()
      .mockImplementationOnce(() => {
        throw new Error('busy')
      })
      .mockReturnValue()
    const stop = new AbortController()
    const led = leadByLease(ports, untilLost(events, 'one'), stop.signal)
    await vi.waitFor(() => expect(state.row?.beat).toBeGreaterThan(1))
    expect(events).toEqual(['one leads'])
    stop.abort()
    await led
  })

  test('that can not be renewed is given up by itself, before another may take it', async () => {
    const { state, ports } = memoryLease()
    const events: string[] = []
    state.renewals = () => {
      throw new Error('the disk is full')
    }
    await leadByLease(ports, untilLost(events, 'one'), never)
    expect(events).toEqual(['one leads', 'one lost'])
  })
})
