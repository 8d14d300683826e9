import { joinAsAgent, type JoinedAgent } from '@keyward/agent'
import { encodeUtf8 } from '@keyward/codec'
import { CliError } from '../../error.ts'
import { command } from '../../frame/command.ts'
import type { Context } from '../../frame/context.ts'
import { writeNewFile } from '../files.ts'
import { readCount } from '../read-count.ts'
import { PLACE, requireNoFile, stateOf } from './place.ts'

const MINUTE = 60_000
const MOST_MINUTES = 24 * 60

export const loginCommand = command({
  path: ['agent', 'login'],
  summary: 'Makes the keys of an agent on the machine where it runs, by its invitation.',
  needs: 'nothing',
  options: {
    link: { kind: 'text', value: 'LINK', help: 'the link of the invitation; - asks for it' },
    name: { kind: 'text', value: 'NAME', help: 'what members call the agent; required' },
    ...PLACE,
    'secret-file': {
      kind: 'text',
      value: 'FILE',
      help: 'a new file for the secret, which is printed otherwise',
    },
    'device-name': {
      kind: 'text',
      value: 'NAME',
      help: 'how members see this machine (its host name)',
    },
    wait: {
      kind: 'text',
      value: 'MINUTES',
      help: 'wait so long until the agent is admitted; takes --secret-file (0)',
    },
  },
  notes: [
    'With --link - the link is read from the keyboard, or is the first line of standard input: other programs of this machine can see command lines while they run.',
    'The secret opens the folder, and is shown once. Keep the two apart: a secret store for one, a disk for the other. An agent that lost either is removed and made again.',
  ],
  async run(context, { options }) {
    const folder = stateOf(context, options.state)
    const { name = '', 'secret-file': file, 'device-name': deviceName } = options
    const minutes = readCount('--wait', options.wait, 0)
    if (name === '') throw new CliError('cli.option', '--name is missing.')
    if (minutes > MOST_MINUTES)
      throw new CliError('cli.option', `--wait is at most ${MOST_MINUTES} minutes.`)
    if (minutes > 0 && file === undefined)
      throw new CliError('cli.option', '--wait takes --secret-file, so that no secret is lost.')
    if (file !== undefined) requireNoFile(file)
    const link = await readLink(context, options.link)
    context.progress.say('Joining…')
    const joined = await joinAsAgent({
      link,
      folder,
      name,
      besideSigner: options['beside-signer'],
      ...(deviceName === undefined ? {} : { deviceName }),
    })
    context.atEnd(() => joined.close())
    const secret = joined.secret.reveal()
    if (file !== undefined) writeNewFile(file, encodeUtf8(`${secret}\n`))
    const isAdmitted = minutes > 0 && (await waited(context, joined, minutes))
    const { memberId, workspaceName } = joined
    const shown = file === undefined ? { secret } : { secretFile: file }
    const next = isAdmitted
      ? 'It is admitted.'
      : 'Somebody has to admit it: keyward agent create does, while it runs.'
    return {
      json: { memberId, workspaceName, name, isAdmitted, ...shown },
      text: (page) =>
        page.line(`${name} asked to join ${workspaceName} as an agent. ${next}`) +
        page.fields(
          file === undefined ? [['Secret, shown once', secret]] : [['Secret written to', file]],
        ),
    }
  },
})

async function readLink(context: Context, given: string | undefined): Promise<string> {
  if (given !== undefined && given !== '-') return given
  if (given === undefined)
    throw new CliError('cli.option', '--link is missing: give the link of the invitation, or -.')
  const { terminal, stdin } = context
  return terminal.stdinIsTty
    ? terminal.keyboard.askSecret('Link of the invitation: ')
    : stdin.next()
}

async function waited(
  { progress }: Context,
  joined: JoinedAgent,
  minutes: number,
): Promise<boolean> {
  progress.say('Waiting to be admitted…')
  return joined.admitted(AbortSignal.timeout(minutes * MINUTE))
}
