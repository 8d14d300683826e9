import { signIn } from '@keyward/keyholder/provider'
import { providerOf } from '@keyward/keyholder/commands'
import { requestOptionsFromJSON } from '@keyward/webauthn/client'
import { command } from '../../frame/command.ts'
import { syncAfterwards } from '../synced.ts'
import { type Ending, personAt } from './person.ts'
import { readCeremony, REQUEST_NOTES, REQUEST_OPTIONS } from './request.ts'

export const getCommand = command({
  path: ['passkey', 'get'],
  summary: 'Signs in with a passkey. Works without the server where you own the account.',
  needs: 'unlocked',
  format: 'json',
  options: {
    ...REQUEST_OPTIONS,
    'credential-id': {
      kind: 'text',
      value: 'ID',
      help: 'base64url: which passkey to use where several fit; the newest otherwise',
    },
    reason: {
      kind: 'text',
      value: 'TEXT',
      help: 'why, for the Owners of an account that is shared with you; at most 200 characters',
    },
  },
  notes: [
    ...REQUEST_NOTES,
    'For an account that is shared with you without its key, the server takes part in the signature, within the limits that its Owners have set. Where they ask for an approval, this waits for up to two minutes.',
  ],
  async run(context, { options }) {
    const { caller, options: tolerated } = await readCeremony(context, options.request)
    const request = {
      caller,
      options: requestOptionsFromJSON(tolerated),
      surface: 'other',
      ...(options.reason === undefined ? {} : { reason: options.reason }),
    } as const
    const keyholder = await context.unlocked()
    const ending: Ending = { problem: undefined }
    const chosen = options['credential-id']
    const choices = chosen === undefined ? {} : { credentialId: chosen }
    const person = personAt(context, keyholder, choices, ending)
    const device = { isProviderEnabled: true, isVerificationSetUp: true }
    const provider = await providerOf(keyholder, device)
    const response = await signIn(provider, person, request).catch((error: unknown) => {
      throw ending.problem ?? error
    })
    const { remarks } = await syncAfterwards(context, keyholder)
    return { json: response, text: () => '', remarks }
  },
})
