import { hostname } from 'node:os'
import { CliError } from '../../error.ts'
import type { Answer } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'
import { holdKey } from '../session/hold.ts'
import { readOrigin } from '../session/login.ts'
import { readNewPassphrase } from '../session/passphrase.ts'
import { syncAfterwards, withSync } from '../synced.ts'
import { kitText } from './kit-text.ts'

export const createCommand = command({
  path: ['workspace', 'create'],
  summary: 'Creates a workspace with you as its Owner, and leaves this device unlocked.',
  needs: 'unlocked',
  operands: [{ name: 'NAME', help: 'the name of the workspace' }],
  options: {
    server: { kind: 'text', value: 'URL', help: 'the origin of the server; required' },
    'owner-name': { kind: 'text', value: 'NAME', help: 'your name, as members see it; required' },
    address: { kind: 'text', value: 'NAME', help: 'what you will sign in with; required' },
    'setup-code': {
      kind: 'text',
      value: 'CODE',
      help: 'what the server showed at its first start',
    },
    'device-name': {
      kind: 'text',
      value: 'NAME',
      help: 'how others see this device (its host name)',
    },
  },
  notes: [
    'The recovery kit is shown once. It opens everything when the passphrase is forgotten: write it down, and keep it where only you get at it.',
  ],
  async run(context, { operands: [workspaceName = ''], options }) {
    const required = (name: 'server' | 'owner-name' | 'address'): string => {
      const value = options[name]
      if (value === undefined || value === '')
        throw new CliError(
          'cli.option',
          `--${name} is missing. See keyward workspace create --help.`,
        )
      return value
    }
    const given = {
      origin: readOrigin(required('server')),
      ownerName: required('owner-name'),
      address: required('address'),
      setupCode: options['setup-code'] ?? null,
      deviceName: options['device-name'] ?? hostname(),
      workspaceName,
    }
    const keyholder = await context.keyholder()
    const passphrase = await readNewPassphrase(context)
    context.progress.say('Creating the workspace…')
    const kit = await keyholder.session.createWorkspace({ ...given, passphrase })
    await holdKey(context, keyholder, passphrase)
    const told = await syncAfterwards(context, keyholder)
    return withSync(createdAnswer(keyholder.session.unlocked(), kit), told)
  },
})

function createdAnswer(
  {
    workspaceId,
    memberId,
    deviceId,
  }: Readonly<Record<'workspaceId' | 'memberId' | 'deviceId', string>>,
  kit: { readonly words: string; readonly code: string },
): Answer {
  return {
    json: { workspaceId, memberId, deviceId, recoveryKit: { words: kit.words, code: kit.code } },
    text: (page) =>
      page.line(`Created workspace ${workspaceId}. This device is unlocked.`) + kitText(page, kit),
  }
}
