import { describe, expect, test } from 'vitest'
import { readTestOptions } from './options.mjs'

describe('options of npm test', () => {
  test('everything but --long is for vitest', () => {
    const { args, env } = readTestOptions(['--long', '-t', 'origin', 'packages'])
    expect(args).toEqual(['--reporter=default', '-t', 'origin', 'packages'])
    expect(env).toEqual({ KEYWARD_LONG: '1' })
    expect(readTestOptions(['--reporter=dot'])).toMatchObject({ args: ['--reporter=dot'], env: {} })
  })

  test('a browser is needed unless only the unit tests run', () => {
    expect(readTestOptions([]).chromium).toBe(true)
    expect(readTestOptions(['--project', 'unit']).chromium).toBe(false)
    expect(readTestOptions(['--project=unit', '--project=e2e']).chromium).toBe(true)
  })
})
