import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDate } from './dates.ts'

const MOMENT = Date.UTC(2024, 4, 6, 7, 8, 9)

describe('reading dates', () => {
  test.each<[unknown, number]>([
    [MOMENT, MOMENT],
    ['2024-05-06T07:08:09Z', MOMENT],
    ['2024-05-06t07:08:09z', MOMENT],
    ['2024-05-06 07:08:09', MOMENT],
    ['20240506T070809Z', MOMENT],
    ['2024-05-06T09:08:09+02:00', MOMENT],
    ['2024-05-06T02:38:09-0430', MOMENT],
    ['2024-05-06T07:08:09.1234567Z', MOMENT + 123],
    ['2024-05-06T07:08:09,5Z', MOMENT + 500],
    ['2024-05-06T07:08Z', MOMENT - 9000],
    ['２０２４-05-06', Date.UTC(2024, 4, 6)],
    [' 2024-02-29 ', Date.UTC(2024, 1, 29)],
  ])('[C70] %j is read', (value, expected) => {
    expect(readDate(value)).toBe(expected)
  })

  test.each<[unknown]>([
    [''],
    ['never'],
    [null],
    [undefined],
    [Number.NaN],
    [-1],
    [Infinity],
    [8.64e15 + 1],
    [{}],
    ['2023-02-29'],
    ['2024-13-01'],
    ['2024-05-06T25:00Z'],
    ['٢٠٢٤-٠٥-٠٦'],
    ['1969-12-31'],
    ['06/05/2024'],
  ])('[C70] %j is no date and no error', (value) => {
    expect(readDate(value)).toBeUndefined()
  })

  test('[C70] nothing throws, and every date of the platform is read', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(['number', 'undefined']).toContain(typeof readDate(value))
      }),
    )
    const date = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(date, (moment) => {
        expect(readDate(moment.toISOString())).toBe(moment.getTime())
      }),
    )
  })
})
