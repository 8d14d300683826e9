/** Passkey providers that people are likely to try Perch with, by AAGUID. */
const providers: Record<string, string> = {
  'aee0af84-d947-437f-8b99-c8d16725d774': 'Keyward',
  'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4': 'Google Password Manager',
  'fbfc3007-154e-4ecc-8c0b-6e020557d7bd': 'Apple Passwords',
  '08987058-cadc-4b81-b6e1-30de50dcbe96': 'Windows Hello',
  '53414d53-554e-4700-0000-000000000000': 'Samsung Pass',
  'bada5566-a7aa-401f-bd96-45619a55120d': '1Password',
  'd548826e-79b4-db40-a3d8-11116f7e8349': 'Bitwarden',
  'fdb141b2-5d84-443e-8a35-4698c205a502': 'KeePassXC',
  '50726f74-6f6e-5061-7373-50726f746f6e': 'Proton Pass',
  '01020304-0506-0708-0102-030405060708': 'Chromium virtual authenticator',
}

/** The provider's name; undefined for an AAGUID that Perch does not know, or all zeros. */
export function providerName(aaguid: string): string | undefined {
  return providers[aaguid]
}
