import type { PublicSuffixes } from '@keyward/webauthn/client'

/**
 * The public suffix list is the largest piece of data that there is, and no screen but those of
 * imports and passkeys looks anything up: it is loaded beside everything else, as soon as the app is
 * open. Whoever asks before that is answered by an error, never by a guess.
 */
export interface LoadedSuffixes extends PublicSuffixes {
  /** Resolves once the list is there. Rejects when it could not be loaded. */
  readonly load: () => Promise<void>
}

export function loadedSuffixes(
  load: () => Promise<PublicSuffixes> = async () =>
    (await import('@keyward/webauthn/public-suffix')).publicSuffixes,
): LoadedSuffixes {
  let loading: Promise<void> | undefined
  let list: PublicSuffixes | undefined
  const loaded = (): PublicSuffixes => {
    if (list === undefined) throw new TypeError('The public suffix list is not loaded yet.')
    return list
  }
  return {
    load() {
      loading ??= load()
        .then((found) => void (list = found))
        .catch((error: unknown) => {
          loading = undefined
          throw error
        })
      return loading
    },
    publicSuffix: (host) => loaded().publicSuffix(host),
    registrableDomain: (host) => loaded().registrableDomain(host),
  }
}
