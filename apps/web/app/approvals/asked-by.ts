import { messages } from '../../messages/messages.ts'

/** Who asks for a sign-in, as a person reads it. Android names its apps by their keys. */
export function askedBy(origin: string | null, rpId: string): string {
  if (origin === null) return rpId
  return origin.startsWith('android:') ? messages.approvals.androidApp(rpId) : origin
}
