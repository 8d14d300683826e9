import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MARK_PATH } from './keyward-mark.tsx'

test('the favicon has the path of the mark', () => {
  const svg = readFileSync(new URL('../mark.svg', import.meta.url), 'utf8')
  expect(svg).toContain(`d="${MARK_PATH}"`)
})
