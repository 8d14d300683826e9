import type { SystemPerson } from '@keyward/keyholder/provider'
import type { SheetDesk } from '../desk/sheet-desk.ts'
import type { AfterSave } from './ports.ts'
import { questionsAt } from './questions.ts'
import { turnOn } from './turn-on.ts'
import { verify, type VerifyPorts } from './verify.ts'

export interface PersonPorts extends VerifyPorts {
  readonly desk: SheetDesk
  readonly afterSave: AfterSave
  /** The account that was tapped in the system's menu. */
  readonly preferred: string | undefined
  readonly wait: (milliseconds: number) => Promise<void>
}

/** For how long a success is shown when nobody closes it, in milliseconds. */
const SUCCESS_SHOWN = 1600

/** The person in front of the sheet, as the flow of a request asks them. */
export function personAtSheet(ports: PersonPorts): SystemPerson {
  const { desk, afterSave, wait, device, preferred } = ports
  return {
    canVerify: device.isEnrolled,
    verify: () => verify(ports),
    turnOnBiometrics: async () => {
      const turned = await turnOn(ports, false)
      if (turned.outcome === 'on') desk.show({ kind: 'waiting', what: 'opening' })
      return turned
    },
    ...questionsAt(desk, preferred),
    async trustApp(question) {
      const answer = await desk.ask({ kind: 'trust', question })
      desk.show({ kind: 'waiting', what: 'opening' })
      return answer
    },
    async passkeySaved({ accountId }) {
      const [account, synced] = await Promise.all([afterSave.nameOf(accountId), afterSave.push()])
      await Promise.race([desk.ask({ kind: 'saved', account, synced }), wait(SUCCESS_SHOWN)])
    },
  }
}
