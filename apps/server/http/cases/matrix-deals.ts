import { encodeBase64url } from '@keyward/codec'
import type { RouteName } from '@keyward/protocol/routes'
import { newId, random } from '../../cases/keys.ts'
import type { Row } from './matrix.ts'

type DealRoute = Extract<
  RouteName,
  | 'getSigner'
  | 'putDealKey'
  | 'getDealing'
  | 'pushDeals'
  | 'getDeals'
  | 'cosign'
  | 'reportDealFailed'
  | 'putTerms'
  | 'askApproval'
  | 'listSignInApprovals'
  | 'answerSignInApproval'
  | 'openApprovalWindow'
  | 'listApprovalWindows'
  | 'closeApprovalWindow'
  | 'requestShare'
  | 'listShareRequests'
  | 'closeShareRequest'
>

const nothing = async () => ({})
const text = (length: number): string => encodeBase64url(random(length))
const assertion = () => ({ authenticatorData: text(37), clientDataHash: text(32) })

/** What strangers to a deal may ask: who has one is the subject of the tests of co-signing. */
export const DEAL_ROWS: { readonly [N in DealRoute]: Row<N> } = {
  getSigner: { ask: nothing, outcome: 'ok' },
  putDealKey: { ask: async () => ({ body: { statement: text(80) } }), outcome: 'object_refused' },
  getDealing: { ask: nothing, outcome: 'ok' },
  pushDeals: {
    async ask() {
      const deal = { deal: text(200), forSigner: text(1200), forDevice: text(1200), replaces: null }
      return { body: { deals: [deal] } }
    },
    read: (body) => {
      const { results } = body as { results: { outcome: string; code?: string }[] }
      return results[0]?.code ?? results[0]?.outcome ?? 'none'
    },
    outcome: 'object_refused',
  },
  getDeals: { ask: async () => ({ query: { since: 0 } }), outcome: 'ok' },
  cosign: {
    async ask() {
      const request = { algorithm: 'ES256' as const, index: 0, r: text(32), tag: text(16) }
      const body = { ...assertion(), request, sealedReason: null, approvalId: null }
      return { params: { dealId: newId() }, body }
    },
    outcome: 'deal_unknown',
  },
  reportDealFailed: {
    ask: async () => ({ params: { dealId: newId() }, body: { index: 3 } }),
    outcome: 'deal_unknown',
  },
  putTerms: { ask: async () => ({ body: { statement: text(80) } }), outcome: 'object_refused' },
  askApproval: {
    async ask() {
      const sealed = [{ memberId: newId(), body: text(100) }]
      const ids = { approvalId: newId(), dealId: newId(), binding: text(32) }
      return { body: { ...ids, ...assertion(), sealed } }
    },
    outcome: 'deal_unknown',
  },
  listSignInApprovals: { ask: nothing, outcome: 'ok' },
  answerSignInApproval: {
    ask: async () => ({ params: { approvalId: newId() }, body: { statement: text(80) } }),
    outcome: 'approval_unknown',
  },
  openApprovalWindow: {
    ask: async () => ({ body: { statement: text(80) } }),
    outcome: 'object_refused',
  },
  listApprovalWindows: { ask: nothing, outcome: 'ok' },
  closeApprovalWindow: {
    ask: async () => ({ params: { windowId: newId() } }),
    outcome: 'not_found',
  },
  requestShare: {
    async ask() {
      const ids = { requestId: newId(), accountId: newId(), memberId: newId() }
      return { body: { ...ids, role: 'collaborator', sealedNote: null } }
    },
    outcome: 'account_unknown',
  },
  listShareRequests: { ask: nothing, outcome: 'ok' },
  closeShareRequest: {
    ask: async () => ({ params: { requestId: newId() } }),
    outcome: 'not_found',
  },
}
