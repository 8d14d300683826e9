import { describe, expect, test } from 'vitest'
import { flipped } from '../cases/scene.ts'
import { APPROVAL, AUTHOR, ELSEWHERE, SIGNERS, WINDOW } from '../cases/statements.ts'
import { approves, isAbout, openApproval, signApproval } from './approval.ts'
import { type BoundRequest, signInBinding } from './sign-in-binding.ts'
import { isOpenAt } from './window.ts'

const { workspaceId, dealId } = APPROVAL
const rule = (name: string) => expect.objectContaining({ name: 'CosigningError', rule: name })

describe('an approval', () => {
  test('is for one sign-in and no other', () => {
    const opened = openApproval(signApproval(AUTHOR, APPROVAL), { workspaceId, signers: SIGNERS })
    expect(approves(opened, APPROVAL)).toBe(true)
    const others = [
      { approvalId: ELSEWHERE },
      { accountId: ELSEWHERE },
      { dealId: ELSEWHERE },
      { binding: flipped(APPROVAL.binding, 31) },
      { binding: APPROVAL.binding.subarray(1) },
      { authenticatorData: flipped(APPROVAL.authenticatorData, 32) },
      { clientDataHash: flipped(APPROVAL.clientDataHash, 0) },
    ]
    for (const other of others) {
      expect(approves(opened, { ...APPROVAL, ...other })).toBe(false)
      expect(isAbout(opened, { ...APPROVAL, ...other })).toBe(false)
    }
  })

  test('that declines approves nothing, and still speaks of its sign-in', () => {
    const declined = { ...APPROVAL, isApproved: false }
    const opened = openApproval(signApproval(AUTHOR, declined), { workspaceId, signers: SIGNERS })
    expect(approves(opened, APPROVAL)).toBe(false)
    expect(isAbout(opened, APPROVAL)).toBe(true)
  })
})

describe('the binding of a request', () => {
  const d = new Uint8Array(32).fill(1)
  const e = new Uint8Array(32).fill(2)
  const requests: readonly BoundRequest[] = [
    { algorithm: 'ES256', dealId, index: 0 },
    { algorithm: 'ES256', dealId, index: 1 },
    { algorithm: 'ES256', dealId: ELSEWHERE, index: 0 },
    { algorithm: 'EdDSA', dealId, d, e },
    { algorithm: 'EdDSA', dealId, d: e, e: d },
    { algorithm: 'EdDSA', dealId: ELSEWHERE, d, e },
    { algorithm: 'RS256', dealId },
    { algorithm: 'RS256', dealId: ELSEWHERE },
  ]

  test('tells algorithm, deal, index and nonces apart', () => {
    const bindings = requests.map((request) => Buffer.from(signInBinding(request)).toString('hex'))
    expect(new Set(bindings).size).toBe(requests.length)
    for (const binding of bindings) expect(binding).toHaveLength(64)
  })

  test('is the same for the whole request', () => {
    const row = { r: d, tag: new Uint8Array(16), authenticatorData: d, clientDataHash: e }
    for (const request of requests)
      expect(signInBinding({ ...row, ...request })).toEqual(signInBinding(request))
  })

  test('is not made of parts that have not their form', () => {
    const wrong: readonly BoundRequest[] = [
      { algorithm: 'ES256', dealId: 'deal', index: 0 },
      { algorithm: 'ES256', dealId, index: -1 },
      { algorithm: 'ES256', dealId, index: 0.5 },
      { algorithm: 'EdDSA', dealId, d: d.subarray(1), e },
      { algorithm: 'EdDSA', dealId, d, e: new Uint8Array() },
    ]
    for (const request of wrong)
      expect(() => signInBinding(request)).toThrow(rule('approval.malformed'))
  })
})

test('a window is open from its first millisecond to before its last', () => {
  const { from, until } = WINDOW
  expect([from - 1, from, until - 1, until].map((at) => isOpenAt(WINDOW, at))).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(isOpenAt(WINDOW, Number.NaN)).toBe(false)
})
