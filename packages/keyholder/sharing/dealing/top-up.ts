import { decodeBase64url } from '@keyward/codec'
import { CosigningError } from '@keyward/cosigning/dealer'
import { type DealResults, type Dealing, LIMITS, type PushDeals } from '@keyward/protocol'
import { VaultError } from '@keyward/vault/deal'
import type { SharingPorts } from '../ports.ts'
import { dueDeals } from './due.ts'
import { fetchDealing } from './fetch.ts'
import { type KnownSigner, makeSealedDeal } from './make.ts'

/** What was made, and what can't be made yet. */
export interface ToppedUp {
  /** Deals that the server has taken. */
  readonly made: number
  /** Devices that have not said yet to which key deals are sealed for them. */
  readonly waiting: number
  /** Some are left for the next time. */
  readonly isCutShort: boolean
}

/** How often it starts again for another signer. */
const MOST_SIGNERS = 3

/**
 * Makes the deals that the member's accounts lack: new ones for devices that have none, and fuller
 * ones where few sign-ins are left. What another Owner's device made meanwhile is left alone.
 *
 * @param until UTC milliseconds; what is not begun by then waits for the next time
 * @throws {KeyholderError} `remote.*`, `replica.*`, `session.*`
 */
export async function topUpDeals(ports: SharingPorts, until = Infinity): Promise<ToppedUp> {
  const tally = { made: 0, waiting: 0, isCutShort: false }
  for (let signers = 1; signers <= MOST_SIGNERS; signers += 1) {
    tally.waiting = 0
    if (!(await topUpOnce(ports, until, tally))) break
  }
  return tally
}

/** @returns whether the signer is another one by now */
async function topUpOnce(
  ports: SharingPorts,
  until: number,
  tally: { made: number; waiting: number; isCutShort: boolean },
): Promise<boolean> {
  const { clock } = ports.context.platform
  for await (const page of fetchDealing(ports)) {
    const batch: PushDeals['deals'] = []
    for (const account of page.accounts) {
      tally.waiting += account.missing.length
      for (const due of await dueDeals(ports, account)) {
        if (clock() >= until) {
          tally.isCutShort = true
          break
        }
        const deal = await unlessMalformed(() => makeSealedDeal(ports, signerOf(page), due))
        if (deal !== undefined) batch.push(deal)
        if (batch.length < LIMITS.pushDeals) continue
        if (await push(ports, batch.splice(0), tally)) return true
      }
    }
    if (batch.length > 0 && (await push(ports, batch, tally))) return true
    if (tally.isCutShort) return false
  }
  return false
}

function signerOf({ signer }: Dealing): KnownSigner {
  return { signerId: signer.signerId, signerKey: decodeBase64url(signer.signerKey) }
}

async function push(
  { call }: SharingPorts,
  deals: PushDeals['deals'],
  tally: { made: number },
): Promise<boolean> {
  const { results }: DealResults = await call('pushDeals', { body: { deals } })
  tally.made += results.filter(({ outcome }) => outcome === 'accepted').length
  return results.some((one) => one.outcome === 'refused' && one.code === 'signer_changed')
}

/** One passkey of which the key is none, or one device with a bad key, holds up no other. */
async function unlessMalformed<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CosigningError || error instanceof VaultError) return undefined
    throw error
  }
}
