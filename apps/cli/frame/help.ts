import { EXIT_CODES } from '../exit.ts'
import { type Command, commonOptions, type Option, type Options } from './command.ts'
import type { Group } from './groups.ts'

const WIDTH = 96
const AUTHENTICATOR = {
  name: 'authenticator',
  summary: 'Answer passkey requests with a file of passkeys: keyward authenticator --help.',
}

/** What `keyward --help` shows. */
export function programHelp(groups: readonly Group[]): string {
  const all = [...groups, AUTHENTICATOR]
  const width = Math.max(...all.map(({ name }) => name.length))
  const lines = all.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return `Keyward, a passkey manager for teams.

Usage
  keyward COMMAND [options]

Commands
${lines.join('\n')}

Options
  -h, --help   show this, or the help of a command
  --version    show the version

Exit codes
${exitCodes()}
`
}

/** The help of a group of commands. */
export function groupHelp(group: Group, commands: readonly Command[]): string {
  const usages = commands.map((command) => `keyward ${usageOf(command)}`)
  const width = Math.max(...usages.map(({ length }) => length))
  const lines = commands.map(({ summary }, at) => twoColumns(usages[at] ?? '', summary, width))
  return `${group.summary}

Usage
${lines.join('\n')}

Each command has its own --help.
`
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const { summary, operands, notes } = command
  const paragraphs = [
    `${summary}\n\nUsage\n  keyward ${usageOf(command)}${operandsAndOptions(command)}`,
    ...notes.map((note) => wrap(note, WIDTH).join('\n')),
    ...(operands.length === 0 ? [] : [operandTable(command)]),
    `Options\n${optionTable({ ...command.options, ...commonOptions(command.needs) })}`,
    `Exit codes\n${exitCodes()}`,
  ]
  return `${paragraphs.join('\n\n')}\n`
}

function usageOf({ path, operands }: Command): string {
  const words = operands.map(({ name, isOptional, isRepeated }) => {
    const word = isRepeated === true ? `${name}…` : name
    return isOptional === true ? `[${word}]` : word
  })
  return [...path, ...words].join(' ')
}

function operandsAndOptions({ options }: Command): string {
  return Object.keys(options).length === 0 ? '' : ' [options]'
}

function operandTable({ operands }: Command): string {
  const width = Math.max(...operands.map(({ name }) => name.length))
  return operands.map(({ name, help }) => twoColumns(name, help, width)).join('\n')
}

function optionTable(options: Options): string {
  const rows = Object.entries(options).map(([name, option]) => [
    shape(name, option),
    meaningOf(option),
  ])
  rows.push(['-h, --help', 'show this'])
  const width = Math.max(...rows.map(([left = '']) => left.length))
  return rows.map(([left = '', right = '']) => twoColumns(left, right, width)).join('\n')
}

function shape(name: string, option: Option): string {
  if (option.kind === 'switch') return `--${name}`
  if (option.kind === 'choice') return `--${name} ${option.choices.join('|')}`
  return `--${name} ${option.value}`
}

function meaningOf(option: Option): string {
  return option.kind === 'list' ? `${option.help}; may be given several times` : option.help
}

const WIDEST_LEFT = 42

/** A left column and wrapped text beside it; below it where the left one is too wide. */
function twoColumns(left: string, right: string, width: number): string {
  const column = Math.min(width, WIDEST_LEFT)
  const lines = wrap(right, WIDTH - column - 4)
  const indent = ' '.repeat(column + 4)
  const rest = lines.slice(1).map((line) => indent + line)
  if (left.length > column) return [`  ${left}`, ...lines.map((line) => indent + line)].join('\n')
  return [`  ${left.padEnd(column)}  ${lines[0] ?? ''}`, ...rest].join('\n')
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

function exitCodes(): string {
  return EXIT_CODES.map(({ code, meaning }) => twoColumns(String(code), meaning, 2)).join('\n')
}
