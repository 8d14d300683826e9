export type Verb = 'create' | 'get' | 'list' | 'import' | 'export'

export const AUTHENTICATOR_HELP = `Answers passkey requests from a shell, with passkeys that it keeps in a file.

Usage
  keyward authenticator create --store FILE < request.json   create a passkey
  keyward authenticator get    --store FILE < request.json   sign in with a passkey
  keyward authenticator list   --store FILE                  show the passkeys, without their keys
  keyward authenticator import --store FILE < passkeys.json  take passkeys over from an export
  keyward authenticator export --store FILE --plaintext      print the passkeys with their keys

Each command has its own --help. The store holds private keys in the clear: keep it secret.
`

const REQUEST = `Standard input is one JSON object, at most 1 MiB:
  options          the options that the RP made, as JSON
  origin           the page that asks, such as "https://perch.example"
  topOrigin        optional: the page around it, where it is a frame of another origin
  crossOrigin      optional: true for such a frame without naming the page around it
  clientDataHash   with --ready-hash, in place of origin: base64url of 32 bytes
`

const COMMON_OPTIONS = `  --user-verification RESULT   pass (the default): the person is verified where that is asked for
                               fail: the device can verify, and the check fails
                               unavailable: the device can't verify
  --ready-hash                 the caller is a platform that has checked the origin and brings the
                               hash; the options have to name the RP ID
  --seed HEX                   at least 16 bytes: the same seed, input and store give the same
                               answer. For tests only; RS256 passkeys can't be made from a seed`

const EXIT_CODES = `Exit codes
  0   done
  1   refused; standard output is {"error": {"name", "message", "rule"}}
`

const STORE = `  --store FILE                 where passkeys are kept; required`

export const COMMAND_HELP: Readonly<Record<Verb, string>> = {
  create: `Creates a passkey and prints the RegistrationResponseJSON.

Usage
  keyward authenticator create --store FILE [options] < request.json

${REQUEST}
Options
${STORE}. Made when it is not there
${COMMON_OPTIONS}
  --attestation-policy POLICY  none (the default), or packed: give packed self-attestation where
                               the RP asks for attestation
  --device-bound               the passkey counts as bound to this device (BE and BS are 0)
  -h, --help                   show this

${EXIT_CODES}`,
  get: `Signs in with a passkey and prints the AuthenticationResponseJSON.

Usage
  keyward authenticator get --store FILE [options] < request.json

${REQUEST}
Options
${STORE}
${COMMON_OPTIONS}
  --credential-id ID           base64url: which passkey to use where several fit. The newest is used
                               otherwise
  -h, --help                   show this

${EXIT_CODES}`,
  list: `Shows the passkeys of a store without their keys: a table on a terminal, JSON otherwise.

Usage
  keyward authenticator list --store FILE [--json]

Options
${STORE}
  --json                       JSON on a terminal too
  -h, --help                   show this

${EXIT_CODES}`,
  import: `Takes passkeys over from an export and prints {"imported", "failed"}.

Usage
  keyward authenticator import --store FILE < passkeys.json

Standard input is JSON, at most 64 MiB: a passkey or a whole document of the Credential Exchange
Format, an unencrypted Bitwarden export, or what keyward authenticator export printed. Passkeys that
can't be read, or are there already, are named in "failed" and don't stop the others.

Options
${STORE}. Made when it is not there
  -h, --help                   show this

Exit codes
  0   at least one passkey could be read
  1   none could be read, or refused; then standard output is {"error": {"name", "message", "rule"}}
`,
  export: `Prints all passkeys with their private keys, in the Credential Exchange Format.

Usage
  keyward authenticator export --store FILE --plaintext > passkeys.json

Options
${STORE}
  --plaintext                  required: says that private keys are printed in the clear
  -h, --help                   show this

${EXIT_CODES}`,
}
