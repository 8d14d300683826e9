import {
  creationOptionsFromJSON,
  type RequestOptions,
  requestOptionsFromJSON,
  tolerate,
} from '@keyward/webauthn/client'
import type { CeremonyKind } from '../../messages/page.ts'

/** What deciding about a request needs of its options. */
export interface Asked {
  readonly rpId: string | undefined
  /** Empty for create. */
  readonly allowCredentials: RequestOptions['allowCredentials']
  /** Milliseconds. */
  readonly timeout: number | undefined
}

/**
 * Reads the options that a page script wrote. Undefined when the browser has to answer: for options
 * that are not valid, which it refuses in its own words, and for what Keyward's passkeys can't do
 * (security keys, payments, large blobs).
 */
export function readOptions(kind: CeremonyKind, text: string): Asked | undefined {
  try {
    const given: unknown = JSON.parse(text)
    if (needsBrowser(given)) return undefined
    if (kind === 'get') {
      const { rpId, allowCredentials, timeout } = requestOptionsFromJSON(tolerate(given, 'json'))
      return { rpId, allowCredentials, timeout }
    }
    const { rp, timeout, authenticatorAttachment } = creationOptionsFromJSON(
      tolerate(given, 'json'),
    )
    if (authenticatorAttachment === 'cross-platform') return undefined
    return { rpId: rp.id, allowCredentials: [], timeout }
  } catch {
    return undefined
  }
}

interface Extensions {
  readonly extensions?: {
    readonly payment?: unknown
    readonly largeBlob?: { readonly support?: unknown } | null
  } | null
}

function needsBrowser(given: unknown): boolean {
  const { payment, largeBlob } = (given as Extensions | null)?.extensions ?? {}
  return payment !== undefined || largeBlob?.support === 'required'
}
