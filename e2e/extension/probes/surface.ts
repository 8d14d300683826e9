/**
 * For the page: everything of WebAuthn's interfaces that a script can see, as one line for each
 * member. Functions are called by nobody. The name is left out of their text: that of a proxy has
 * none, which is the one thing that tells it.
 */
export function describeSurface(): string[] {
  const lines: string[] = []
  const describe = (name: string, target: object): void => {
    for (const key of Reflect.ownKeys(target)) {
      const found = Object.getOwnPropertyDescriptor(target, key)
      if (found === undefined) continue
      const flags = `${found.enumerable ? 'e' : '-'}${found.configurable ? 'c' : '-'}${found.writable ? 'w' : '-'}`
      const parts = Object.entries({ value: found.value, get: found.get, set: found.set })
        .filter(([, part]) => typeof part === 'function')
        .map(([kind, part]) => {
          const code = Function.prototype.toString.call(part)
          const members = Reflect.ownKeys(part as object)
            .map(String)
            .join(' ')
          return `${kind} ${part.name}/${part.length} ${code.replaceAll(/\s+/g, ' ').replace(/^function [\w ]*\(/, 'function (')} [${members}]`
        })
      lines.push(`${name}.${String(key)} ${flags} ${parts.join('; ')}`)
    }
  }
  const scope = globalThis as unknown as Record<string, { prototype?: object } & object>
  for (const name of [
    'CredentialsContainer',
    'Credential',
    'PublicKeyCredential',
    'AuthenticatorResponse',
    'AuthenticatorAttestationResponse',
    'AuthenticatorAssertionResponse',
  ]) {
    const made = scope[name]
    if (made === undefined) continue
    describe(name, made)
    if (made.prototype) describe(`${name}.prototype`, made.prototype)
  }
  describe('navigator.credentials', navigator.credentials)
  const own = Object.getOwnPropertyDescriptor(Navigator.prototype, 'credentials')
  lines.push(`Navigator.prototype.credentials ${own?.configurable} ${own?.get?.name}`)
  return lines
}

/** For the page: names of all that the window has of its own, without numbers (frames). */
export function namesOfWindow(): string[] {
  return Reflect.ownKeys(globalThis)
    .map(String)
    .filter((name) => !/^\d+$/.test(name))
}
