/** The name of a device's replica. Simulated phones share one browser, and see nothing of each other. */
export function replicaName(device: string | undefined): string {
  return device === undefined ? 'keyward' : `keyward.${device}`
}

/** The device that an address names: letters, digits and hyphens; undefined for anything else. */
export function deviceOf(search: string): string | undefined {
  const device = new URLSearchParams(search).get('device') ?? ''
  return /^[\w-]{1,64}$/.test(device) ? device : undefined
}
