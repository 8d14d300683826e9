import { encodeBase64url } from '@keyward/codec'
import type { RouteName } from '@keyward/protocol/routes'
import type { TeamId } from '@keyward/workspace/chain'
import { type Sent, testDevice } from '../../cases/device.ts'
import { makeSecrets, newId, random } from '../../cases/keys.ts'
import { makeKeys, makeList } from '../../cases/lists.ts'
import { invite, makeInvitation, makeJoin, PLAIN_PUSH } from '../../cases/members.ts'
import { anyPassphrase, kitSignIn, newDeviceOf, startPassphrase } from '../../cases/sign-in.ts'
import { authorOf, chainOf, granteeOf, makeSignUp, nextBy } from '../../cases/workspace.ts'
import { DEAL_ROWS } from './matrix-deals.ts'
import type { Scene, Who } from './scene.ts'

/** What comes of one route: `ok`, or a refusal's code. */
export interface Row<N extends RouteName> {
  readonly ask: (scene: Scene, who: Who) => Promise<Sent<N>>
  /** For everybody whom the route's kind lets through. */
  readonly outcome: string
  /** Who is told something else. */
  readonly except?: Partial<Readonly<Record<Who, string>>>
  /** Where an answer of 200 holds the outcome. */
  readonly read?: (body: unknown) => string
}

const nothing = async () => ({})
const text = (length: number): string => encodeBase64url(random(length))
const sealed = { anchor: text(60) }

/** A write without an idempotency key. */
const NO_KEY = { key: null, fingerprint: new Uint8Array(), now: 0 }

const FORBIDDEN_BELOW_ADMIN = {
  user: 'forbidden',
  'login-only': 'forbidden',
  guest: 'forbidden',
} as const

