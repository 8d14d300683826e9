import { expect, test } from 'vitest'
import { app as text } from '../messages/en/app.ts'
import { firstFrame } from './first-frame.tsx'

test('[C118] what is drawn before any script runs says whose app it is, and that it comes', () => {
  const frame = firstFrame()
  expect(frame).toContain(text.name)
  expect(frame).toContain(text.loading)
  expect(frame).toMatch(/<svg[^>]*><path/)
})

test('it is markup alone, and stands still', () => {
  const frame = firstFrame()
  expect(frame).not.toMatch(/<script|<style|\sstyle=|\son\w+=|animate-/)
  // The server fills in what stands in such brackets.
  expect(frame).not.toContain('{{')
})
