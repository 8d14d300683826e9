/*
 * What a page does to its own globals, as scripts that put what they get hold of into `caught`.
 */

const watch = (owner: string, name: string): string => `{
  const { ${name}: original } = ${owner}
  Object.defineProperty(${owner}, '${name}', { configurable: true, writable: true,
    value: function (...given) {
      caught.push(this, ...given)
      return Reflect.apply(original, this, given)
    } })
}`

/** Once the page script has run. */
export const REPLACED: Readonly<Record<string, string>> = {
  'the methods of ports': watch('MessagePort.prototype', 'postMessage'),
  'the listeners of events': watch('EventTarget.prototype', 'addEventListener'),
  promises: watch('Promise.prototype', 'then') + watch('Promise', 'resolve'),
  JSON: watch('JSON', 'stringify') + watch('JSON', 'parse'),
  'texts and lists':
    watch('String.prototype', 'split') +
    watch('String.prototype', 'replace') +
    watch('Array.prototype', 'join') +
    watch('Array.prototype', 'shift'),
  functions: `{
    const { apply } = Reflect
    Reflect.apply = (...given) => { caught.push(...given); return apply(...given) }
    const { call } = Function.prototype
    Function.prototype.call = function (...given) {
      caught.push(this, ...given)
      return apply(call, this, given)
    }
  }`,
  'setters of every object': `for (const name of ['id', 'call', 'end', 'options', 'response', 'port'])
    Object.defineProperty(Object.prototype, name, { configurable: true,
      set(value) {
        caught.push(this, value)
        Object.defineProperty(this, name, { value, configurable: true, writable: true, enumerable: true })
      } })`,
  'a toJSON of every object': `Object.prototype.toJSON = undefined
    Array.prototype.toJSON = function () { caught.push(this); return [] }`,
  'the constructors': `for (const name of ['MessageChannel', 'MessageEvent', 'Promise', 'Proxy'])
    window[name] = class extends window[name] {
      constructor(...given) { super(...given); caught.push(...given) }
    }`,
}

export const FROZEN: Readonly<Record<string, string>> = {
  'the container': `Object.freeze(CredentialsContainer.prototype); Object.freeze(navigator.credentials)`,
  'the interfaces': `for (const each of [PublicKeyCredential, Credential, AuthenticatorResponse,
    AuthenticatorAssertionResponse, AuthenticatorAttestationResponse]) {
      Object.freeze(each); Object.freeze(each.prototype) }`,
  'objects, lists and promises': `for (const each of [Object, Array, Promise, Function, ArrayBuffer])
    Object.freeze(each.prototype)`,
}

/** In the first turn of a frame that is made by a script. */
export const BEFORE: Readonly<Record<string, string>> = {
  'the methods of ports': `
    const { postMessage } = window.MessagePort.prototype
    window.MessagePort.prototype.postMessage = function (...given) {
      caught.push(...given)
      return postMessage.apply(this, given)
    }`,
  'a listener for the port': `
    window.document.addEventListener('port', (event) => caught.push(event), true)`,
}
