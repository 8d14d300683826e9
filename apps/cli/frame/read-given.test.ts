import { expect, test } from 'vitest'
import { accountCommands } from '../commands/accounts/group.ts'
import { collectionCommands } from '../commands/collections/group.ts'
import { readGiven } from './read-given.ts'

const ID = '-e0123456789abcdefghij'

function commandOf(name: string, commands = accountCommands) {
  const found = commands.find(({ path }) => path[1] === name)
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

test('the last operand may be given several times, where the command says so', () => {
  const add = commandOf('add', collectionCommands)
  expect(readGiven(add, ['Night', 'Perch', ID])).toMatchObject({
    operands: ['Night'],
    repeated: ['Perch', ID],
  })
  for (const words of [['Night'], ['Night', '']])
    expect(() => readGiven(add, words)).toThrow('ACCOUNT is missing')
  const share = commandOf('share', collectionCommands)
  expect(readGiven(share, ['Night'])).toMatchObject({ operands: ['Night'], repeated: [] })
  expect(() => readGiven(commandOf('delete'), ['a', 'b'])).toThrow('more words than this command')
})
