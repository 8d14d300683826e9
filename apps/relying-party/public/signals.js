/**
 * Tells the passkey manager what changed here (WebAuthn Level 3, §5.1.10). A browser that cannot
 * pass it on, or a manager that does not listen, changes nothing for the person.
 */

/** @param {import('./api.js').Refusal} answer */
export async function signalUnknown(answer) {
  const unknown = answer.unknownCredential
  if (unknown) await attempt(() => PublicKeyCredential.signalUnknownCredential(unknown))
}

/** @param {{ acceptedCredentials?: AllAcceptedCredentialsOptions }} answer */
export async function signalAccepted({ acceptedCredentials: all }) {
  if (all) await attempt(() => PublicKeyCredential.signalAllAcceptedCredentials(all))
}

/** @param {() => Promise<void>} signal */
async function attempt(signal) {
  try {
    await signal()
  } catch {
    // Not supported here: the person can still delete or rename the passkey in its manager.
  }
}

const notice = document.querySelector('[data-signal]')
if (notice instanceof HTMLElement) {
  const { kind, ...content } = JSON.parse(notice.dataset['signal'] ?? '{}')
  if (kind === 'accepted') {
    await attempt(() => PublicKeyCredential.signalAllAcceptedCredentials(content))
  } else if (kind === 'details') {
    await attempt(() => PublicKeyCredential.signalCurrentUserDetails(content))
  }
}
