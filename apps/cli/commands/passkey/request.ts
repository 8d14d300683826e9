import { type Caller, tolerate } from '@keyward/webauthn/client'
import { CliError } from '../../error.ts'
import type { Context } from '../../frame/context.ts'
import { parseJson, readRequest, readStdin } from '../../input.ts'
import { readWholeFile } from '../files.ts'

export const REQUEST_OPTIONS = {
  request: { kind: 'text', value: 'FILE', help: 'the request; standard input otherwise' },
} as const

export const REQUEST_NOTES = [
  'The request is one JSON object, at most 1 MiB: "options" as the RP made them, and "origin", the page that asks; "topOrigin" or "crossOrigin" for a frame of another origin. The answer is JSON for the RP.',
  'You are verified by your passphrase: it unlocked this very command (--passphrase-stdin, and then the request comes by --request) or this device less than a minute ago, or it is asked for.',
]

/**
 * The request of an RP.
 *
 * @throws {CliError} `cli.option`, `cli.file`, `cli.stdin-*`, `cli.member`
 */
export async function readCeremony(
  { terminal, passphraseStdin }: Context,
  file: string | undefined,
): Promise<{ readonly caller: Caller; readonly options: ReturnType<typeof tolerate> }> {
  if (file === undefined && passphraseStdin)
    throw new CliError(
      'cli.option',
      'Standard input has the passphrase already: give the request by --request and a file.',
    )
  const bytes = file === undefined ? await readStdin(terminal) : readWholeFile(file)
  const { caller, options } = readRequest(parseJson(bytes), false)
  return { caller, options: tolerate(options, 'json') }
}
