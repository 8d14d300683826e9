import type { Session } from '../../session.ts'

/**
 * Whom members of the workspace turn to; empty for nobody. The server keeps it and could change it,
 * so a screen shows it as text, and never tells people to send it secrets.
 *
 * @throws {KeyholderError} `remote.*`, `session.*`
 */
export async function supportContact({ call }: Pick<Session, 'call'>): Promise<string> {
  return (await call('getSupportContact')).contact
}

/**
 * Sets it for the whole workspace. Surrounding space and line breaks are left out.
 *
 * @throws {KeyholderError} `remote.*` with `code` `forbidden` for who may change no policy, `session.*`
 */
export async function setSupportContact(
  { call }: Pick<Session, 'call'>,
  contact: string,
): Promise<void> {
  const line = contact.replaceAll(/\p{Cc}+/gu, ' ').trim()
  await call('putSupportContact', { body: { contact: line } })
}
