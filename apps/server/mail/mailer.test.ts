import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { SecretText } from '../config/secret-text.ts'
import { startSmtpServer, type TinySmtpServer } from './cases/smtp-server.ts'
import { invitationText } from './invitation.ts'
import { makeMailer } from './mailer.ts'

const ORIGIN = 'https://keyward.acme.example'
const TO = 'dana@acme.example'

let server: TinySmtpServer | undefined
afterEach(() => server?.close())

function mailerFor(url: string) {
  const warnings: unknown[] = []
  const mailer = makeMailer({
    mail: { url: new SecretText('SMTP URL', url), from: 'keyward@acme.example' },
    origin: ORIGIN,
    warn: (given, message) => warnings.push(given, message),
  })
  return { mailer, warnings }
}

describe('announcing an invitation', () => {
  test('sends one text mail to that person', async () => {
    server = await startSmtpServer()
    const { mailer, warnings } = mailerFor(`smtp://127.0.0.1:${server.port}`)
    expect(await mailer.announceInvitation(TO, 'Acme Social')).toBe(true)
    const { commands, mails } = server.received
    expect(commands.filter((each) => each.startsWith('RCPT'))).toEqual([`RCPT TO:<${TO}>`])
    expect(commands).toContain('MAIL FROM:<keyward@acme.example>')
    expect(mails).toHaveLength(1)
    expect(mails[0]).toContain('Subject: You are invited to Keyward')
    expect(mails[0]).toContain('text/plain')
    expect(mails[0]).toContain('"Acme Social"')
    expect(warnings).toEqual([])
  })

  test('signs in with user and password, %-escapes undone', async () => {
    server = await startSmtpServer({ EHLO: '250-test\r\n250 AUTH PLAIN' })
    const { mailer } = mailerFor(`smtp://k%40x:a%2Fb@127.0.0.1:${server.port}`)
    expect(await mailer.announceInvitation(TO, 'Acme')).toBe(true)
    const plain = Buffer.from('\0k@x\0a/b').toString('base64')
    expect(server.received.commands).toContain(`AUTH PLAIN ${plain}`)
  })

  test.each([
    ['refuses the person', { RCPT: '550 nobody' }],
    ['refuses the mail', { DATA: '554 no' }],
    ['is busy', { MAIL: '451 later' }],
  ])('a mail server that %s is answered false and logged', async (_what, answers) => {
    server = await startSmtpServer(answers)
    const { mailer, warnings } = mailerFor(`smtp://127.0.0.1:${server.port}`)
    expect(await mailer.announceInvitation(TO, 'Acme')).toBe(false)
    expect(warnings).toHaveLength(2)
  })

  test('a mail server that is not there is answered false and logged', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const { port } = gone.address() as AddressInfo
    gone.close()
    const { mailer, warnings } = mailerFor(`smtp://127.0.0.1:${port}`)
    expect(await mailer.announceInvitation(TO, 'Acme')).toBe(false)
    expect(warnings).toHaveLength(2)
  })

  test.each([
    'dana',
    'dana@acme.example, eve@evil.example',
    'Dana <dana@acme.example>',
    'dana@acme.example\r\nRCPT TO:<eve@evil.example>',
    'group:dana@acme.example;',
    '',
  ])('%j is no address, and no mail goes out', async (to) => {
    server = await startSmtpServer()
    const { mailer } = mailerFor(`smtp://127.0.0.1:${server.port}`)
    expect(await mailer.announceInvitation(to, 'Acme')).toBe(false)
    expect(server.received.commands).toEqual([])
  })

  test('without a mail server sends nothing', async () => {
    const mailer = makeMailer({ mail: null, origin: ORIGIN, warn: () => {} })
    expect(await mailer.announceInvitation(TO, 'Acme')).toBe(false)
  })
})

describe('the text of an invitation', () => {
  test('says where the link comes from, and has no link to join', () => {
    const { text } = invitationText('Acme', ORIGIN)
    expect(text).toContain('comes from the person who invited you')
    expect(text.match(/https?:\/\/\S+/g)).toEqual([ORIGIN])
  })

  test.each([
    'see evil.example',
    'https://evil.example',
    'www.evil',
    'write eve@evil.example',
    '\u0000\n',
    '',
  ])('leaves the name %j out', (name) => {
    const { text } = invitationText(name, ORIGIN)
    expect(text).toContain('invited you to a workspace in Keyward')
    expect(text).not.toContain('evil')
  })

  test('has a name on one line, and not all of a long one', () => {
    expect(invitationText('Acme\r\n\r\nInc.', ORIGIN).text).toContain('"Acme Inc."')
    expect(invitationText('a'.repeat(400), ORIGIN).text).toContain(`"${'a'.repeat(100)}"`)
  })
})
