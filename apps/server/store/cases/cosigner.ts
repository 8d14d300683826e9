import { openSigner } from '../../signer/signer.ts'
import type { NewDeal } from '../ports/deals.ts'
import type { DealLedger } from '../ports/ledger.ts'
import { openSqliteStore } from '../sqlite.ts'
import { useOf } from './deals.ts'
import { makeBytes } from './values.ts'

/** The places between two steps of a use, in their order. */
export const FAULTS = [
  'nothing done',
  'ledger marked',
  'entry appended',
  'ledger kept',
  'database kept',
  'none',
] as const
export type Fault = (typeof FAULTS)[number]

/** Run as a program: uses one part of a deal, and dies at a place. Its argument is JSON. */
export interface CosignerTask {
  readonly path: string
  readonly signerPath: string
  readonly deal: Pick<NewDeal, 'workspaceId' | 'accountId' | 'memberId' | 'deviceId' | 'dealId'>
  readonly index: number
  readonly fault: Fault
}

async function run({ path, signerPath, deal, index, fault }: CosignerTask): Promise<void> {
  const dieAt = (place: Fault): void => {
    if (place === fault) process.kill(process.pid, 'SIGKILL')
  }
  const signer = openSigner({ path: signerPath, random: makeBytes })
  const ledger: DealLedger = {
    accept: (deals) => signer.accept(deals),
    erase: (dealIds) => signer.erase(dealIds),
    async spend(uses, before) {
      dieAt('nothing done')
      const spent = await signer.spend(uses, async (found) => {
        dieAt('ledger marked')
        const ended = await before(found)
        dieAt('entry appended')
        return ended
      })
      dieAt('ledger kept')
      return spent
    },
  }
  const store = await openSqliteStore({ path, ledger })
  const outcome = await store.deals.cosign(useOf(deal as NewDeal, index))
  dieAt('database kept')
  process.stdout.write(`${outcome}\n`)
  await store.close()
  await signer.close()
}

if (import.meta.main) await run(JSON.parse(process.argv[2] ?? '') as CosignerTask)
