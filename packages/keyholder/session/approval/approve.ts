import { Unprintable } from '@keyward/primitives/unprintable'
import {
  type ApprovalOffer,
  commitComparison,
  type Handover,
  type NewDevice,
  offerApproval,
} from '@keyward/vault/unlock'
import { parseDeviceId } from '@keyward/workspace/chain'
import { appendToChain } from '../../membership/append.ts'
import { actingOf } from '../calls/acting.ts'
import { sessionCall } from '../calls/session-call.ts'
import { type Core, newId, requireOpen } from '../core.ts'
import { approvalError } from './error.ts'
import { type ApprovalBox, approvalBox, firstMessage } from './box.ts'

/** An approval by code, on the signed-in device. It can't print. */
export class CodeApproval extends Unprintable {
  readonly #core: Core
  readonly #box: ApprovalBox
  readonly #offer: ApprovalOffer
  #device: NewDevice | undefined

  constructor(core: Core, box: ApprovalBox, offer: ApprovalOffer) {
    super('approval')
    this.#core = core
    this.#box = box
    this.#offer = offer
  }

  /** What the new device scans; a secret for the two. */
  get code(): string {
    return this.#offer.code
  }

  /** The device that scanned the code, for the person to see its name. @throws {KeyholderError} `session.approval`, `remote.*` */
  async device(stop?: AbortSignal): Promise<NewDevice> {
    const request = await this.#box.receive(1, stop)
    this.#device = await approvalError(() => this.#offer.read(request))
    return this.#device
  }

  /**
   * Adds the device and hands over, after the person was verified and said so.
   *
   * @throws {KeyholderError} `session.approval`, `membership.*`, `remote.*`
   */
  async approve(): Promise<void> {
    const device = this.#device
    const { random } = this.#core.platform
    if (device !== undefined) await addDevice(this.#core, device)
    const handover = handoverOf(this.#core)
    await this.#box.send(2, await approvalError(() => this.#offer.approve(random, handover)))
  }
}

/** Offers an approval by code. @throws {KeyholderError} `session.locked`, `remote.*` */
export async function approveByCode(core: Core): Promise<CodeApproval> {
  const offer = await offerApproval(core.platform.random, requireOpen(core).unlocked)
  const box = await openBox(core)
  await box.send(0, firstMessage('code', offer.publicKey))
  return new CodeApproval(core, box, offer)
}

/** A device to be approved by six digits that both screens show. */
export interface DigitsApproval {
  readonly digits: string
  readonly device: NewDevice
  /** Adds the device and hands over, after the person said that the digits agree. */
  approve(): Promise<void>
}

/**
 * Waits for a new device that asks to be approved without a camera, and shows six digits. There is
 * one attempt.
 *
 * @throws {KeyholderError} `session.approval`, `session.locked`, `remote.*`
 */
export async function approveByDigits(core: Core, stop?: AbortSignal): Promise<DigitsApproval> {
  const { random } = core.platform
  const { unlocked } = requireOpen(core)
  const committed = commitComparison(random, unlocked, unlocked.deviceKey)
  const box = await openBox(core)
  await box.send(0, firstMessage('digits', committed.commitment))
  const answer = await box.receive(1, stop)
  const { reveal, digits, device, approve } = await approvalError(async () =>
    committed.reveal(answer),
  )
  await box.send(2, reveal)
  return {
    digits,
    device,
    async approve() {
      await addDevice(core, device)
      const handover = handoverOf(core)
      await box.send(3, await approvalError(() => approve(random, handover)))
    },
  }
}

async function openBox(core: Core): Promise<ApprovalBox> {
  const approvalId = newId(core)
  await sessionCall(core, 'openApproval', { body: { approvalId } })
  return approvalBox((name, options) => sessionCall(core, name, options), core.platform, approvalId)
}

async function addDevice(core: Core, { deviceId, name, signing }: NewDevice): Promise<void> {
  const device = { deviceId: parseDeviceId(deviceId), name, signing }
  await appendToChain(actingOf(core), (state) =>
    state.devices.has(device.deviceId) ? undefined : { kind: 'device-added', device },
  )
}

function handoverOf(core: Core): Handover {
  const { unlocked, membership } = requireOpen(core)
  const { genesisHash, head } = membership.state
  const { accountKey, accountKeyEpoch } = unlocked
  const { sequence, hash } = head
  return { accountKey, accountKeyEpoch, genesisHash, head: { sequence: sequence + 1, hash } }
}
