/**
 * All of the page's realm that is used later, taken before any script of the page has run: what the
 * page replaces afterwards is not met any more.
 */
export type Callable = (...values: never[]) => unknown

export const { apply, get, getOwnPropertyDescriptor, ownKeys } = Reflect
const { defineProperty } = Reflect
export const { parse, stringify } = JSON
export const { AbortController, AbortSignal, DOMException, Promise, Proxy } = globalThis

/** A method as a function of its `this`. */
export function uncurried<R>(method: unknown): (self: unknown, ...values: unknown[]) => R {
  return (self, ...values) => apply(method as Callable, self, values) as R
}

/** The getter of a built-in attribute as a function: it throws for objects without the slots. */
function getter<R>(prototype: object, name: PropertyKey): (self: unknown) => R {
  return uncurried<R>(getOwnPropertyDescriptor(prototype, name)?.get)
}

export const onSettled = uncurried(Promise.prototype.then)
export const firstOf = uncurried(Promise.race)
export const isAborted = getter<boolean>(AbortSignal.prototype, 'aborted')
export const reasonOf = getter<Error>(AbortSignal.prototype, 'reason')
export const anyOf = uncurried<AbortSignal>(AbortSignal.any)
export const signalOf = getter<AbortSignal>(AbortController.prototype, 'signal')
export const abort = uncurried<void>(AbortController.prototype.abort)
export const listen = uncurried<void>(EventTarget.prototype.addEventListener)
export const unlisten = uncurried<void>(EventTarget.prototype.removeEventListener)
export const dispatch = uncurried<boolean>(EventTarget.prototype.dispatchEvent)
export const post = uncurried<void>(MessagePort.prototype.postMessage)
export const dataOf = getter<string>(MessageEvent.prototype, 'data')
export const nameOf = getter<string>(DOMException.prototype, 'name')

const { isView } = ArrayBuffer
const Bytes = Uint8Array
const Typed = get(Bytes, '__proto__').prototype as object
const typeOf = getter<string | undefined>(Typed, Symbol.toStringTag)
const sizeOf = getter<number>(ArrayBuffer.prototype, 'byteLength')
const toBase64 = uncurried<string>(get(Bytes.prototype, 'toBase64'))
const fromBase64 = uncurried<Uint8Array>(get(Bytes, 'fromBase64'))
const BASE64URL = bare({ alphabet: 'base64url', omitPadding: true })
const ofTyped = viewGetters(Typed)
const ofData = viewGetters(DataView.prototype)

function viewGetters(of: object) {
  const [offset, length] = [getter<number>(of, 'byteOffset'), getter<number>(of, 'byteLength')]
  return bare({ buffer: getter<ArrayBuffer>(of, 'buffer'), offset, length })
}

/**
 * The bytes of a BufferSource of any realm as base64url.
 * @throws TypeError for anything else, and for what is shared or detached
 */
export function encodeBytes(value: unknown): string {
  if (!isView(value)) return toBase64(new Bytes(value as ArrayBuffer, 0, sizeOf(value)), BASE64URL)
  const { buffer, offset, length } = typeOf(value) === undefined ? ofData : ofTyped
  // Only an ArrayBuffer that is not shared has this size.
  const size = sizeOf(buffer(value)) && length(value)
  return toBase64(new Bytes(buffer(value), offset(value), size), BASE64URL)
}

/** The bytes of base64url as an ArrayBuffer of the page's realm. */
export function decodeBytes(text: string): ArrayBuffer {
  return ofTyped.buffer(fromBase64(Bytes, text, BASE64URL))
}

/** An object that inherits nothing that a page could have put there. */
export function bare<T extends object>(members: T): T {
  return { __proto__: null, ...members }
}

export type Instead = (native: Callable, self: unknown, values: readonly unknown[]) => unknown

/**
 * Puts a function in place of a method or a getter of an interface, if there is one. It keeps name,
 * length and the flags of the property, and the page can replace it as it could before.
 */
export function replace(
  owner: { readonly prototype: object },
  name: string,
  instead: Instead,
): void {
  const descriptor = getOwnPropertyDescriptor(owner.prototype, name)
  if (descriptor === undefined) return
  const part = descriptor.get === undefined ? 'value' : 'get'
  descriptor[part] = new Proxy(descriptor[part] as Callable, bare({ apply: instead }))
  defineProperty(owner.prototype, name, descriptor)
}

/** Undefined when it throws: what a page gave may do that whenever it is read. */
export function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
