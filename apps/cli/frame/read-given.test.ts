import { expect, test } from 'vitest'
import { accountCommands } from '../commands/accounts/group.ts'
import { readGiven } from './read-given.ts'

const ID = '-e0123456789abcdefghij'

function commandOf(name: string) {
  const found = accountCommands.find(({ path }) => path.join(' ') === `accounts ${name}`)
  if (found === undefined) throw new Error(`There is no command ${name}.`)
  return found
}

test('an id that begins with a dash is an operand', () => {
  expect(readGiven(commandOf('delete'), [ID]).operands).toEqual([ID])
  expect(readGiven(commandOf('unshare'), [ID, `-${ID.slice(0, 21)}`]).operands).toEqual([
    ID,
    `-${ID.slice(0, 21)}`,
  ])
  expect(readGiven(commandOf('delete'), ['--', ID]).operands).toEqual([ID])
})

test('what is shorter, longer or an option is none', () => {
  for (const word of [ID.slice(0, 21), `${ID}k`, '--secrets-stdinnnnnnnnnn'])
    expect(() => readGiven(commandOf('delete'), [word])).toThrow('There is no option')
})
