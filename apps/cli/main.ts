import { readFileSync } from 'node:fs'
import { GROUPS } from './commands/groups.ts'
import { runMembers } from './frame/run.ts'
import { programHelp } from './frame/help.ts'
import { processTerminal, type Terminal } from './terminal.ts'

/**
 * Runs one command line.
 *
 * @param argv without the program's own name
 * @returns the exit code; `EXIT_CODES` has them all. `keyward authenticator` has 0 and 1 alone
 */
export async function main(
  argv: readonly string[],
  terminal: Terminal = processTerminal(),
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  const [first, ...rest] = argv
  if (first === 'authenticator') {
    const { authenticatorMain } = await import('./authenticator/main.ts')
    return authenticatorMain(rest, terminal)
  }
  if (first === '--help' || first === '-h') {
    terminal.writeOut(programHelp(GROUPS))
    return 0
  }
  if (first === '--version') {
    terminal.writeOut(`${version()}\n`)
    return 0
  }
  return runMembers(GROUPS, argv, { terminal, env })
}

function version(): string {
  const text = readFileSync(new URL('package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
