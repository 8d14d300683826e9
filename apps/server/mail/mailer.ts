import { isLocalName, isLoopback } from '../config/address.ts'
import type { MailConfig } from '../config/mail.ts'
import { invitationText } from './invitation.ts'

const CONNECT_MS = 10_000
const SILENCE_MS = 20_000

export interface Mailer {
  /**
   * Tells a person by mail that somebody invited them; never the invitation's link or secret.
   *
   * @returns whether a mail server took it. It does not throw: why not is logged, without the address
   */
  announceInvitation(to: string, workspaceName: string): Promise<boolean>
}

export interface MailerDeps {
  readonly mail: MailConfig | null
  /** The server's own. */
  readonly origin: string
  readonly warn: (given: object, message: string) => void
}

/** Sends mail by the configured server; without one, no mail at all. */
export function makeMailer({ mail, origin, warn }: MailerDeps): Mailer {
  if (mail === null) return { announceInvitation: async () => false }
  let made: ReturnType<typeof transportTo> | undefined
  return {
    async announceInvitation(to, workspaceName) {
      // An address is what the inviter typed: it may be none, or several at once.
      if (!/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(to)) return false
      try {
        const transport = await (made ??= transportTo(mail))
        const sent = await transport.sendMail({
          from: { name: 'Keyward', address: mail.from },
          to: { name: '', address: to },
          ...invitationText(workspaceName, origin),
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        return sent.accepted.length > 0
      } catch (error) {
        warn({ err: error }, 'A mail was not sent.')
        return false
      }
    },
  }
}

/** The library is loaded for the first mail: most servers send none. */
async function transportTo({ url }: MailConfig) {
  const { createTransport } = await import('nodemailer')
  return createTransport(transportOf(url.reveal()))
}

function transportOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isHere = isLoopback(hostname) || isLocalName(hostname)
  const secure = protocol === 'smtps:'
  const auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    // Neither the password nor the mail goes over a network in the clear.
    requireTLS: !secure && !isHere,
    ...(username === '' ? {} : { auth }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  }
}
