import { KeyholderError } from '../error.ts'

/** Rules after which work goes on with what is here, since nothing says that anybody lies. */
const HARMLESS: ReadonlySet<string> = new Set([
  'remote.offline',
  'remote.not-a-server',
  'remote.refused',
  'session.ended',
  'session.not-admitted',
])

/** Whether a failed sync is no failure of the command that came before it. */
export function isHarmless(error: unknown): error is KeyholderError {
  return error instanceof KeyholderError && HARMLESS.has(error.rule)
}
