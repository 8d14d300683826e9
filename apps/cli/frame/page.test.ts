import { describe, expect, test } from 'vitest'
import { pageFor } from './page.ts'
import { fit, pad, widthOf } from './width.ts'

const style = { locale: 'en-GB', timeZone: 'UTC' }

describe('the width of a text', () => {
  test.each([
    ['Perch', 5],
    ['日本語', 6],
    ['한국', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['', 0],
  ])('of %s is %i columns', (text, width) => expect(widthOf(text)).toBe(width))

  test('cutting and padding count columns', () => {
    expect(fit('日本語', 5)).toBe('日本…')
    expect(fit('日本語', 6)).toBe('日本語')
    expect(pad('日本', 6)).toBe('日本  ')
  })
})

describe('a table', () => {
  const columns = [{ head: 'APP', mayBeCut: true }, { head: 'ID' }]
  const rows = [['A very long name of an app', 'x'.repeat(22)]]

  test('writes every cell whole where nobody looks', () => {
    const text = pageFor(undefined, style).table(columns, rows, 'None.')
    expect(text).toBe(`APP${' '.repeat(25)}ID\n${rows[0]?.join('  ')}\n`)
  })

  test('cuts names and never ids where the terminal is narrow', () => {
    const text = pageFor(40, style).table(columns, rows, 'None.')
    expect(text.split('\n')[1]).toBe(`A very long nam…  ${'x'.repeat(22)}`)
    const narrowest = pageFor(10, style).table(columns, rows, 'None.')
    expect(narrowest).toContain('x'.repeat(22))
  })

  test('without rows is a sentence', () => {
    expect(pageFor(80, style).table(columns, [], 'None.')).toBe('None.\n')
  })

  test('lets no name steer the terminal', () => {
    const page = pageFor(80, style)
    const evil = 'Perch\u001B[2J\n\u202Edekcah'
    for (const text of [
      page.table([{ head: 'APP' }], [[evil]], ''),
      page.fields([['App', evil]]),
      page.line(evil),
    ]) {
      expect(text).not.toContain('\u001B')
      expect(text).not.toContain('\u202E')
      expect(text).toContain(String.raw`Perch\u001b[2J\u000a\u202edekcah`)
    }
  })
})

test('labels stand in a column, and those without a value are left out', () => {
  const text = pageFor(80, style).fields([
    ['App', 'Perch'],
    ['Username', 'studio'],
    ['Notes', undefined],
    ['Since', pageFor(80, style).date(0)],
  ])
  expect(text).toBe('App       Perch\nUsername  studio\nSince     1 Jan 1970, 00:00\n')
})
