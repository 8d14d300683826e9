import { KeyholderError } from '@keyward/keyholder/error'
import { providerOf } from '@keyward/keyholder/commands'
import type { OpenDesk } from '@keyward/keyholder/keyholder'
import {
  type Answered,
  answerRequest,
  type AnswerPorts,
  privilegedBrowsers,
  sealedRows,
  type SystemRequest,
  type SystemResult,
} from '@keyward/keyholder/provider'
import { type Behaviour, personAt, type Screen } from './person.ts'
import type { Phone } from './phone.ts'

/** How a request of the system ended on the phone. */
export interface PhoneAnswer {
  readonly answered: Answered
  /** What the system got for the app; undefined where the app was refused. */
  readonly result: SystemResult | undefined
  readonly shown: readonly Screen[]
}

/** Answers one request of the system as the phone's app does: by the whole path of the provider. */
export async function answerOn(
  phone: Phone,
  request: SystemRequest,
  assetLinks: AnswerPorts['assetLinks'],
  behaviour: Behaviour = {},
): Promise<PhoneAnswer> {
  const { keyholder, settings } = phone
  const { isAutoFillOn: isProviderEnabled, isBiometricsOn: isVerificationSetUp } = settings
  const shown: Screen[] = []
  let desk: OpenDesk | undefined
  let result: SystemResult | undefined
  const device = {
    isProviderEnabled,
    isVerificationSetUp,
    async provider() {
      if (keyholder.session.state.kind !== 'unlocked') return undefined
      desk = await keyholder.desk()
      return providerOf(keyholder, { isProviderEnabled, isVerificationSetUp })
    },
  }
  const answered = await answerRequest(device, personAt(phone, behaviour, shown), request, {
    complete: async (_requestId, made) => void (result = made),
    fail: async () => {},
    privileged: privilegedBrowsers,
    assetLinks,
    rows() {
      if (desk !== undefined) return sealedRows(desk.vault.context)
      throw new KeyholderError('session.locked', 'Keyward is locked: unlock it first.')
    },
  })
  return { answered, result, shown }
}
