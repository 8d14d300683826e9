import { encodeBase64url } from '@keyward/codec'
import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { encodeCxfPasskey } from '@keyward/webauthn/exchange'
import { readOptions, readStorePath } from '../arguments.ts'
import { CliError } from '../../error.ts'
import { printJson, remark } from '../../output.ts'
import { openStore } from '../store/open.ts'
import type { Terminal } from '../../terminal.ts'

/** `keyward authenticator export`: the only command that prints secrets. */
export async function exportCommand(args: readonly string[], terminal: Terminal): Promise<boolean> {
  const given = readOptions('export', args, {
    store: { type: 'string' },
    plaintext: { type: 'boolean', default: false },
  })
  const path = readStorePath(given.store)
  if (!given.plaintext) {
    throw new CliError(
      'cli.plaintext',
      'An export holds private keys in the clear: add --plaintext if that is wanted.',
    )
  }
  const store = openStore(path, { make: false })
  try {
    const sources = store.all()
    // The oldest first, so that an import keeps which one is the newest.
    const whole = sources.filter(hasKey).toReversed()
    for (const { rpId, id } of sources.filter((source) => !hasKey(source))) {
      remark(terminal, `Left out, since its key is not here: ${rpId} ${encodeBase64url(id)}.`)
    }
    remark(terminal, `Printed ${whole.length} passkeys with their private keys: keep them secret.`)
    const passkeys = whole.map(encodeCxfPasskey)
    printJson(terminal, { format: 'keyward-passkeys', version: 1, passkeys })
    return true
  } finally {
    store.close()
  }
}

function hasKey(source: CredentialSource): boolean {
  return source.privateKey !== undefined
}
