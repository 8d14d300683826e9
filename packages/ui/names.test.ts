import { createElement } from 'react'
import { describe, expect, test } from 'vitest'
import { attribute, html } from './cases/html.ts'
import * as sheet from './sheet.ts'
import * as ui from './ui.ts'

const nothing = () => {}

describe('a field', () => {
  test('is tied to its label, description and error', () => {
    const text = html(ui.TextField, {
      label: 'Username',
      description: 'As the app shows it.',
      error: 'It is taken.',
      value: '',
      onChange: nothing,
    })
    const id = attribute(text, 'input', 'id')
    expect(attribute(text, 'label', 'for')).toBe(id)
    expect(attribute(text, 'input', 'aria-invalid')).toBe('true')
    for (const described of attribute(text, 'input', 'aria-describedby')?.split(' ') ?? [])
      expect(text).toContain(`id="${described}"`)
    expect(attribute(text, 'input', 'aria-describedby')?.split(' ')).toHaveLength(2)
  })

  test('without words around it is valid and described by nothing', () => {
    const text = html(ui.TextField, { label: 'Username', value: '', onChange: nothing })
    expect(attribute(text, 'input', 'aria-invalid')).toBeNull()
    expect(attribute(text, 'input', 'aria-describedby')).toBeNull()
  })

  test('for a secret starts masked', () => {
    const text = html(ui.SecretField, {
      label: 'Password',
      value: 'x',
      showLabel: 'Show password',
      hideLabel: 'Hide password',
    })
    expect(attribute(text, 'input', 'type')).toBe('password')
    expect(attribute(text, 'button', 'aria-label')).toBe('Show password')
  })

  test('for a new passphrase says so to the browser, and one that is asked for too', () => {
    const props = {
      label: 'Passphrase',
      value: '',
      onChange: nothing,
      showLabel: 'a',
      hideLabel: 'b',
    }
    const words = ['a', 'b', 'c', 'd', 'e'] as const
    const strength = { score: null, words, label: 'Strength' }
    expect(html(ui.PassphraseField, { ...props, strength })).toContain('"new-password"')
    expect(html(ui.PassphraseField, props)).toContain('"current-password"')
  })
})

describe.each([
  ['ui', ui.Button],
  ['sheet', sheet.Button],
] as const)('the button of %s', (_, Button) => {
  test('says that it is pending, and stays in the order of the keyboard', () => {
    const text = html(Button, { children: 'Save', isPending: true, pendingLabel: 'Saving' })
    expect(attribute(text, 'button', 'aria-disabled')).toBe('true')
    expect(attribute(text, 'button', 'disabled')).toBeNull()
    expect(text).toContain('Saving')
    expect(text).toContain('Save<')
  })

  test('submits only when told to', () => {
    expect(attribute(html(Button, { children: 'Save' }), 'button', 'type')).toBe('button')
    const text = html(Button, { children: 'Save', type: 'submit' })
    expect(attribute(text, 'button', 'type')).toBe('submit')
  })
})

describe('a row', () => {
  test('is a link, a button or neither, by what it does', () => {
    expect(html(ui.ListRow, { title: 'Perch', href: '/a' })).toContain('<a href="/a"')
    expect(html(ui.ListRow, { title: 'Perch', onAction: nothing })).toContain('<button')
    expect(html(ui.ListRow, { title: 'Perch' })).not.toMatch(/<a |<button/u)
  })

  test('knows its place in a list that is not wholly in the page', () => {
    const text = html(ui.ListRow, { title: 'Perch', place: { index: 3, count: 10_000 } })
    expect(attribute(text, 'li', 'aria-posinset')).toBe('3')
    expect(attribute(text, 'li', 'aria-setsize')).toBe('10000')
  })
})

test('an error is announced at once, and other notices politely', () => {
  expect(html(ui.Banner, { tone: 'error', title: 'Lost' })).toContain('role="alert"')
  expect(html(ui.Banner, { tone: 'ok', title: 'Saved' })).toContain('role="status"')
})

test('choices of one name are one group of radio buttons with a legend', () => {
  const text = html(ui.ChoiceList<string>, {
    label: 'Update existing account',
    choices: [
      { value: 'a', label: 'Perch' },
      { value: 'b', label: 'Perch Ads' },
    ],
    value: 'b',
    onChange: nothing,
    name: 'account',
  })
  expect(text).toMatch(/<legend[^>]*>Update existing account<\/legend>/u)
  expect(text.match(/name="account"/gu)).toHaveLength(2)
  expect(text.match(/checked=""/gu)).toHaveLength(1)
})

test('toggles say which of them are pressed, by their whole names', () => {
  const text = html(ui.Toggles<string>, {
    label: 'Days',
    choices: [
      { value: '1', label: 'Mon', name: 'Monday' },
      { value: '2', label: 'Tue', name: 'Tuesday' },
    ],
    values: new Set(['2']),
    onChange: nothing,
  })
  expect(text.match(/aria-pressed="true"/gu)).toHaveLength(1)
  expect(text).toMatch(/<span aria-hidden="true">Tue<\/span><span class="said">Tuesday<\/span>/u)
})

test('a QR code has a name and never shows what it holds', () => {
  const text = html(ui.QrCode, { value: 'the-secret', label: 'Recovery kit as a QR code' })
  expect(text).toContain('aria-label="Recovery kit as a QR code"')
  expect(text).not.toContain('the-secret')
})

test('a time that is missing shows its fallback', () => {
  expect(html(ui.Time, { at: null, now: 0, fallback: 'Never' })).toBe('<span>Never</span>')
})

describe('a row that scrolls sideways', () => {
  const row = { label: 'Which accounts', backLabel: 'Before', onLabel: 'More' }

  test('is a navigation with a name, and has no arrows while all of it is seen', () => {
    const text = html(ui.ScrollRow, { ...row, children: createElement('li', {}, 'All') })
    expect(attribute(text, 'nav', 'aria-label')).toBe('Which accounts')
    expect(text).toContain('<li>All</li>')
    expect(text).not.toContain('<button')
  })
})
