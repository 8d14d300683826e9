import { describe, expect, test } from 'vitest'
import { readPlaces } from './places.ts'

const PERCH = 'http://perch.localhost:8701'
const rule = (name: string): unknown => expect.objectContaining({ rule: name })

describe('where a demonstration may be made', () => {
  test.each([
    'http://localhost:8700',
    'http://keyward.localhost:8700',
    'http://127.0.0.1:8700',
    'http://127.8.9.10',
    'http://[::1]:8700',
  ])('%s is this machine', (keyward) => {
    expect(readPlaces(keyward, PERCH)).toEqual({ keyward, perch: PERCH })
  })

  test.each([
    'http://keyward.example',
    'http://localhost.example:8700',
    'http://127.0.0.1.example',
    'http://192.168.1.4:8700',
    'http://mylocalhost',
    'http://[::2]:8700',
    'http://0.0.0.0:8700',
  ])('%s is refused, for Keyward and for Perch', (other) => {
    expect(() => readPlaces(other, PERCH)).toThrow(rule('demo.not-local'))
    expect(() => readPlaces('http://localhost:8700', other)).toThrow(rule('demo.not-local'))
  })

  test.each([
    undefined,
    '',
    'localhost:8700',
    'http://localhost:8700/',
    'http://a:b@localhost:8700',
    'https://localhost:8700',
    'ftp://localhost',
  ])('%s is no origin that it takes', (other) => {
    expect(() => readPlaces(other, PERCH)).toThrow(rule('demo.arguments'))
  })
})
