import type { Context } from '../../frame/context.ts'

export const FILE_PASSPHRASE = {
  'file-passphrase-stdin': {
    kind: 'switch',
    help: 'the passphrase of the file is the next line of standard input',
  },
} as const

/** The passphrase of a file that exists. */
export function readFilePassphrase(context: Context, isStdin: boolean): Promise<string> {
  return isStdin
    ? context.stdin.next()
    : context.terminal.keyboard.askSecret('Passphrase of the file: ')
}
