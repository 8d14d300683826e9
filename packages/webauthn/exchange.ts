export { parseBitwardenPasskey } from './exchange/bitwarden-passkey.ts'
export { parseBitwardenCredentialId } from './exchange/credential-id.ts'
export { type CxfPasskey, encodeCxfPasskey, parseCxfPasskey } from './exchange/cxf-passkey.ts'
