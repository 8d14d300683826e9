import { type AccountAnswer, createPasskey } from '@keyward/keyholder/provider'
import { providerOf } from '@keyward/keyholder/commands'
import { creationOptionsFromJSON } from '@keyward/webauthn/client'
import { CliError } from '../../error.ts'
import { command } from '../../frame/command.ts'
import { findAccount } from '../accounts/find.ts'
import { syncAfterwards } from '../synced.ts'
import { type Ending, personAt } from './person.ts'
import { readCeremony, REQUEST_NOTES, REQUEST_OPTIONS } from './request.ts'

export const createCommand = command({
  path: ['passkey', 'create'],
  summary: 'Creates a passkey, in an account that you own or a new one.',
  needs: 'unlocked',
  format: 'json',
  options: {
    ...REQUEST_OPTIONS,
    account: { kind: 'text', value: 'ACCOUNT', help: 'the account that gets it: its id or words' },
    new: { kind: 'switch', help: 'make a new account for it' },
    app: { kind: 'text', value: 'NAME', help: 'of a new account; as the RP says otherwise' },
    username: { kind: 'text', value: 'TEXT', help: 'of a new account; as the RP says otherwise' },
  },
  notes: [
    ...REQUEST_NOTES,
    'When the answer is printed, the passkey is stored safely, and has reached the server where that could be.',
  ],
  async run(context, { options }) {
    if (options.new && options.account !== undefined)
      throw new CliError('cli.option', '--new and --account exclude each other.')
    const { caller, options: tolerated } = await readCeremony(context, options.request)
    const creation = creationOptionsFromJSON(tolerated)
    const keyholder = await context.unlocked()
    const desk = await keyholder.desk()
    const ending: Ending = { problem: undefined }
    const person = personAt(
      context,
      keyholder,
      choicesOf(options, (text) => findAccount(desk, text)),
      ending,
    )
    const device = { isProviderEnabled: true, isVerificationSetUp: true }
    const provider = await providerOf(keyholder, device)
    const request = { caller, options: creation, surface: 'other' } as const
    const response = await createPasskey(provider, person, request).catch((error: unknown) => {
      throw ending.problem ?? error
    })
    const { remarks } = await syncAfterwards(context, keyholder)
    return { json: response, text: () => '', remarks }
  },
})

interface Given {
  readonly account: string | undefined
  readonly new: boolean
  readonly app: string | undefined
  readonly username: string | undefined
}

type Find = (text: string) => Extract<AccountAnswer, { kind: 'existing' }>['accountId']

function choicesOf({ account, new: isNew, app, username }: Given, find: Find) {
  return {
    isNew,
    ...(account === undefined ? {} : { account: find(account) }),
    ...(app === undefined ? {} : { app }),
    ...(username === undefined ? {} : { username }),
  }
}
