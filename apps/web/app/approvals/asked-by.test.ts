import { expect, test } from 'vitest'
import { askedBy } from './asked-by.ts'

test('a site is named as it is', () => {
  expect(askedBy('https://login.perch.example', 'perch.example')).toBe(
    'https://login.perch.example',
  )
})

test('an Android app is named by what it may ask for, and not by the hash of its key', () => {
  const origin = 'android:apk-key-hash:7p2P4MuTPQCam6'
  expect(askedBy(origin, 'perch.example')).toBe('An Android app of perch.example')
})

test('where nobody showed who asks, only the address is known', () => {
  expect(askedBy(null, 'perch.example')).toBe('perch.example')
})
