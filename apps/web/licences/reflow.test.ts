import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reflow } from './reflow.ts'

test('paragraphs wrap to the screen, and what was set in lines stays so', () => {
  const text = [
    'MIT License',
    '',
    'Copyright (c) 2026 Somebody With A Name That Is Quite Long',
    'Copyright (c) 2027 Another One',
    '',
    'Permission is hereby granted, free of charge, to any person obtaining',
    'a copy of this software and associated documentation files to deal in it',
    'as is.',
    '',
    '  1. Definitions, which are indented and so stay in the lines that they have.',
    '     Of two lines.',
  ].join('\n')
  expect(reflow(text).split('\n\n')).toEqual([
    'MIT License',
    'Copyright (c) 2026 Somebody With A Name That Is Quite Long\nCopyright (c) 2027 Another One',
    'Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files to deal in it as is.',
    '  1. Definitions, which are indented and so stay in the lines that they have.\n     Of two lines.',
  ])
})

test('not a word is lost', () => {
  const words = (text: string) => text.split(/\s+/).filter(Boolean)
  const line = fc.stringMatching(/^[ a-z*]{0,60}$/)
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      expect(words(reflow(lines.join('\n')))).toEqual(words(lines.join('\n')))
    }),
  )
})
