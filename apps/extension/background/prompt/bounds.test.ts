import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { promptBounds, readSize } from './bounds.ts'

const whole = (min: number, max: number) => fc.integer({ min, max })

test('[C65] a prompt begins within the window that asks, and ends within it where it fits', () => {
  const windows = fc.record({
    left: whole(-4000, 4000),
    top: whole(-2000, 2000),
    width: whole(1, 4000),
    height: whole(1, 3000),
  })
  const sizes = fc.record({ width: whole(-10, 99_999), height: whole(-10, 99_999) })
  fc.assert(
    fc.property(windows, fc.option(sizes, { nil: undefined }), (window, kept) => {
      const bounds = promptBounds(window, kept)
      if (!('left' in bounds)) return false
      const { left, top, width, height } = bounds
      const isWithin =
        left >= window.left &&
        top >= window.top &&
        (window.width < 360 || left + width <= window.left + window.width + 1) &&
        (window.height < 480 || top + height <= window.top + window.height)
      return isWithin && width >= 360 && width <= 900 && height >= 480 && height <= 1000
    }),
  )
})

test('[C65] without a window only the size is said', () => {
  expect(promptBounds({})).toEqual({ width: 420, height: 640 })
  expect(promptBounds({}, { width: 500 })).toEqual({ width: 500, height: 640 })
})

test.each([undefined, null, 5, {}, { width: 1 }, { width: '1', height: 2 }])(
  'a size that is none is left out: %j',
  (value) => {
    expect(readSize(value)).toBe(undefined)
  },
)
