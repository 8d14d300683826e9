import { hostname } from 'node:os'
import type { InvitationGiven } from '@keyward/keyholder/session'
import { CliError } from '../../error.ts'
import { command } from '../../frame/command.ts'
import { holdKey } from '../session/hold.ts'
import { readOrigin } from '../session/login.ts'
import { readNewPassphrase } from '../session/passphrase.ts'
import { kitText } from '../workspace/kit-text.ts'

export const joinCommand = command({
  path: ['members', 'join'],
  summary: 'Answers an invitation, and leaves this device unlocked to wait for admission.',
  needs: 'unlocked',
  options: {
    link: { kind: 'text', value: 'LINK', help: 'the link of the invitation; - asks for it' },
    server: { kind: 'text', value: 'URL', help: 'without a link: the origin of the server' },
    invitation: { kind: 'text', value: 'ID', help: 'without a link: the id of the invitation' },
    'no-code': {
      kind: 'switch',
      help: 'without a link or code: a safety number is compared before you are admitted',
    },
    name: { kind: 'text', value: 'NAME', help: 'your name, as members see it; required' },
    address: { kind: 'text', value: 'NAME', help: 'what you will sign in with; required' },
    'device-name': {
      kind: 'text',
      value: 'NAME',
      help: 'how others see this device (its host name)',
    },
  },
  notes: [
    'A link holds the secret of the invitation. Other programs of this machine can see command lines while they run: with --link - it is read from the keyboard, or from the first line of standard input with --passphrase-stdin, before the passphrase.',
    'The workspace that the server shows is held against the one that the inviter meant; another one is refused.',
  ],
  async run(context, { options }) {
    const required = (name: 'name' | 'address'): string => {
      const value = options[name]
      if (value !== undefined && value !== '') return value
      throw new CliError('cli.option', `--${name} is missing. See keyward members join --help.`)
    }
    const [name, address] = [required('name'), required('address')]
    const ask = (question: string): Promise<string> =>
      context.passphraseStdin ? context.stdin.next() : context.terminal.keyboard.askSecret(question)
    const invitation = await readInvitation(options, ask)
    const keyholder = await context.keyholder()
    const { session } = keyholder
    const { folded, role } = await session.viewInvitation(invitation)
    const passphrase = await readNewPassphrase(context)
    context.progress.say('Joining…')
    const deviceName = options['device-name'] ?? hostname()
    const kit = await session.joinWorkspace({ invitation, name, address, passphrase, deviceName })
    await holdKey(context, keyholder, passphrase)
    const { workspaceId, memberId, deviceId } = session.unlocked()
    const { name: workspaceName } = folded.state
    return {
      json: {
        workspaceId,
        workspaceName,
        memberId,
        deviceId,
        role,
        recoveryKit: { words: kit.words, code: kit.code },
      },
      text: (page) =>
        page.line(
          `You asked to join ${workspaceName} as ${role}. Somebody has to admit you; keyward sync finds out.`,
        ) + kitText(page, kit),
    }
  },
})

interface Given {
  readonly link: string | undefined
  readonly server: string | undefined
  readonly invitation: string | undefined
  readonly 'no-code': boolean
}

async function readInvitation(
  given: Given,
  ask: (question: string) => Promise<string>,
): Promise<InvitationGiven> {
  const { link, server, invitation: invitationId } = given
  if (link !== undefined)
    return { by: 'link', link: link === '-' ? await ask('Link of the invitation: ') : link }
  if (server === undefined || invitationId === undefined)
    throw new CliError(
      'cli.option',
      'Give the --link of the invitation; or --server and --invitation, and the code is asked for.',
    )
  const origin = readOrigin(server)
  if (given['no-code']) return { by: 'number', origin, invitationId }
  return { by: 'code', origin, invitationId, code: await ask('Code of the invitation: ') }
}
