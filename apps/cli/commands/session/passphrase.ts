import { CliError } from '../../error.ts'
import type { Context } from '../../frame/context.ts'

/** The member's passphrase: from standard input where that was said, else from the keyboard. */
export function readPassphrase(context: Context, question = 'Passphrase: '): Promise<string> {
  return context.passphraseStdin
    ? context.stdin.next()
    : context.terminal.keyboard.askSecret(question)
}

/**
 * A new passphrase. At the keyboard it is asked for twice.
 *
 * @throws {CliError} `cli.passphrase` when the two differ
 */
export async function readNewPassphrase(
  context: Context,
  what = 'New passphrase',
): Promise<string> {
  if (context.passphraseStdin) return context.stdin.next()
  const { keyboard } = context.terminal
  const first = await keyboard.askSecret(`${what}: `)
  if (first === (await keyboard.askSecret('The same again: '))) return first
  throw new CliError('cli.passphrase', 'The two are not the same: nothing was done.')
}
