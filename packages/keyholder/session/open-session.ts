import type { Platform } from '../platform.ts'
import type { ReplicaStore } from '../replica/port.ts'
import { drop } from './drop.ts'
import { remoteOf } from './calls/remote.ts'
import { lock, requireToken, sessionCall } from './calls/session-call.ts'
import { type Core, inTurn, requireKnown, requireOpen } from './core.ts'
import type { SessionState } from './events.ts'
import { heedOthers } from './others.ts'
import type { SessionOptions } from './ports.ts'
import type { Session } from './session.ts'
import { forgetDevice, keepDevice } from './unlock/device.ts'
import { readKnown } from './state/known.ts'
import { proofKeysIn } from './state/proof-keys.ts'
import { unlock } from './unlock/unlock.ts'

/**
 * The session of a replica: locked, or none while the replica is empty.
 *
 * @throws {KeyholderError} `replica.damaged`, `replica.newer`
 */
export async function openSession(
  platform: Platform,
  replica: ReplicaStore,
  options: SessionOptions = {},
): Promise<Session> {
  const core: Core = {
    platform,
    replica,
    options,
    proofKeys: options.proofKeys ?? proofKeysIn(replica),
    listeners: new Set(),
    known: await readKnown(replica),
    open: undefined,
    remote: undefined,
    proofKey: undefined,
    isRenewing: false,
    turn: Promise.resolve(),
  }
  const stop = heedOthers(core)
  return sessionOf(core, stop)
}

function sessionOf(core: Core, stop: () => void): Session {
  return {
    ...accessOf(core),
    ...verbsOf(core),
    // Spread last, so that it stays a getter.
    get state() {
      return stateOf(core)
    },
    close() {
      stop()
      drop(core, 'asked')
      core.listeners.clear()
    },
  }
}

function accessOf(core: Core): Omit<Session, 'state' | 'close' | keyof Verbs> {
  const watch: Session['watch'] = (listener) => {
    core.listeners.add(listener)
    return () => core.listeners.delete(listener)
  }
  return {
    platform: core.platform,
    replica: core.replica,
    watch,
    watchLock: (listener) =>
      watch((event) => {
        if (event.kind === 'locked') listener()
      }),
    unlocked: () => requireOpen(core).unlocked,
    membership: () => requireOpen(core).membership,
    remote: () => remoteOf(core),
    token: () => requireToken(core).token,
    call: (name, given) => sessionCall(core, name, given),
    touch: () => core.open?.deadline.touch(),
  }
}

type Verbs = ReturnType<typeof verbsOf>

/**
 * What is rarely done, and never while a system's request waits, is loaded when it is: signing up and
 * in, further devices, new keys.
 */
function verbsOf(core: Core) {
  return {
    createWorkspace: (given) =>
      inTurn(core, async () => (await SIGN_UP.create()).createWorkspace(core, given)),
    viewInvitation: async (given) => (await SIGN_UP.invitation()).lookAtInvitation(core, given),
    joinWorkspace: (given) =>
      inTurn(core, async () => (await SIGN_UP.join()).joinWorkspace(core, given)),
    safetyNumberWith: async (other) => (await SIGN_UP.safetyNumber()).safetyNumberWith(core, other),
    checkAdmission: () =>
      inTurn(
        core,
        async () =>
          requireKnown(core).isAdmitted || (await SIGN_UP.admission()).checkAdmission(core),
      ),
    signIn: (given) => inTurn(core, async () => (await DEVICES.signIn()).signIn(core, given)),
    unlock: (given) => inTurn(core, () => unlock(core, given)),
    checkMember: async (given) => (await import('./unlock/check.ts')).checkMember(core, given),
    lock: () => lock(core),
    signOut: () => inTurn(core, async () => (await KEYS.signOut()).signOut(core)),
    renewKeys: ({ passphrase }) =>
      inTurn(core, async () => (await KEYS.renew()).renewKeys(core, passphrase)),
    removeOwnDevice: (given) =>
      inTurn(core, async () => (await KEYS.remove()).removeOwnDevice(core, given)),
    addPasskey: ({ name }) =>
      inTurn(core, async () => (await KEYS.passkey()).addPasskey(core, name)),
    removePasskey: (given) =>
      inTurn(core, async () => (await KEYS.remove()).removePasskey(core, given)),
    turnOnBiometrics: () => inTurn(core, () => keepDevice(core)),
    turnOffBiometrics: () => inTurn(core, () => forgetDevice(core)),
    approveByCode: async () => (await DEVICES.approve()).approveByCode(core),
    approveByDigits: async (halt) => (await DEVICES.approve()).approveByDigits(core, halt),
    seekApproval: async (given) => (await DEVICES.seek()).seekApproval(core, given),
    seekUnlock: async (given) => (await DEVICES.seek()).seekUnlock(core, given),
  } satisfies Partial<Session>
}

const SIGN_UP = {
  admission: () => import('./sign-up/admission.ts'),
  create: () => import('./sign-up/create-workspace.ts'),
  invitation: () => import('./sign-up/invitation.ts'),
  join: () => import('./sign-up/join-workspace.ts'),
  safetyNumber: () => import('./sign-up/safety-number.ts'),
}

const DEVICES = {
  signIn: () => import('./sign-in/sign-in.ts'),
  approve: () => import('./approval/approve.ts'),
  seek: () => import('./approval/seek.ts'),
}

const KEYS = {
  passkey: () => import('./keys/passkey.ts'),
  remove: () => import('./keys/remove.ts'),
  renew: () => import('./keys/renew.ts'),
  signOut: () => import('./keys/sign-out.ts'),
}

function stateOf(core: Core): SessionState {
  const { known, open } = core
  if (known === undefined) return { kind: 'none' }
  const isOpen = open !== undefined && !open.deadline.isPast
  return { kind: isOpen ? 'unlocked' : 'locked', known }
}
