import { describe, expect, test } from 'vitest'
import { readTestOptions } from './options.mjs'

describe('options of npm test', () => {
  test('everything but --long is for vitest', () => {
    const { args, env } = readTestOptions(['--long', '-t', 'origin', 'packages'])
    expect(args).toEqual(['--reporter=default', '-t', 'origin', 'packages'])
    expect(env).toEqual({ KEYWARD_LONG: '1' })
    expect(readTestOptions(['--reporter=dot'])).toMatchObject({ args: ['--reporter=dot'], env: {} })
  })

  test('browsers are needed unless only the unit tests run', () => {
    expect(readTestOptions([]).browsers).toEqual(['chromium', 'firefox'])
    expect(readTestOptions(['--project', 'unit']).browsers).toEqual([])
    expect(readTestOptions(['--project=unit', '--project=e2e']).browsers).toHaveLength(2)
  })
})
