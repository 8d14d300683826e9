const LARGEST = 0xffffffff

/**
 * The counter of the next assertion (WebAuthn Level 3 section 6.1.1). Zero stays zero: a passkey on
 * several devices can't count. An imported counter grows by one, and with a clock at least to the
 * seconds since 1970, so that devices which have not met since never hand out a lower one.
 *
 * @param now milliseconds since 1970
 */
export function nextSignCount(stored: number, now?: number): number {
  if (stored === 0) return 0
  const seconds = now === undefined ? 0 : Math.floor(now / 1000)
  return Math.min(LARGEST, Math.max(stored + 1, seconds))
}
