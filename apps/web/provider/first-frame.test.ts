import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { provider as text } from '../messages/en/provider.ts'
import { firstFrame } from './first-frame.tsx'

test('what is drawn before any script runs says whose sheet it is, and what it does', () => {
  const frame = firstFrame()
  expect(frame).toMatch(new RegExp(`<h1[^>]*>${text.name}</h1>`))
  expect(frame).toContain(text.waiting.starting)
})

test('where no script ever comes it says so after a while, by its styles alone', () => {
  const frame = firstFrame()
  expect(frame).toMatch(new RegExp(`<output[^>]*animate-come[^>]*>${text.notStarted}</output>`))
  const styles = readFileSync(
    new URL('../../../packages/ui/style/tokens.css', import.meta.url),
    'utf8',
  )
  expect(styles).toMatch(/--animate-come: come \S+ 10s both;/)
  expect(styles).toMatch(/@keyframes come \{\s*from \{\s*visibility: hidden;/)
})

test('it is markup alone, and stands still: nothing in it waits to be run or to rise', () => {
  const frame = firstFrame()
  expect(frame).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
  expect(frame).not.toContain('animate-rise')
  // The server fills in what stands in such brackets.
  expect(frame).not.toContain('{{')
})

test('the page has one place for it, and nothing beside it that the scripts would not expect', () => {
  const page = readFileSync(new URL('../provider.html', import.meta.url), 'utf8')
  expect(page.match(/<div id="sheet"><!--first-frame--><\/div>/g)).toHaveLength(1)
})
