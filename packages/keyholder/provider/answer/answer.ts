import type { CancelSignal } from '@keyward/webauthn/client'
import { encodeBase64url } from '@keyward/codec'
import { KeyholderError } from '../../error.ts'
import { createPasskey, signIn } from '../provider.ts'
import { failureCodeOf } from '../system/failure.ts'
import { readCreate, readGet, rpIdOf } from '../system/read.ts'
import { createResult, getResult } from '../system/result.ts'
import type {
  FailureCode,
  SystemCreate,
  SystemGet,
  SystemRequest,
  SystemResult,
} from '../system/types.ts'
import { confirmPasskey, markUnconfirmed } from '../unconfirmed.ts'
import { believe } from './caller.ts'
import { cancelled, unlessCancelled } from './cancelled.ts'
import { personWhoTapped } from './chosen.ts'
import { personWithMarks } from './marked.ts'
import type { AnswerPorts, ProviderDevice, SystemPerson } from './ports.ts'
import { admit, surfaceOf } from './admit.ts'
import { checkPage } from './check-page.ts'

/** How a request ended. */
export type Answered =
  | { readonly outcome: 'completed'; readonly credentialId: string }
  /** The passkey is saved, and the system did not take the answer: it is kept and marked. */
  | { readonly outcome: 'undelivered'; readonly credentialId: string; readonly error: unknown }
  /** `error` is for the screen; the system got the code alone. */
  | { readonly outcome: 'failed'; readonly code: FailureCode; readonly error: unknown }

/**
 * Answers one request of the operating system or of a browser, from its arrival to its end: whether
 * the page may ask, gates, the calling app, the person's verification, the choice, the durable save,
 * and only then the answer. A passkey is marked as unconfirmed before it is saved, and the mark goes
 * once the system has the answer; so wherever the program ends, no passkey is half made, and none is
 * lost or unmarked. The request's end by the system or by time comes through the signal. Never
 * rejects.
 */
export async function answerRequest(
  device: ProviderDevice,
  person: SystemPerson,
  request: SystemRequest,
  ports: AnswerPorts,
  signal?: CancelSignal,
): Promise<Answered> {
  let made: { readonly credentialId: string; readonly result: SystemResult }
  try {
    const asked = { device, person, ports, signal }
    made =
      request.kind === 'create' ? await makePasskey(asked, request) : await useOne(asked, request)
  } catch (error) {
    const code = failureCodeOf(error)
    // Who took the request back does not want to know how it ended.
    await ports.fail(request.requestId, code).catch(() => undefined)
    return { outcome: 'failed', code, error }
  }
  const { credentialId, result } = made
  try {
    await ports.complete(request.requestId, result)
  } catch (error) {
    return { outcome: 'undelivered', credentialId, error }
  }
  // The app has it. A mark that stays only asks the person once too often.
  if (request.kind === 'create')
    await confirmPasskey(ports.rows(), credentialId).catch(() => undefined)
  return { outcome: 'completed', credentialId }
}

interface Asked {
  readonly device: ProviderDevice
  readonly person: SystemPerson
  readonly ports: AnswerPorts
  readonly signal: CancelSignal | undefined
}

interface Made {
  readonly credentialId: string
  readonly result: SystemResult
}

async function makePasskey(asked: Asked, request: SystemCreate): Promise<Made> {
  const { device, ports, signal } = asked
  const options = readCreate(request)
  await checkPage(ports, request, options, signal)
  const about = { rpId: rpIdOf(options) ?? '', signal }
  const admitted = await admit(device, asked.person, request, about)
  const { provider } = admitted
  const person = personWhoTapped(admitted.person, request, provider.vault)
  const believed = await believe(admitted, request, rpIdOf(options), ports, signal)
  let saved: { readonly accountId: string; readonly rpId: string } | undefined
  const response = await createPasskey(
    provider,
    person,
    {
      caller: believed.caller,
      options: withRpId(options, believed.rpId),
      surface: surfaceOf(request),
      ...mediationOf(request),
      ...(signal === undefined ? {} : { signal }),
    },
    async ({ id, rpId }, accountId) => {
      const at = provider.platform.clock()
      await believed.keep()
      const credentialId = encodeBase64url(id)
      await markUnconfirmed(ports.rows(), { credentialId, accountId, rpId, at })
      // Marked and not saved is nothing; saved for nobody would be a passkey that nobody knows.
      if (signal?.aborted === true) throw cancelled()
      saved = { accountId, rpId }
    },
  )
  if (saved !== undefined) await tell(person, saved, signal)
  await requireStillHere(device)
  return { credentialId: response.id, result: createResult(request, response) }
}

async function useOne(asked: Asked, request: SystemGet): Promise<Made> {
  const { device, ports, signal } = asked
  const options = readGet(request)
  await checkPage(ports, request, options, signal)
  const about = { rpId: rpIdOf(options) ?? '', signal }
  const admitted = await admit(device, asked.person, request, about)
  const believed = await believe(admitted, request, rpIdOf(options), ports, signal)
  const { rpId } = believed
  const { provider } = admitted
  const marked = personWithMarks(admitted.person, ports.rows)
  const person = personWhoTapped(marked, request, provider.vault)
  const response = await signIn(provider, person, {
    caller: believed.caller,
    options: rpId === undefined ? options : { ...options, rpId },
    surface: surfaceOf(request),
    ...(signal === undefined ? {} : { signal }),
  })
  await believed.keep()
  // Who names a passkey has received it.
  if (options.allowCredentials.some(({ id }) => encodeBase64url(id) === response.id))
    await confirmPasskey(ports.rows(), response.id)
  return { credentialId: response.id, result: getResult(request, response) }
}

/** A screen that fails or is left must not keep the app from a passkey that is saved. */
async function tell(
  person: SystemPerson,
  saved: { readonly accountId: string; readonly rpId: string },
  signal: CancelSignal | undefined,
): Promise<void> {
  await unlessCancelled(signal, () => person.passkeySaved(saved)).catch(() => undefined)
}

/**
 * Who was removed from the workspace while the passkey was saved has lost it again: no site may count
 * on it. Anything else leaves it where it is.
 *
 * @throws {KeyholderError} `session.none`, `session.removed`
 */
async function requireStillHere(device: ProviderDevice): Promise<void> {
  try {
    await device.provider()
  } catch (error) {
    if (error instanceof KeyholderError && GONE.has(error.rule)) throw error
  }
}

const GONE: ReadonlySet<string> = new Set(['session.none', 'session.removed'])

function withRpId<O extends ReturnType<typeof readCreate>>(
  options: O,
  rpId: string | undefined,
): O {
  return rpId === undefined ? options : { ...options, rp: { ...options.rp, id: rpId } }
}

function mediationOf({ isConditional }: SystemCreate): { mediation?: 'conditional' } {
  return isConditional === true ? { mediation: 'conditional' } : {}
}
