import { describe, expect, test } from 'vitest'
import { ConfigError, makeConfig, readSettings } from './config.ts'

describe('configuration', () => {
  test('without variables Perch listens on this machine only, as perch.localhost', () => {
    const settings = readSettings({})
    expect(settings.hostname).toBe('127.0.0.1')
    expect(makeConfig(settings, 4181).origin).toBe('http://perch.localhost:4181')
  })

  test('a public origin on the RP ID replaces the one that is listened on', () => {
    const env = { PERCH_RP_ID: 'perch.test', PERCH_ORIGIN: 'https://www.perch.test' }
    expect(makeConfig(readSettings(env), 4180).origin).toBe('https://www.perch.test')
  })

  test.each([
    ['PERCH_PORT', '99999'],
    ['PERCH_PORT', '80a'],
    ['PERCH_RP_ID', 'Perch.test'],
    ['PERCH_RP_ID', 'perch.test:443'],
    ['PERCH_ORIGIN', 'https://evil.test'],
    ['PERCH_ORIGIN', 'perch.localhost'],
    ['PERCH_RELATED_ORIGINS', 'https://perch.test/'],
    ['PERCH_ANDROID_FINGERPRINTS', 'AB:CD'],
    ['PERCH_SIMULATOR', 'phone.localhost'],
    ['PERCH_TLS_CERT', '/nowhere/cert.pem'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(ConfigError)
    expect(() => readSettings({ [name]: value })).toThrow(name)
  })
})
