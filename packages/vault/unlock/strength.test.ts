import { describe, expect, test } from 'vitest'
import { measure } from './strength.ts'

describe('the strength of a passphrase', () => {
  for (const weak of [
    '',
    'password',
    'password1234',
    'P@ssw0rd!2024',
    'qwertyuiop',
    'Summer2026!',
    'correct horse battery staple',
    'correcthorsebatterystaple',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'abcdefghijklmnopqrstuvwxyz',
    '1234567890123456',
  ]) {
    test(`"${weak}" is not enough`, () => {
      expect(measure(weak).isEnough).toBe(false)
    })
  }

  for (const strong of [
    'grape violin mosaic trumpet lantern',
    'x7#Kq9vLz2$mWp4&Tn',
    'Wolkenzug über grüner Heide',
  ]) {
    test(`"${strong}" is enough`, () => {
      expect(measure(strong)).toMatchObject({ score: 4, isEnough: true })
    })
  }

  test('what is known of the member counts for little', () => {
    const hints = ['Ada Winterbourne-Castellan', 'ada@perch.example']
    const plain = measure('Winterbourne-Castellan')
    const hinted = measure('Winterbourne-Castellan', [...hints, 'Winterbourne-Castellan'])
    expect(hinted.guessesLog10).toBeLessThan(plain.guessesLog10)
    expect(hinted.isEnough).toBe(false)
  })
})
