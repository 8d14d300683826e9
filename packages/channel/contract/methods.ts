import type { ShellCode } from '../error.ts'
import { dictionary, nullable, record, type Shape, type Shaped } from '../shape/shape.ts'
import { bytes, flag, pattern, text, whole, word } from '../shape/values.ts'
import { appInfo, secureGate, verificationType } from './device.ts'
import {
  failureCode,
  indexAccounts,
  indexEntries,
  providerRequest,
  providerResult,
  removedFromIndex,
  requestId,
  rpId,
} from './provider.ts'

/** One method: what goes over, what comes back, and how it may fail besides the ways of all. */
interface MethodShape<P, R> {
  readonly params: Shape<P>
  readonly result: Shape<R>
  readonly errors: readonly ShellCode[]
  /** How long the shell is waited for, in milliseconds. */
  readonly patience: number
}

const SECONDS = 1000

/** Long enough for whatever a shell does without a person or a network. */
const QUICK = 10 * SECONDS

/** A person may take this long in front of a prompt of the system. */
const PERSON = 180 * SECONDS

/** How any method may fail. */
export const COMMON_CODES: readonly ShellCode[] = [
  'invalid_params',
  'unsupported',
  'too_large',
  'timeout',
  'internal',
]

/** Ciphertext that a file or a request may have, in bytes; as text it fits in one message. */
export const MOST_BLOB_BYTES = 180_000

const nothing = record({})
const key = pattern(/^[a-z0-9][a-z0-9._-]*$/i, 'a name of letters, digits, ".", "_" and "-"', 128)
const prompt = text(300)
const headers = dictionary(text(8192), 64)
const path = pattern(/^\/(?!\/)[\x21-\x7e]*$/, 'a path that begins with one slash', 4096)
const promptCodes: readonly ShellCode[] = ['no_match', 'cancelled', 'lockout', 'not_enrolled']

/** All that a shell does for the screens. The names and members are the contract of every shell. */
export const METHODS = {
  'app.info': method(nothing, appInfo, []),
  'provider.status': method(nothing, record({ supported: flag, enabled: flag }), []),
  'provider.openSettings': method(nothing, nothing, []),
  /** What this surface was opened for; null when it was opened for nothing. */
  'provider.request': method(nothing, record({ request: nullable(providerRequest) }), []),
  /** Resolves once the system has the answer. `conflict`: the request has ended already. */
  'provider.complete': method(record({ requestId, result: providerResult }), nothing, ['conflict']),
  'provider.fail': method(record({ requestId, code: failureCode }), nothing, ['conflict']),
  /**
   * Puts the listing of the system's menu in place of the one that is there. With `after` it is
   * changed instead: `conflict` when its generation is another one. First `removed` goes, then
   * accounts and entries are put. `count`: how many entries are listed then.
   */
  'index.replace': method(
    record(
      { generation: whole(1), accounts: indexAccounts, entries: indexEntries },
      { after: whole(1), removed: removedFromIndex },
    ),
    record({ count: whole(0) }),
    ['conflict'],
  ),
  'index.clear': method(nothing, record({ count: whole(0) }), []),
  /** Keeps a value under a key of the device. A biometric gate is passed once for it. */
  'secure.put': method(
    record({ key, value: bytes(4096, 1), gate: secureGate }),
    nothing,
    [...promptCodes, 'device_locked'],
    PERSON,
  ),
  /** `value` is null when nothing is kept; `verified` is null when the gate asked for nobody. */
  'secure.get': method(
    record({ key, prompt }),
    record({
      value: nullable(bytes(4096, 1)),
      verified: nullable(record({ type: verificationType })),
    }),
    [...promptCodes, 'key_invalidated', 'device_locked'],
    PERSON,
  ),
  'secure.delete': method(record({ key }), nothing, []),
  'secure.has': method(record({ key }), record({ has: flag }), []),
  'user.verify': method(
    record({ prompt, allowDeviceCredential: flag }),
    record({ type: verificationType }),
    [...promptCodes, 'device_locked'],
    PERSON,
  ),
  /** `bytes` is null and `generation` 0 when there is no such file. */
  'blob.read': method(
    record({ key }),
    record({ bytes: nullable(bytes(MOST_BLOB_BYTES)), generation: whole(0) }),
    ['device_locked'],
  ),
  /** Atomic and synced. `ifGeneration` 0: only when there is no such file yet. */
  'blob.write': method(
    record({ key, bytes: bytes(MOST_BLOB_BYTES), ifGeneration: whole(0) }),
    record({ generation: whole(1) }),
    ['conflict', 'device_locked'],
  ),
  'blob.delete': method(record({ key }), nothing, ['device_locked']),
  /** The statements of a host, as text; https only, never off the host, at most 64 kB. */
  'net.assetLinks': method(
    record({ rpId }),
    record({ status: whole(100, 599) }, { body: text(65_536) }),
    ['offline'],
    5 * SECONDS,
  ),
  /** The workspace's server and nothing else. */
  'net.server': method(
    record(
      { method: word('GET', 'POST', 'PUT', 'PATCH', 'DELETE'), path, headers },
      { body: bytes(MOST_BLOB_BYTES) },
    ),
    record({ status: whole(100, 599), headers }, { body: bytes(MOST_BLOB_BYTES) }),
    ['offline'],
    12 * SECONDS,
  ),
  'random.bytes': method(record({ length: whole(1, 1024) }), record({ bytes: bytes(1024, 1) }), []),
  /** Keeps the screen out of recordings and the list of recent apps, or lets it in again. */
  'ui.secureScreen': method(record({ on: flag }), nothing, []),
  'ui.openUrl': method(
    record({ url: pattern(/^https:\/\/[^\s]+$/, 'an https address', 2048) }),
    nothing,
    [],
  ),
  /** Marked as sensitive, and taken back after a minute if it is still there. */
  'clipboard.writeSensitive': method(record({ text: text(10_000) }), nothing, []),
} as const

export type Method = keyof typeof METHODS
export type Params<M extends Method> = Shaped<(typeof METHODS)[M]['params']>
export type Result<M extends Method> = Shaped<(typeof METHODS)[M]['result']>

/** Whether a shell can be asked this. */
export function isMethod(name: string): name is Method {
  return Object.hasOwn(METHODS, name)
}

function method<P, R>(
  params: Shape<P>,
  result: Shape<R>,
  errors: readonly ShellCode[],
  patience: number = QUICK,
): MethodShape<P, R> {
  return { params, result, errors, patience }
}
