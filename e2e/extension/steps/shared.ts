import { setTimeout as sleep } from 'node:timers/promises'
import type { Limits } from '@keyward/cosigning/terms'
import {
  type ApprovalView,
  answerApproval,
  listAccounts,
  shareAccount,
  waitingApprovals,
} from '@keyward/keyholder/commands'
import { providerOf } from '@keyward/keyholder/commands/provider'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { createPasskey, type Person } from '@keyward/keyholder/provider'
import { creationOptionsFromJSON } from '@keyward/webauthn/client'
import type { Page } from 'playwright-core'
import { signUp } from '../../perch-steps.ts'
import { memberIdOf, synchronised } from '../../server/cases/people.ts'
import type { ExtensionBrowser } from '../world/extension.ts'

/** Who is at the Owner's first device: verified at once, with the account of the site or a new one. */
const OWNER: Person = {
  canVerify: true,
  verify: async () => ({ outcome: 'verified', method: 'passphrase' }),
  chooseAccount: async ({ matching: [account], prefilled }) =>
    account === undefined
      ? { kind: 'new', fields: prefilled }
      : { kind: 'existing', accountId: account.accountId },
  choosePasskey: async ({ candidates }) => candidates[0]?.credentialId,
  confirmExcluded: async () => true,
}

/**
 * Signs up at Perch in this page, with a passkey that an Owner's first device makes.
 *
 * @returns the id of its new account
 */
export async function signUpWithPasskey(
  page: Page,
  origin: string,
  owner: Keyholder,
  username: string,
): Promise<string> {
  await signUp(page, origin, username)
  await addPasskeyOf(page, origin, owner)
  const [account] = listAccounts(await owner.desk(), username, 1)
  if (account === undefined) throw new Error('The account of Perch is not there.')
  return account.accountId
}

/** Adds one to who is signed in to Perch in this page. @returns its credential ID */
export async function addPasskeyOf(page: Page, origin: string, owner: Keyholder): Promise<string> {
  const asked = await post(page, '/api/registration/options', {})
  const provider = await providerOf(owner, { isProviderEnabled: true, isVerificationSetUp: true })
  const made = await createPasskey(provider, OWNER, {
    caller: { kind: 'origin', origin },
    options: creationOptionsFromJSON(asked['options'] as never),
    surface: 'other',
  })
  await post(page, '/api/registration/verify', made)
  await synchronised(owner)
  return made.id
}

async function post(page: Page, path: string, body: object): Promise<Record<string, unknown>> {
  const answered = await page.evaluate(
    async ([to, sent]) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(to, { method: 'POST', headers, body: sent })).text()
    },
    [path, JSON.stringify(body)] as const,
  )
  return JSON.parse(answered) as Record<string, unknown>
}

/** Shares an account to sign in with, within limits. Ends when sign-ins are prepared. */
export async function shareToSignIn(
  owner: Keyholder,
  accountId: string,
  member: Keyholder,
  limits: Limits,
): Promise<void> {
  const memberIds = [memberIdOf(member)]
  await shareAccount(await owner.desk(), accountId, { memberIds, role: 'collaborator', limits })
  await synchronised(owner)
  // The second one begins with the deals.
  await synchronised(owner)
}

/** Waits until the background knows that there is a passkey: before that it leaves pages to the browser. */
export async function untilListed({ context }: ExtensionBrowser): Promise<void> {
  const [worker] = context.serviceWorkers()
  const read = `chrome.storage.local.get('keyward.hints').then((kept) => kept['keyward.hints'])`
  for (let tries = 0; tries < 200; tries += 1) {
    const hints = (await worker?.evaluate(read)) as
      | { readonly rpIds: readonly string[] }
      | undefined
    if (hints !== undefined && hints.rpIds.length > 0) return
    await sleep(100)
  }
  throw new Error('The background is told of no passkey.')
}

/** The sign-in that an Owner is asked about. */
export async function askedOf(owner: Keyholder): Promise<ApprovalView> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [asked] = await waitingApprovals(await owner.desk())
    if (asked !== undefined) return asked
    await sleep(100)
  }
  throw new Error('Nobody asks this Owner for an approval.')
}

/** @returns what was approved or declined */
export async function answerAs(owner: Keyholder, isApproved: boolean): Promise<ApprovalView> {
  const asked = await askedOf(owner)
  await answerApproval(await owner.desk(), asked.approvalId, isApproved)
  return asked
}
