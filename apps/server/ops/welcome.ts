import type { Places } from '../config/read.ts'
import type { RunningServer } from './start.ts'

/**
 * What is printed on standard output once the server answers: some lines for a person; for a
 * program `READY` and the origin, after the setup code while it is needed.
 */
export function welcome(
  { origin, setupCode }: Pick<RunningServer, 'origin' | 'setupCode'>,
  { folder, secrets }: Places,
  isForPeople: boolean,
): string {
  const code = `Setup code: ${setupCode} (it creates the first workspace, and is kept in ${secrets})\n`
  if (!isForPeople) return `${setupCode === null ? '' : code}READY ${origin}\n`
  return `
Keyward's server is at
  ${origin}

${setupCode === null ? '' : code}Data folder: ${folder}
Stop: Ctrl-C

`
}
