let origin = globalThis.location?.origin ?? ''

/** Where the workspace's server is: the address of this page, but in the extension. */
export function serverOrigin(): string {
  return origin
}

/** In the extension, once it is known; before anything of the server is asked. */
export function setServerOrigin(next: string): void {
  origin = next
}
