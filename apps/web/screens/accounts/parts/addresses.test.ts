import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressesOf, parseAddresses, parseLabels } from './addresses.ts'

describe('web addresses', () => {
  test('are read as hosts, each once, with or without the rest of the address', () => {
    expect(
      parseAddresses('https://Perch.example/sign-in\n\nperch.example, ads.perch.example'),
    ).toEqual({ hosts: ['ads.perch.example', 'perch.example'], wrong: undefined })
  })

  test('name the first line that is none', () => {
    expect(parseAddresses('perch.example\nno address\nfile:///x').wrong).toBe('no address')
  })

  test('of an account are those of secrets and of passkeys, each once', () => {
    expect(addressesOf({ rpIds: ['b.example', 'a.example'], hosts: ['a.example'] })).toEqual([
      'a.example',
      'b.example',
    ])
  })

  test('and labels never throw, and what was read reads the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { hosts } = parseAddresses(text)
        expect(parseAddresses(hosts.join('\n'))).toEqual({ hosts, wrong: undefined })
        const labels = parseLabels(text)
        expect(parseLabels(labels.join(', '))).toEqual(labels)
      }),
    )
  })
})
