import { hostname } from 'node:os'
import type { Session, SignIn } from '@keyward/keyholder/session'
import { CliError } from '../../error.ts'
import { command } from '../../frame/command.ts'
import type { Context } from '../../frame/context.ts'
import { remark } from '../../output.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { holdKey } from './hold.ts'
import { readPassphrase } from './passphrase.ts'
import { answerOf } from './unlock.ts'

export const login = command({
  path: ['login'],
  summary: 'Signs in on a new device, and leaves it unlocked.',
  needs: 'unlocked',
  options: {
    server: { kind: 'text', value: 'URL', help: 'the origin of the server; required' },
    address: {
      kind: 'text',
      value: 'NAME',
      help: 'what you sign in with; required but with --kit',
    },
    workspace: { kind: 'text', value: 'ID', help: 'where the server has several workspaces' },
    'device-name': {
      kind: 'text',
      value: 'NAME',
      help: 'how others see this device (its host name)',
    },
    kit: { kind: 'switch', help: 'by the recovery kit, its words or its code' },
    approve: {
      kind: 'text',
      value: 'CODE',
      help: 'be let in by another device, with the code that it shows; - asks for it',
    },
    digits: { kind: 'switch', help: 'be let in by another device that shows six digits' },
  },
  notes: [
    'With a passphrase or a kit nothing else is needed. keyward devices approve shows the code, or with --digits the digits, on a device that is signed in.',
    'With --passphrase-stdin the passphrase is the first line of standard input, and what - asks for the second.',
  ],
  async run(context, { options }) {
    const keyholder = await context.keyholder()
    const { session } = keyholder
    const given = await readSignIn(context, options)
    context.progress.say('Signing in…')
    if (options.approve !== undefined || options.digits)
      await seekApproval(context, session, given, options.approve)
    else await session.signIn(given)
    await holdKey(context, keyholder, given.by === 'passphrase' ? given.passphrase : undefined)
    const told = await syncAfterwards(context, keyholder)
    return withSync(answerOf(session.membership().state.policies.lockAfterMinutes), told)
  },
})

interface Given {
  readonly server: string | undefined
  readonly address: string | undefined
  readonly workspace: string | undefined
  readonly 'device-name': string | undefined
  readonly kit: boolean
}

async function readSignIn(context: Context, given: Given): Promise<SignIn> {
  const { server, address, workspace } = given
  if (server === undefined)
    throw new CliError('cli.option', '--server is missing: name the origin of the server.')
  if (!given.kit && address === undefined)
    throw new CliError('cli.option', '--address is missing: name what you sign in with.')
  const common = { origin: readOrigin(server), deviceName: given['device-name'] ?? hostname() }
  if (given.kit)
    return { ...common, by: 'kit', kit: await readPassphrase(context, 'Recovery kit: ') }
  return {
    ...common,
    by: 'passphrase',
    address: address ?? '',
    passphrase: await readPassphrase(context),
    ...(workspace === undefined ? {} : { workspaceId: workspace }),
  }
}

/** @param code undefined compares digits */
async function seekApproval(
  context: Context,
  session: Session,
  given: SignIn,
  code: string | undefined,
): Promise<void> {
  const seeker = await session.seekApproval(given)
  if (code !== undefined) {
    const typed = code === '-' ? await readPassphrase(context, 'Code: ') : code
    context.progress.say('Waiting for the other device…')
    return seeker.byCode(typed)
  }
  context.progress.say('Waiting for the other device…')
  const { digits, finish } = await seeker.byDigits()
  context.progress.end()
  remark(context.terminal, `Digits: ${digits}`)
  return finish()
}

/** The origin of a URL. @throws {CliError} `cli.option` */
export function readOrigin(text: string): string {
  try {
    const { origin, protocol } = new URL(text)
    if (protocol === 'https:' || protocol === 'http:') return origin
  } catch {
    // Said below.
  }
  throw new CliError('cli.option', '--server is a URL, such as https://keyward.example.')
}
