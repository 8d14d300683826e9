import type { Budget } from './limits.ts'
import { wrongType } from './webidl.ts'

/**
 * The brand checks below call getters of the built-in prototypes: they see an object's own slots, so
 * that buffers of another realm pass and objects that only look like a buffer do not, and overridden
 * properties of a subclass are not read.
 */
function getterOf(prototype: object, name: PropertyKey): (value: unknown) => unknown {
  const getter = Object.getOwnPropertyDescriptor(prototype, name)?.get
  if (getter === undefined) throw new TypeError(`No built-in getter ${String(name)}`)
  return (value) => Reflect.apply(getter, value, [])
}

const TYPED_ARRAY = Object.getPrototypeOf(Uint8Array.prototype) as object
const bufferLength = getterOf(ArrayBuffer.prototype, 'byteLength')
const typedArrayName = getterOf(TYPED_ARRAY, Symbol.toStringTag)
const typedArray = viewGetters(TYPED_ARRAY)
const dataView = viewGetters(DataView.prototype)

interface ViewGetters {
  readonly buffer: (view: unknown) => unknown
  readonly byteOffset: (view: unknown) => unknown
  readonly byteLength: (view: unknown) => unknown
}

function viewGetters(prototype: object): ViewGetters {
  return {
    buffer: getterOf(prototype, 'buffer'),
    byteOffset: getterOf(prototype, 'byteOffset'),
    byteLength: getterOf(prototype, 'byteLength'),
  }
}

/** Whether the value is an ArrayBuffer (not a shared one) or a view, of any realm. */
export function isBufferSource(value: unknown): boolean {
  return ArrayBuffer.isView(value) || lengthOfBuffer(value) !== null
}

/**
 * A copy of the bytes that an ArrayBuffer or any view of one shows; those of a detached buffer are
 * none. Resizable buffers are taken too: the copy no longer changes.
 *
 * @throws WebAuthnError `options.type` for anything else, shared memory included;
 * `options.too-large` before anything is copied.
 *
 * Web IDL, section 3.2.25, "get a copy of the bytes held by the buffer source".
 */
export function toBytes(value: unknown, what: string, budget: Budget): Uint8Array {
  if (!ArrayBuffer.isView(value)) {
    const size = lengthOfBuffer(value)
    if (size === null) throw wrongType(what, 'an ArrayBuffer or a view of one')
    return copy(value as ArrayBuffer, 0, size, budget)
  }
  const view = typedArrayName(value) === undefined ? dataView : typedArray
  const buffer = view.buffer(value)
  const size = lengthOfBuffer(buffer)
  if (size === null) throw wrongType(what, 'a view of an ArrayBuffer that is not shared')
  // A DataView of a detached buffer throws when asked for its length; it has no bytes.
  if (size === 0) return new Uint8Array()
  let offset: number
  let length: number
  try {
    offset = view.byteOffset(value) as number
    length = view.byteLength(value) as number
  } catch {
    throw wrongType(what, 'a view that lies within its buffer')
  }
  return copy(buffer as ArrayBuffer, offset, length, budget)
}

function copy(buffer: ArrayBuffer, offset: number, length: number, budget: Budget): Uint8Array {
  // A typed array whose buffer has shrunk below it shows no bytes, wherever it began.
  if (length === 0) return new Uint8Array()
  budget.spend(length)
  return new Uint8Array(new Uint8Array(buffer, offset, length))
}

/** Null for whatever is not an ArrayBuffer. */
function lengthOfBuffer(value: unknown): number | null {
  try {
    return bufferLength(value) as number
  } catch {
    return null
  }
}
