import type { StageOf } from '../desk/stage.ts'

/** What is typed on Create Account. */
export interface NewFields {
  readonly appName: string
  readonly username: string
  readonly displayName: string
}

/** What was typed before, else what the request says. */
export function firstFields({ question, last }: StageOf<'account'>): NewFields {
  const { appName, username, displayName } = question.prefilled
  const given = last?.kind === 'new' ? last.fields : {}
  return { appName, username, displayName, ...textsOf(given) }
}

function textsOf(given: Readonly<Record<string, unknown>>): Partial<NewFields> {
  const { appName, username, displayName } = given
  return Object.fromEntries(
    Object.entries({ appName, username, displayName }).filter(([, text]) => text !== undefined),
  )
}

/** Whether this is still what was refused. */
export function isLast({ last }: StageOf<'account'>, { appName, username }: NewFields): boolean {
  return (
    last?.kind === 'new' && last.fields.username === username && last.fields.appName === appName
  )
}
