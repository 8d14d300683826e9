/** An address as it is compared: NFKC, lower case, without surrounding space. */
export function addressKey(address: string): string {
  return address.normalize('NFKC').toLowerCase().trim()
}

/** By which OPAQUE tells members apart, for known and unknown ones alike. */
export function userIdentifier(workspaceId: string, address: string): string {
  return `${workspaceId}/${addressKey(address)}`
}
