import { expect, test } from 'vitest'
import { paths } from './paths.ts'
import { placeToReturn, rememberPlace } from './return-place.ts'

test('unlocking leads back to where the person was, and never to unlocking again', () => {
  rememberPlace('/settings/lock?device=ios')
  rememberPlace(paths.unlock)
  rememberPlace(`${paths.unlock}?device=ios`)
  expect(placeToReturn()).toBe('/settings/lock?device=ios')
})
