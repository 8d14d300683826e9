import { CliError } from '../error.ts'

/**
 * The name that was typed for something, without the space around it.
 *
 * @throws {CliError} `cli.operand`
 */
export function readName(kind: 'team' | 'collection', text = ''): string {
  const name = text.trim()
  if (name === '') throw new CliError('cli.operand', `A ${kind} needs a name.`)
  return name
}
