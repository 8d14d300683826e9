import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messages } from '../messages/messages.ts'
import { helpFor } from './help-for.ts'

test('who can’t get in is led to the help about it', () => {
  expect(helpFor('session.wrong-passphrase')).toBe('recovery')
  expect(helpFor('session.wrong-kit')).toBe('recovery')
  expect(helpFor('shell.lockout')).toBe('biometrics-login')
  expect(helpFor('forbidden:needs-account-owner')).toBe('sharing')
  expect(helpFor('internal')).toBeUndefined()
})

test('every page that problems lead to is there', () => {
  const pages = new Set(Object.keys(messages.problems.byRule).map(helpFor))
  pages.delete(undefined)
  expect(pages.size).toBeGreaterThan(0)
  for (const page of pages) {
    const file = new URL(`../../../docs/help/${page}.md`, import.meta.url)
    expect(existsSync(file), page).toBe(true)
  }
})
