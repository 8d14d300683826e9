import { expect, test } from 'vitest'
import { html } from '../cases/html.ts'
import { Breakable } from './breakable.tsx'
import { breakable } from './breaks.ts'

const parts = (text: string): string[] => breakable(text).map(({ part }) => part)

test('a long address may break behind its signs, and nowhere before them', () => {
  expect(parts('maria-antonia.orders_desk@harbour.example')).toEqual([
    'maria-',
    'antonia.',
    'orders_',
    'desk@',
    'harbour.',
    'example',
  ])
})

test('signs that follow each other stay together, and the end of a sentence is no place', () => {
  expect(parts('Revoke access of a..b--c@example.com. It ends.')).toEqual([
    'Revoke access of a..',
    'b--',
    'c@',
    'example.',
    'com. It ends.',
  ])
})

test('words that fit everywhere stay whole, and so does a text of none', () => {
  expect(parts('Sign-in by Dana')).toEqual(['Sign-in by Dana'])
  expect(parts('')).toEqual([''])
})

test('what is copied is the text itself', () => {
  const text = 'orders.department@purchasing.harbour.example and Paper & Post'
  expect(parts(text).join('')).toBe(text)
  expect(html(Breakable, { children: text }).replaceAll(/<[^>]+>/gu, '')).toBe(
    text.replace('&', '&amp;'),
  )
  expect(breakable(text).every(({ at, part }) => text.startsWith(part, at))).toBe(true)
})
