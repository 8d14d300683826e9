import { expect, test } from 'vitest'
import type { About } from '../request/about.ts'
import { appNameOf } from './app-name.ts'

const IOS: About = {
  kind: 'get',
  platform: 'ios',
  app: 'perch.example',
  address: 'perch.example',
  isChecked: true,
}

test('what the system calls an app stands, whatever accounts are called', () => {
  expect(appNameOf({ ...IOS, app: 'Perch' }, ['Another'])).toBe('Perch')
})

test('an app that is only known by its site has the name of the accounts, where they agree', () => {
  expect(appNameOf(IOS, ['Perch', '', 'Perch'])).toBe('Perch')
  expect(appNameOf(IOS, ['Perch', 'Perch Ads'])).toBe('perch.example')
  expect(appNameOf(IOS, ['', ' '])).toBe('perch.example')
  expect(appNameOf(IOS, [])).toBe('perch.example')
})
