import { openAgent } from '@keyward/agent'
import { CliError } from '../../error.ts'
import { command } from '../../frame/command.ts'
import { parseJson, readRequest, readStdin } from '../../input.ts'
import { readWholeFile } from '../files.ts'
import { PLACE, secretOf, stateOf } from './place.ts'

export const signInCommand = command({
  path: ['agent', 'sign-in'],
  summary: 'Signs in once with a passkey that the agent was granted, together with the server.',
  needs: 'nothing',
  format: 'json',
  options: {
    ...PLACE,
    reason: {
      kind: 'text',
      value: 'TEXT',
      help: 'why, for the activity: at most 200 characters; required',
    },
    request: { kind: 'text', value: 'FILE', help: 'the request; standard input otherwise' },
    'secret-file': {
      kind: 'text',
      value: 'FILE',
      help: 'the agent’s secret; KEYWARD_AGENT_SECRET otherwise',
    },
  },
  notes: [
    'The request is one JSON object, at most 1 MiB: "options" as the RP made them, and "origin", the page that asks; "topOrigin" or "crossOrigin" for a frame of another origin. The answer is JSON for the RP.',
    'The agent signs for whatever origin it is told: take it from the browser or from your own configuration, never from the page.',
  ],
  async run(context, { options }) {
    const folder = stateOf(context, options.state)
    const { reason = '', request: file } = options
    if (reason.trim() === '') throw new CliError('cli.option', '--reason is missing: say why.')
    const secret = secretOf(context, options['secret-file'])
    const bytes = file === undefined ? await readStdin(context.terminal) : readWholeFile(file)
    const { caller, options: request } = readRequest(parseJson(bytes), false)
    if (caller.kind !== 'origin') throw new CliError('cli.member', '"origin" is missing.')
    const { origin, embedding } = caller
    context.progress.say('Signing in…')
    const agent = await openAgent({ folder, secret, besideSigner: options['beside-signer'] })
    context.atEnd(() => agent.close())
    const response = await agent.signIn(request, {
      origin,
      reason,
      ...(embedding === undefined ? {} : { embedding }),
    })
    return { json: response, text: () => '' }
  },
})
