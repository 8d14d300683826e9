import { describe, expect, test } from 'vitest'
import { deviceNameOf } from './device-name.ts'
import { deviceOf, replicaName } from './names.ts'
import { loadedSuffixes } from './suffixes.ts'
import { wait } from './wait.ts'

describe('names', () => {
  test('simulated phones have replicas of their own', () => {
    expect(replicaName(undefined)).toBe('keyward')
    expect(replicaName('ios-1')).toBe('keyward.ios-1')
  })

  test('a device in the address is letters, digits and hyphens, or none', () => {
    expect(deviceOf('?device=ios-face-id')).toBe('ios-face-id')
    for (const search of [
      '',
      '?device=',
      '?device=a/b',
      '?device=a.b',
      `?device=${'x'.repeat(65)}`,
    ])
      expect(deviceOf(search), search).toBeUndefined()
  })

  test('a browser is named by itself and its system', () => {
    const chrome =
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
    expect(deviceNameOf(chrome)).toBe('Chrome, Mac')
    expect(deviceNameOf('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0')).toBe(
      'Firefox, Linux',
    )
    expect(deviceNameOf('something else')).toBe('Browser')
  })
})

describe('the suffix list', () => {
  const list = { publicSuffix: () => 'example', registrableDomain: () => 'perch.example' }

  test('answers nothing before it is loaded', () => {
    expect(() => loadedSuffixes(async () => list).publicSuffix('perch.example')).toThrow(TypeError)
  })

  test('is loaded once, and again after it could not be', async () => {
    let loads = 0
    const suffixes = loadedSuffixes(async () => {
      loads += 1
      if (loads === 1) throw new Error('offline')
      return list
    })
    await expect(suffixes.load()).rejects.toThrow('offline')
    await suffixes.load()
    await suffixes.load()
    expect(loads).toBe(2)
    expect(suffixes.registrableDomain('www.perch.example')).toBe('perch.example')
  })
})

describe('waiting', () => {
  test('ends at once when the signal fires, before or after it began', async () => {
    const stop = new AbortController()
    const waiting = wait(3_600_000, stop.signal)
    stop.abort()
    await waiting
    await wait(3_600_000, stop.signal)
    expect(stop.signal.aborted).toBe(true)
  })
})
