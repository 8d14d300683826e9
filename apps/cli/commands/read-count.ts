import { CliError } from '../error.ts'

/** A whole number from 1 on. @throws {CliError} `cli.option` */
export function readCount(name: string, text: string | undefined, byDefault: number): number {
  if (text === undefined) return byDefault
  const count = Number(text)
  if (/^\d+$/.test(text) && count >= 1 && Number.isSafeInteger(count)) return count
  throw new CliError('cli.option', `${name} is a whole number from 1 on.`)
}
