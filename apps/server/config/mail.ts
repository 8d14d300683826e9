import type { Reader } from './reader.ts'
import { SecretText } from './secret-text.ts'

export interface MailConfig {
  /** May hold a password. */
  readonly url: SecretText
  readonly from: string
}

/** The mail server; its URL is never repeated, since it may hold a password. */
export function readMail(reader: Reader): MailConfig | null {
  const url = reader.text('KEYWARD_SMTP_URL')
  const from = reader.text('KEYWARD_SMTP_FROM')
  if (url === undefined && from === undefined) return null
  if (url === undefined || from === undefined) {
    reader.mistake('KEYWARD_SMTP_URL and KEYWARD_SMTP_FROM are set together.')
    return null
  }
  if (!isSmtpUrl(url)) {
    reader.mistake(
      'KEYWARD_SMTP_URL is like smtps://user:password@mail.example:465, with %-escapes in the password.',
    )
  }
  if (!/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(from)) {
    reader.mistake(`KEYWARD_SMTP_FROM is a bare mail address, such as keyward@acme.example.`)
  }
  return { url: new SecretText('SMTP URL', url), from }
}

function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  return /^smtps?:$/.test(protocol) && hostname !== '' && canDecode(username + password)
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
