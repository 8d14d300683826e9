import { expect, test } from 'vitest'
import { filesToTellAgain } from './again.mjs'

const STORY = 'e2e/phone/sharing.test.ts'
const OTHER = 'e2e/extension/prompt.test.ts'

test('a few stories that failed are told again', () => {
  expect(filesToTellAgain([STORY, OTHER], ['--long'])).toEqual([STORY, OTHER])
  expect(filesToTellAgain([], [])).toEqual([])
})

test('a failure stands outside of stories, where many failed, and where it is looked for', () => {
  expect(filesToTellAgain([STORY, 'packages/codec/cbor.test.ts'], [])).toEqual([])
  expect(filesToTellAgain(['e2e/server/kill.test.ts'], [])).toEqual([])
  expect(filesToTellAgain([STORY, STORY, STORY, STORY], [])).toEqual([])
  expect(filesToTellAgain([STORY], ['--retry', '0'])).toEqual([])
  expect(filesToTellAgain([STORY], ['--retry=0'])).toEqual([])
})
