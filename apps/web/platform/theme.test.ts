import { expect, test } from 'vitest'
import { FIRST_THEME, readTheme, showTheme } from './theme.ts'

/** What a root element is given by the script that a page runs first. */
function firstThemeOf(kept: string | null): Readonly<Record<string, string>> {
  const dataset: Record<string, string> = {}
  const run = new Function('localStorage', 'document', FIRST_THEME)
  run({ getItem: () => kept }, { documentElement: { dataset } })
  return dataset
}

function themeOf(kept: string | null): Readonly<Record<string, string>> {
  const dataset: Record<string, string> = {}
  showTheme(readTheme({ getItem: () => kept }), { dataset } as unknown as HTMLElement)
  return dataset
}

test('a page begins in the theme that it will have', () => {
  for (const kept of ['light', 'dark', 'system', 'loud', null])
    expect(firstThemeOf(kept), String(kept)).toEqual(themeOf(kept))
  expect(firstThemeOf('dark')).toEqual({ theme: 'dark' })
})