/** One row for each route: one that is missing does not compile. */
export const MATRIX: { readonly [N in RouteName]: Row<N> } = {
  ...DEAL_ROWS,
  getServer: { ask: nothing, outcome: 'ok' },
  registerPassphrase: {
    async ask() {
      const { registration: request } = anyPassphrase()
      return { body: { workspaceId: newId(), address: 'a@b.example', request } }
    },
    outcome: 'ok',
  },
  createWorkspace: {
    async ask({ server }) {
      const { body } = await makeSignUp(await testDevice(server), await makeSecrets('Nora'))
      return { body }
    },
    outcome: 'ok',
  },
  viewInvitation: {
    ask: async ({ waitingFor: { invitationId } }) => ({ params: { invitationId } }),
    outcome: 'ok',
  },
  joinWorkspace: {
    async ask({ server, workspace: { owner } }, who) {
      const invitation = await invite(owner, 'guest')
      const { genesisHash } = await chainOf(owner)
      const secrets = await makeSecrets(`Joiner for ${who}`)
      const body = await makeJoin(await testDevice(server), owner, genesisHash, invitation, secrets)
      return { params: { invitationId: invitation.invitationId }, body }
    },
    outcome: 'ok',
  },
  startPassphrase: {
    async ask() {
      const { login: request } = anyPassphrase()
      return { body: { workspaceId: newId(), address: 'a@b.example', request } }
    },
    outcome: 'ok',
  },
  finishPassphrase: {
    async ask({ server, workspace: { owner } }) {
      const { loginId, finish } = await startPassphrase(await testDevice(server), owner)
      const device = { deviceId: newId(), name: 'Phone' }
      return { body: { loginId, finish: finish ?? '', device } }
    },
    outcome: 'ok',
  },
  makeChallenge: { ask: nothing, outcome: 'ok' },
  signInByKit: {
    async ask({ members }, who) {
      // A proof's key is named in what the kit signs, so that a thief's does not fit.
      return { body: await kitSignIn(members[who].device, members.owner) }
    },
    outcome: 'ok',
    except: { 'stolen-key': 'sign_in_refused' },
  },
  signInByPasskey: {
    async ask({ members }) {
      const { challenge } = await members.owner.device.must('makeChallenge')
      return passkeyNobodyHas(challenge)
    },
    outcome: 'sign_in_refused',
  },
  listSessions: { ask: nothing, outcome: 'ok' },
  endSession: {
    async ask({ members }) {
      const { session } = await newDeviceOf(members.owner)
      return { params: { sessionId: session.sessionId } }
    },
    outcome: 'session_unknown',
    except: { owner: 'ok' },
  },
  getMe: { ask: nothing, outcome: 'ok' },
  putAnchor: { ask: async () => ({ body: sealed }), outcome: 'ok' },
  putMethod: {
    async ask() {
      const methodId = newId()
      const method = { methodId, accountKeyEpoch: 1, wrapped: text(61), publicKey: text(32) }
      return { params: { methodId }, body: { kind: 'kit', ...method } }
    },
    outcome: 'ok',
  },
  deleteMethod: {
    async ask({ members }) {
      const { methods } = await members.owner.device.must('getMe')
      return { params: { methodId: methods.at(-1)?.methodId ?? '' } }
    },
    outcome: 'method_unknown',
    except: { owner: 'ok' },
  },
  changeKeys: {
    async ask() {
      const keysets = [{ keysetEpoch: 1, accountKeyEpoch: 2, sealed: text(60) }]
      const kit = { methodId: newId(), accountKeyEpoch: 2, wrapped: text(61), publicKey: text(32) }
      const methods = [{ kind: 'kit' as const, ...kit }]
      return { body: { accountKeyEpoch: 2, entry: text(100), ...sealed, keysets, methods } }
    },
    outcome: 'chain_refused',
  },
  getChain: { ask: nothing, outcome: 'ok', except: { waiting: 'not_admitted', removed: 'ok' } },
  appendEntry: {
    async ask({ members }, who) {
      const isTheirs = !['removed', 'waiting', 'other'].includes(who)
      const author = isTheirs ? members[who] : members.owner
      const teamId = newId<TeamId>()
      const team = { kind: 'team-created', teamId, name: `Team of ${who}`, members: [] } as const
      return { body: { entry: await nextBy(author, team) } }
    },
    outcome: 'ok',
    except: {
      ...FORBIDDEN_BELOW_ADMIN,
      other: 'chain_refused',
      waiting: 'not_admitted',
      'new-device': 'device_not_admitted',
    },
  },
  getChanges: { ask: async () => ({ query: { since: 0 } }), outcome: 'ok' },
  followChanges: { ask: nothing, outcome: 'ok' },
  push: {
    async ask({ members }, who) {
      const isTheirs = !['removed', 'waiting', 'other', 'new-device'].includes(who)
      const maker = isTheirs ? members[who] : members.owner
      const accountId = newId()
      const grants = [[granteeOf(maker), 'owner']] as const
      const list = await makeList(await authorOf(maker), accountId, makeKeys(), grants)
      return { body: { accounts: [{ ...PLAIN_PUSH, accountId, lists: [list.push] }] } }
    },
    read: (body) => {
      const { results } = body as { results: { outcome: string; code?: string }[] }
      return results[0]?.code ?? results[0]?.outcome ?? 'none'
    },
    outcome: 'accepted',
    except: { 'login-only': 'forbidden', guest: 'forbidden', other: 'object_refused' },
  },
  reserveClaims: {
    async ask({ workspace: { index } }) {
      const indexEpoch = index.keys.profile.epoch
      return { body: { accountId: newId(), claims: { indexEpoch, claims: [text(32)] } } }
    },
    outcome: 'ok',
    // The other workspace's index key is still its first.
    except: { 'login-only': 'forbidden', guest: 'forbidden', other: 'index_key_stale' },
  },
  listInvitations: { ask: nothing, outcome: 'ok', except: FORBIDDEN_BELOW_ADMIN },
  createInvitation: {
    async ask({ members }, who) {
      const isTheirs = !['removed', 'waiting'].includes(who)
      return { body: (await makeInvitation(isTheirs ? members[who] : members.owner, 'guest')).body }
    },
    outcome: 'ok',
    except: FORBIDDEN_BELOW_ADMIN,
  },
  deleteInvitation: {
    async ask({ members }) {
      const { invitationId } = await invite(members.owner, 'super-admin')
      return { params: { invitationId } }
    },
    outcome: 'ok',
    except: { ...FORBIDDEN_BELOW_ADMIN, admin: 'forbidden', other: 'invitation_unknown' },
  },
  listApprovals: { ask: nothing, outcome: 'ok' },
  openApproval: { ask: async () => ({ body: { approvalId: newId() } }), outcome: 'ok' },
  getApprovalMessages: {
    ask: async ({ approvalId }) => ({ params: { approvalId } }),
    outcome: 'approval_unknown',
    except: { owner: 'ok' },
  },
  addApprovalMessage: {
    ask: async ({ approvalId }) => ({ params: { approvalId }, body: { index: 0, body: text(40) } }),
    outcome: 'approval_unknown',
    except: { owner: 'ok' },
  },
  getActivity: { ask: nothing, outcome: 'ok' },
  reportActivity: {
    ask: async () => ({ body: { statements: [text(80)] } }),
    outcome: 'object_refused',
  },
  getLogHead: { ask: async () => ({ query: { logSize: 1 } }), outcome: 'ok' },
  reportLogHead: {
    async ask({ members }) {
      const { logHead } = await members.owner.device.must('getChanges', { query: { since: 0 } })
      return { body: { signed: logHead.signed } }
    },
    outcome: 'ok',
    except: { other: 'object_refused' },
  },
  listWebhooks: { ask: nothing, outcome: 'ok', except: FORBIDDEN_BELOW_ADMIN },
  createWebhook: {
    async ask({ server, members }, who) {
      const { workspaceId } = members[who]
      // There is room for few.
      for (const { webhookId } of await server.store.webhooks.list(workspaceId))
        await server.store.webhooks.delete(workspaceId, webhookId, [], NO_KEY)
      return { body: { webhookId: newId(), url: 'https://hooks.acme.example/keyward' } }
    },
    outcome: 'ok',
    except: { ...FORBIDDEN_BELOW_ADMIN, admin: 'forbidden' },
  },
  deleteWebhook: {
    ask: async () => ({ params: { webhookId: newId() } }),
    outcome: 'not_found',
    except: { ...FORBIDDEN_BELOW_ADMIN, admin: 'forbidden' },
  },
  testWebhook: {
    ask: async () => ({ params: { webhookId: newId() } }),
    outcome: 'not_found',
    except: { ...FORBIDDEN_BELOW_ADMIN, admin: 'forbidden' },
  },
  getDirectory: { ask: nothing, outcome: 'ok' },
  lookUpPasskeyEndpoints: {
    ask: async () => ({ query: { rpId: 'perch.example' } }),
    outcome: 'ok',
  },
  reportApp: {
    ask: async () => ({
      body: {
        reportId: newId(),
        platform: 'ios',
        step: 'create',
        code: 'not-offered',
        rpId: 'perch.example',
        appName: 'Perch',
        text: 'It stops after Continue.',
      },
    }),
    outcome: 'ok',
  },
  listReports: { ask: nothing, outcome: 'ok', except: FORBIDDEN_BELOW_ADMIN },
  closeReport: {
    ask: async () => ({ params: { reportId: newId() } }),
    outcome: 'not_found',
    except: FORBIDDEN_BELOW_ADMIN,
  },
  getSupportContact: { ask: nothing, outcome: 'ok' },
  putSupportContact: {
    ask: async () => ({ body: { contact: 'it@acme.example' } }),
    outcome: 'ok',
    except: { ...FORBIDDEN_BELOW_ADMIN, admin: 'forbidden' },
  },
}

function passkeyNobodyHas(challenge: string): Sent<'signInByPasskey'> {
  const response = { clientDataJSON: text(80), authenticatorData: text(37), signature: text(70) }
  const id = text(16)
  return {
    body: {
      challenge,
      credential: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response,
      },
      device: { deviceId: newId(), name: 'Phone' },
    },
  }
}
